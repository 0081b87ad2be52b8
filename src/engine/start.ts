import { randomBytes } from 'node:crypto'
import type { Connections } from '../../db/connect.ts'
import { findRunningOrder } from '../../db/order-progress.ts'
import { findNextWake, loadHeldPosts, loadResponses } from '../../db/responses.ts'
import type { Actor } from '../core/actor.ts'
import { weekdayCalendar } from '../core/calendar.ts'
import type { Refusal } from '../core/refusal.ts'
import { isWithin } from '../core/unit.ts'
import { createBatcher } from './batcher.ts'
import type { Batcher } from './batcher.ts'
import type { Clock } from './clock.ts'
import { createAlarm } from './alarm.ts'
import { commandsWork } from './commands.ts'
import type { Question } from './commands.ts'
import type { Context } from './context.ts'
import { lineage, situationFor } from './context.ts'
import { dryRun } from './dry-run.ts'
import type { Answer, Engine } from './engine.ts'
import { createHub } from './hub.ts'
import { nextChunkWork } from './order-runner.ts'
import { issueWork } from './orders.ts'
import type { RecordPerson } from './record-people.ts'
import { recordPeopleWork } from './record-people.ts'
import { recordUnitsWork } from './record-units.ts'
import { untilWritable } from './try-again.ts'

/** As many commands as share one transaction. */
const TOGETHER = 500

export interface EngineOptions {
  readonly connections: Connections
  readonly clock: Clock
  /** IANA name, e.g. `Asia/Shanghai`. */
  readonly timeZone: string
  /** 16 bytes in hex; random unless a test wants the same journal twice. */
  readonly newSalt?: () => string
}

/** Starts the engine over a migrated database: orders left running are taken up, and what is due is recorded. */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const { connections, clock } = options
  const context: Context = {
    connections,
    clock,
    calendar: weekdayCalendar(options.timeZone),
    hub: createHub(),
    newSalt: options.newSalt ?? (() => randomBytes(16).toString('hex')),
  }
  const batcher = createBatcher(context)
  const commands = batcher.lane<Question, Answer | Refusal>(TOGETHER, (questions) => commandsWork(context, questions))
  const people = batcher.lane<RecordPerson, number>(TOGETHER, recordPeopleWork)
  const runner = createRunner(context, batcher)
  const alarm = createAlarm(context, commands)
  runner.wake()
  alarm.check()
  return {
    hub: context.hub,
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
    dryRun: (order) => dryRun(context, connections.reader, order),
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
      do {
        await alarm.settled()
        await runner.settled()
        await batcher.drained()
      } while (!batcher.isIdle() || (await findRunningOrder(connections.reader)) !== null || (await isDue(context)))
    },
    stop: async () => {
      alarm.stop()
      await alarm.settled()
      await runner.stop()
      await batcher.drained()
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

interface Runner {
  readonly wake: () => void
  readonly settled: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** Runs orders one chunk at a time, so that signatures are served in between. */
function createRunner(context: Context, batcher: Batcher): Runner {
  let running: Promise<void> | null = null
  const stopping = new AbortController()
  const run = async (): Promise<void> => {
    for (let more = true; more && !stopping.signal.aborted;)
      more = (await untilWritable(() => batcher.run(nextChunkWork(context)), stopping.signal)) ?? false
  }
  return {
    wake: () => {
      // Woken again while it ends, it looks once more.
      running = (running ?? Promise.resolve()).then(run)
    },
    settled: async () => running ?? undefined,
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}
