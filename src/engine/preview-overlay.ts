import type { Database } from '../../db/connect.ts'
import { countByPhase } from '../../db/order-progress.ts'
import { findPlaybook } from '../../machines/registry.ts'
import { tasksOf } from '../core/checklist.ts'
import type { PublishOverlay } from '../core/decide/publish-overlay.ts'
import { isUnder } from '../core/gate.ts'
import type { Addition } from '../core/overlay/overlay.ts'
import type { Refusal } from '../core/refusal.ts'
import { isRefusal } from '../core/refusal.ts'
import { allNodes } from '../core/statechart.ts'
import type { Context } from './context.ts'
import { targetOf } from './overlay-chunk.ts'
import { judgePublication } from './overlays.ts'

/** Whom a publication would concern: all schools of its scope, and for each addition those that have the step now. */
export interface OverlayPreview {
  readonly matched: number
  readonly additions: readonly { readonly addition: Addition; readonly now: number }[]
}

/** The same judgement as the real thing, and counts; nothing is written. */
export async function previewOverlay(context: Context, db: Database, command: PublishOverlay): Promise<OverlayPreview | Refusal> {
  const judged = await judgePublication(context, db, command, context.clock.now())
  if (isRefusal(judged)) return judged
  const { terms } = command
  const phases = await countByPhase(db, await targetOf(db, { ...terms, unit: command.actor.unit }))
  const sum = (wanted: (phase: string) => boolean): number =>
    phases.reduce((total, { phase, schools }) => total + (wanted(phase) ? schools : 0), 0)
  return {
    matched: sum(() => true),
    additions: terms.additions.map((addition) => {
      const nodes = nodesOf(addition, terms.playbook)
      return { addition, now: sum((phase) => nodes.some((node) => isActive(node, phase))) }
    }),
  }
}

/** The nodes whose checklists the addition changes. */
function nodesOf(addition: Addition, name: string): readonly string[] {
  if (addition.kind === 'step') return [addition.node]
  const playbook = findPlaybook(name)
  return playbook === undefined ? [] : allNodes(playbook).filter((node) => tasksOf(playbook, node).some(({ id }) => id === addition.task))
}

/** Nodes outside `control` (those of teaching, and the root) are counted as active: most schools have them. */
function isActive(node: string, phase: string): boolean {
  return !node.startsWith('control.') || isUnder(`control.${phase}`, node)
}
