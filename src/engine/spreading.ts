import { isRefusal } from '../core/refusal.ts'
import type { Batcher, Work } from './batcher.ts'
import type { Context } from './context.ts'
import type { Engine } from './engine.ts'
import { cancellationWork } from './order-cancellation.ts'
import { planWork } from './moves.ts'
import { issueWork } from './orders.ts'
import type { Runner } from './chunk-runner.ts'
import { giveWork, judgeAssignment, withdrawAssignmentWork } from './assignments.ts'
import { publishWork, withdrawWork } from './overlays.ts'
import { previewMove } from './preview-move.ts'
import { previewOverlay } from './preview-overlay.ts'

/** What is accepted at once and then carried out at many units: orders, overlays, moves to other versions, assignments. */
export function spreading(context: Context, batcher: Batcher, runner: Runner): Spreading {
  const { reports } = context.connections
  const accept = async <T>(work: Work<T>): Promise<T> => {
    const answer = await batcher.run(work)
    runner.wake()
    return answer
  }
  return {
    issueOrder: (order, key) => accept(issueWork(order, key)),
    cancelOrder: (command, key) => accept(cancellationWork(command, key)),
    publishOverlay: (command, key) => accept(publishWork(context, command, key)),
    withdrawOverlay: (command, key) => accept(withdrawWork(command, key)),
    previewOverlay: (command) => previewOverlay(context, reports, command),
    planMove: (plan, key) => accept(planWork(plan, key)),
    previewMove: (plan) => previewMove(context, reports, plan),
    giveAssignment: (command, key) => accept(giveWork(context, command, key)),
    withdrawAssignment: (command, key) => accept(withdrawAssignmentWork(command, key)),
    previewAssignment: async (command) => {
      const judged = await judgeAssignment(context, reports, command, context.clock.now())
      return isRefusal(judged) ? judged : { matched: judged.matched, dueAt: judged.draft.body.dueAt }
    },
  }
}

type Spreading = Pick<
  Engine,
  | 'issueOrder'
  | 'cancelOrder'
  | 'publishOverlay'
  | 'withdrawOverlay'
  | 'previewOverlay'
  | 'planMove'
  | 'previewMove'
  | 'giveAssignment'
  | 'withdrawAssignment'
  | 'previewAssignment'
>
