import type { Playbook } from '../machines/playbook.ts'
import type { Task } from '../machines/task.ts'
import { versionsOf } from '../machines/registry.ts'
import { assignmentOf } from '../src/core/assignment/assignment.ts'
import { allTasks } from '../src/core/checklist.ts'
import { localStep, withLocalFields } from '../src/core/overlay/named.ts'
import type { ShownEntry } from './describe-entry.ts'
import type { Page } from './page.ts'
import { say } from './page.ts'

/** What an entry says of its steps: the playbook, and the local additions that it names. */
type Naming = Pick<ShownEntry, 'playbook' | 'overlays'>

/** The name of a step: as the playbook has it, as it was given, or as the bureau wrote it that added it. */
export function taskName(page: Pick<Page, 'lang' | 'words'>, { playbook, overlays }: Naming, id: string): string {
  const task = taskOf(playbook, id)
  if (task !== undefined) return say(page, task.title)
  const assigned = assignmentOf(id)
  if (assigned !== null) return page.words.assignment.task(assigned)
  const [, overlay, n] = /^X-(\d+)-(\d+)$/.exec(id) ?? []
  if (overlay === undefined) return id
  const place = page.words.overlay.step(Number(overlay), Number(n))
  const local = localStep(overlays, id)
  return local === undefined ? place : page.words.overlay.stepNamed(say(page, local.title), place)
}

/** The step that an entry names, with the fields that were added to it. */
export function stepOf({ playbook, overlays }: Naming, id: string): Task | undefined {
  const task = taskOf(playbook, id) ?? localStep(overlays, id)
  return task === undefined ? undefined : withLocalFields(task, overlays)
}

/** The step of that id; an older version names what the newest no longer has. */
export function taskOf(playbook: string | null, id: string): Task | undefined {
  return versionsOf(playbook ?? '')
    .map((version) => tasksOf(version).get(id))
    .find((task) => task !== undefined)
}

const known = new WeakMap<Playbook, ReadonlyMap<string, Task>>()

function tasksOf(playbook: Playbook): ReadonlyMap<string, Task> {
  const tasks = known.get(playbook) ?? new Map(allTasks(playbook).map((task) => [task.id, task]))
  known.set(playbook, tasks)
  return tasks
}
