import { isRefusal } from '../core/refusal.ts'
import type { Batcher } from './batcher.ts'
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
export function spreading(context: Context, batcher: Batcher, runner: Runner): OrderPart & OverlayPart & MovePart & AssignmentPart {
  return {
    ...orderPart(batcher, runner),
    ...overlayPart(context, batcher, runner),
    ...movePart(context, batcher, runner),
    ...assignmentPart(context, batcher, runner),
  }
}

type OrderPart = Pick<Engine, 'issueOrder' | 'cancelOrder'>

function orderPart(batcher: Batcher, runner: Runner): OrderPart {
  return {
    issueOrder: async (order, key) => {
      const answer = await batcher.run(issueWork(order, key))
      runner.wake()
      return answer
    },
    cancelOrder: (command, key) => batcher.run(cancellationWork(command, key)),
  }
}

type OverlayPart = Pick<Engine, 'publishOverlay' | 'withdrawOverlay' | 'previewOverlay'>

function overlayPart(context: Context, batcher: Batcher, runner: Runner): OverlayPart {
  return {
    publishOverlay: async (command, key) => {
      const answer = await batcher.run(publishWork(context, command, key))
      runner.wake()
      return answer
    },
    withdrawOverlay: async (command, key) => {
      const answer = await batcher.run(withdrawWork(command, key))
      runner.wake()
      return answer
    },
    previewOverlay: (command) => previewOverlay(context, context.connections.reports, command),
  }
}

type MovePart = Pick<Engine, 'planMove' | 'previewMove'>

function movePart(context: Context, batcher: Batcher, runner: Runner): MovePart {
  return {
    planMove: async (plan, key) => {
      const answer = await batcher.run(planWork(plan, key))
      runner.wake()
      return answer
    },
    previewMove: (plan) => previewMove(context, context.connections.reports, plan),
  }
}

type AssignmentPart = Pick<Engine, 'giveAssignment' | 'withdrawAssignment' | 'previewAssignment'>

function assignmentPart(context: Context, batcher: Batcher, runner: Runner): AssignmentPart {
  return {
    giveAssignment: async (command, key) => {
      const answer = await batcher.run(giveWork(context, command, key))
      runner.wake()
      return answer
    },
    withdrawAssignment: async (command, key) => {
      const answer = await batcher.run(withdrawAssignmentWork(command, key))
      runner.wake()
      return answer
    },
    previewAssignment: async (command) => {
      const judged = await judgeAssignment(context, context.connections.reports, command, context.clock.now())
      return isRefusal(judged) ? judged : { matched: judged.matched, dueAt: judged.draft.body.dueAt }
    },
  }
}
