import { randomBytes } from 'node:crypto'
import type { Connections } from '../../db/connect.ts'
import { findCalendarChange } from '../../db/calendar.ts'
import { findMovingAssignment } from '../../db/assignments.ts'
import { findRunningOrder } from '../../db/order-progress.ts'
import { findRunningMove } from '../../db/moves.ts'
import { findMovingOverlay } from '../../db/overlays.ts'
import { findNextWake } from '../../db/responses.ts'
import type { Registered } from '../../machines/registry.ts'
import { latestPlaybooks } from '../../machines/registry.ts'
import type { Refusal } from '../core/refusal.ts'
import type { Batcher } from './batcher.ts'
import { createBatcher } from './batcher.ts'
import type { Clock } from './clock.ts'
import type { Alarm } from './alarm.ts'
import { createAlarm } from './alarm.ts'
import { calendarChunkWork } from './calendar-chunk.ts'
import { commandsWork } from './commands.ts'
import type { Question } from './commands.ts'
import type { Context } from './context.ts'
import { dryRun } from './dry-run.ts'
import type { Answer, Engine } from './engine.ts'
import type { Hub } from './hub.ts'
import { createHub } from './hub.ts'
import { keepCalendars } from './kept-calendars.ts'
import { nextMoveChunkWork } from './move-chunk.ts'
import { nextChunkWork } from './order-chunk.ts'
import type { Runner } from './chunk-runner.ts'
import { createRunner, together } from './chunk-runner.ts'
import { nextAssignmentChunkWork } from './assignment-chunk.ts'
import { nextOverlayChunkWork } from './overlay-chunk.ts'
import { createShelf } from './overlay-shelf.ts'
import { checkVersionsInUse } from './versions-in-use.ts'
import type { AfterStart } from './after-start.ts'
import { afterStart } from './after-start.ts'
import { countAwaiting } from './count-awaiting.ts'
import { openMissing } from './open-missing.ts'
import type { Tail } from './tail.ts'
import { followJournal } from './tail.ts'
import type { Duty } from './duty.ts'
import { takeDuty } from './duty.ts'
import { attachWork } from './attach.ts'
import { createSweeper } from './sweeper.ts'
import { situationOf } from './situation-of.ts'
import { recordCalendarWork } from './record-calendar.ts'
import type { RecordPerson } from './record-people.ts'
import { recordPeopleWork } from './record-people.ts'
import { recordUnitsWork } from './record-units.ts'
import { spreading } from './spreading.ts'
import { waitingOf } from './waiting.ts'

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
  /** The versions of playbooks that this program has; all that are registered unless given. */
  readonly registered?: readonly Registered[]
}

/** Starts the engine over a migrated database: orders left running are taken up, what is due is recorded, and
 * what an older database lacks is made up for. */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const { connections, clock, failed = () => undefined } = options
  await checkVersionsInUse(connections, options.registered)
  const hub = createHub()
  const tail = await followJournal(connections, hub)
  const context = await contextOf(options, hub, tail)
  const { calendars } = context
  const batcher = createBatcher(context)
  const commands = batcher.lane<Question, Answer | Refusal>(TOGETHER, (questions) => commandsWork(context, questions))
  const people = batcher.lane<RecordPerson, number>(TOGETHER, recordPeopleWork)
  const runner = together(CHUNKS.map((chunk) => createRunner(context, chunk, batcher, () => duty, failed)))
  const sweeper = createSweeper(context, batcher, () => duty, failed)
  const alarm = createAlarm(context, commands, () => duty.isMine(), failed)
  const madeUp = afterStart(context, batcher, [openMissing, countAwaiting], failed)
  const lookAround = (): void => {
    runner.wake()
    alarm.check()
    sweeper.wake()
  }
  const duty = takeDuty(connections.writer, () => setImmediate(lookAround), failed)
  madeUp.begin()
  listen(context, runner, failed)
  return {
    hub,
    clock,
    execute: async (command, key) => {
      const answer = await commands.submit({ command, key })
      alarm.check()
      return answer
    },
    attach: (files, key) => batcher.run(attachWork(context, files, key)),
    ...spreading(context, batcher, runner),
    dryRun: (order) => dryRun(context, connections.reports, order),
    situationOf: (viewer, unit, playbook, mode) => situationOf(context, viewer, unit, playbook, mode),
    waitingOf: (actor, page) => waitingOf(context, connections.reports, actor, page),
    recordUnits: async (actor, units) => {
      const recorded = await batcher.run(recordUnitsWork(context, actor, units))
      alarm.check()
      return recorded
    },
    recordCalendar: async (actor, rows) => {
      const recorded = await batcher.run(recordCalendarWork(actor, rows))
      await calendars.refresh()
      return recorded
    },
    calendarRows: calendars.rows,
    recordPerson: async (actor, person) => {
      await people.submit({ actor, person })
    },
    nextWakeAt: () => findNextWake(connections.reader),
    idle: () => untilIdle(context, { madeUp, alarm, runner: together([runner, sweeper]), batcher, duty }),
    stop: async () => {
      alarm.stop()
      await madeUp.stop()
      await alarm.settled()
      await together([runner, sweeper]).stop()
      await batcher.drained()
      await duty.stop()
      await tail.stop()
    },
  }
}

async function contextOf({ connections, clock, timeZone, ...given }: EngineOptions, hub: Hub, tail: Tail): Promise<Context> {
  return {
    connections,
    clock,
    calendars: await keepCalendars(connections.reader, timeZone),
    shelf: createShelf(),
    newest: latestPlaybooks(given.registered),
    hub,
    tail,
    newSalt: given.newSalt ?? (() => randomBytes(16).toString('hex')),
  }
}

/** What is carried out at many schools, each by a runner of its own. */
const CHUNKS = [nextChunkWork, nextOverlayChunkWork, nextAssignmentChunkWork, calendarChunkWork, nextMoveChunkWork]

/** Another process may have accepted an order, an overlay or a calendar; whoever has the duty carries it out. */
function listen({ hub, calendars }: Context, runner: Runner, failed: (error: unknown) => void): void {
  hub.subscribe((news) => {
    const kinds = new Set(news.map(({ kind }) => kind))
    if (!kinds.isDisjointFrom(WORK)) runner.wake()
    if (kinds.has('calendar.recorded')) calendars.refresh().catch(failed)
  })
}

/** Entries after which there is something to carry out at many schools. */
const WORK: ReadonlySet<string> = new Set([
  'order.issued',
  'calendar.recorded',
  'overlay.published',
  'overlay.withdrawn',
  'assignment.given',
  'assignment.withdrawn',
  'move.planned',
])

interface Parts {
  readonly madeUp: AfterStart
  readonly alarm: Alarm
  readonly runner: Runner
  readonly batcher: Batcher
  readonly duty: Duty
}

async function untilIdle(context: Context, { madeUp, alarm, runner, batcher, duty }: Parts): Promise<void> {
  for (;;) {
    await madeUp.settled()
    await alarm.settled()
    await runner.settled()
    await batcher.drained()
    if (batcher.isIdle() && !(await isUnderWay(context))) return
    // Where another process has the duty, it takes a moment.
    await new Promise((resolve) => setTimeout(resolve, duty.isMine() ? 0 : 20))
  }
}

async function isUnderWay({ connections: { reader }, clock }: Context): Promise<boolean> {
  if ((await findRunningOrder(reader)) !== null || (await findCalendarChange(reader)) !== null) return true
  if ((await findMovingOverlay(reader)) !== null || (await findRunningMove(reader)) !== null) return true
  if ((await findMovingAssignment(reader)) !== null) return true
  const next = await findNextWake(reader)
  return next !== null && next <= clock.now()
}
