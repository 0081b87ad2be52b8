import { randomBytes } from 'node:crypto'
import type { Connections } from '../../db/connect.ts'
import { findRunningOrder } from '../../db/order-progress.ts'
import { findNextWake, loadHeldPosts, loadResponses } from '../../db/responses.ts'
import type { Actor } from '../core/actor.ts'
import { weekdayCalendar } from '../core/calendar.ts'
import type { Refusal } from '../core/refusal.ts'
import { isWithin } from '../core/unit.ts'
import { createBatcher } from './batcher.ts'
import type { Clock } from './clock.ts'
import { createAlarm } from './alarm.ts'
import { commandsWork } from './commands.ts'
import type { Question } from './commands.ts'
import type { Context } from './context.ts'
import { lineage, situationFor } from './context.ts'
import { dryRun } from './dry-run.ts'
import type { Answer, Engine } from './engine.ts'
import { createHub } from './hub.ts'
import { cancellationWork } from './order-cancellation.ts'
import { issueWork } from './orders.ts'
import { createRunner } from './order-runner.ts'
import { followJournal } from './tail.ts'
import { takeDuty } from './duty.ts'
import type { RecordPerson } from './record-people.ts'
import { recordPeopleWork } from './record-people.ts'
import { recordUnitsWork } from './record-units.ts'

/** As many commands as share one transaction. */
const TOGETHER = 500

export interface EngineOptions {
  readonly connections: Connections
  readonly clock: Clock
  /** IANA name, e.g. `Asia/Shanghai`. */
  readonly timeZone: string
  /** 16 bytes in hex; random unless a test wants the same journal twice. */
  readonly newSalt?: () => string
  /** Hears what went wrong with the clock or an order. Both are taken up again by themselves. */
  readonly failed?: (error: unknown) => void
}

/** Starts the engine over a migrated database: orders left running are taken up, and what is due is recorded. */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const { connections, clock, failed = () => undefined } = options
  const hub = createHub()
  const tail = await followJournal(connections, hub)
  const context: Context = {
    connections,
    clock,
    calendar: weekdayCalendar(options.timeZone),
    hub,
    tail,
    newSalt: options.newSalt ?? (() => randomBytes(16).toString('hex')),
  }
  const batcher = createBatcher(context)
  const commands = batcher.lane<Question, Answer | Refusal>(TOGETHER, (questions) => commandsWork(context, questions))
  const people = batcher.lane<RecordPerson, number>(TOGETHER, recordPeopleWork)
  const runner = createRunner(context, batcher, () => duty, failed)
  const alarm = createAlarm(context, commands, () => duty.isMine(), failed)
  const lookAround = (): void => {
    runner.wake()
    alarm.check()
  }
  const duty = takeDuty(connections.writer, () => setImmediate(lookAround), failed)
  // Another process may have accepted an order; whoever has the duty carries it out.
  hub.subscribe((news) => news.some(({ kind }) => kind === 'order.issued') && runner.wake())
  return {
    hub,
    clock,
    execute: async (command, key) => {
      const answer = await commands.submit({ command, key })
      alarm.check()
      return answer
    },
    issueOrder: async (order, key) => {
      const answer = await batcher.run(issueWork(order, key))
      runner.wake()
      return answer
    },
    cancelOrder: (command, key) => batcher.run(cancellationWork(command, key)),
    dryRun: (order) => dryRun(context, connections.reports, order),
    situationOf: (viewer, unit, playbook, mode) => situationOf(context, viewer, unit, playbook, mode),
    recordUnits: async (actor, units) => {
      const recorded = await batcher.run(recordUnitsWork(actor, units))
      alarm.check()
      return recorded
    },
    recordPerson: async (actor, person) => {
      await people.submit({ actor, person })
    },
    nextWakeAt: () => findNextWake(connections.reader),
    idle: async () => {
      for (;;) {
        await alarm.settled()
        await runner.settled()
        await batcher.drained()
        if (batcher.isIdle() && (await findRunningOrder(connections.reader)) === null && !(await isDue(context))) return
        // Where another process has the duty, it takes a moment.
        await new Promise((resolve) => setTimeout(resolve, duty.isMine() ? 0 : 20))
      }
    },
    stop: async () => {
      alarm.stop()
      await alarm.settled()
      await runner.stop()
      await batcher.drained()
      await duty.stop()
      await tail.stop()
    },
  }
}

async function isDue(context: Context): Promise<boolean> {
  const next = await findNextWake(context.connections.reader)
  return next !== null && next <= context.clock.now()
}

async function situationOf(
  context: Context,
  viewer: Pick<Actor, 'path'>,
  unit: string,
  playbook: string,
  mode: string,
): Promise<ReturnType<typeof situationFor> | null> {
  const [loaded] = (await loadResponses(context.connections.reader, [{ unit, playbook, mode }]))
    .values()
    .filter(({ response }) => response.playbook === playbook && response.mode === mode)
  if (loaded === undefined || viewer.path === '' || !isWithin(loaded.unit.path, viewer.path)) return null
  const held = await loadHeldPosts(context.connections.reader, lineage(loaded.unit))
  return situationFor(context, loaded.unit, loaded.response, held)
}
