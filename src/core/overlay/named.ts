import type { Task } from '../../../machines/task.ts'
import type { Seq } from '../response.ts'
import { localTasks, strictest } from './overlaid.ts'
import type { Overlay } from './overlay.ts'

/** The overlays whose steps or fields stand in an entry's body as it is stored: `"X-118-2"` is the second addition of the overlay 118. */
export function overlaysNamedIn(body: string): readonly Seq[] {
  return [...new Set(Array.from(body.matchAll(/"X-(\d+)-\d/g), ([, seq]) => Number(seq)))]
}

/** The overlay that added the step of that id; null for a step of a playbook. */
export function overlayOf(id: string): Seq | null {
  const [, seq] = /^X-(\d+)-\d+$/.exec(id) ?? []
  return seq === undefined ? null : Number(seq)
}

/** A step that one of the overlays added. */
export function localStep(overlays: readonly Overlay[], id: string): Task | undefined {
  return overlays.flatMap(localTasks).find((task) => task.id === id)
}

/** The step with the fields that the overlays added to it, whatever else they ask. */
export function withLocalFields(task: Task, overlays: readonly Overlay[]): Task {
  const inForce = overlays.map((overlay) => ({ overlay, since: overlay.publishedAt, awayMs: {} }))
  return strictest(task, inForce).task
}
