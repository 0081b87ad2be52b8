import type { Slot, Task, Timing } from '../../machines/task.ts'
import type { Instant } from '../../machines/vocabulary.ts'
import { calendarRounds } from './calendar-rounds.ts'
import { plusMinutes } from './calendar/calendar.ts'
import type { Tightened } from './overlay/overlaid.ts'
import type { Case, Provisional, Visit } from './response.ts'
import type { Calendar } from './situation.ts'
import { termRounds } from './term-rounds.ts'

/** One time at which a task is to be done (本次、第 n 轮). `id` is null for a task that is done once in a visit. */
export interface Occurrence {
  readonly id: string | null
  readonly opensAt: Instant
  readonly dueAt: Instant | null
  /** After it the occurrence is missed; null where it stays open until it is signed. */
  readonly closesAt: Instant | null
}

type Recurring = Extract<Timing, { kind: 'recurring' }>
type Rounds = Extract<Timing, { kind: 'recurring' | 'calendar' | 'term' }>

/** What the occurrences of a task depend on. */
export interface OccurrenceContext {
  readonly visit: Visit
  readonly cases: readonly Case[]
  /** Absent: none. */
  readonly provisional?: readonly Provisional[]
  readonly calendar: Calendar
  /** Since when there are no school days (vacation); null in term. */
  readonly breakSince: Instant | null
  /** Earlier deadlines that overlays set; absent: none. */
  readonly tightened?: readonly Tightened[]
}

/**
 * The occurrences of a task that open before `to` and close after `from`, in order of time. Recurring ones are named
 * by the local date on which they are due (`2026-03-07`, with several slots a day `2026-03-07/noon`), those of terms by
 * the term (`2026-spring`), cases and provisional acts by seq.
 */
export function occurrencesOf(task: Task, context: OccurrenceContext, from: Instant, to: Instant): readonly Occurrence[] {
  const { visit, cases } = context
  // What went on while the phase was suspended has lost no time by it.
  const away = task.whileSuspended === true ? 0 : visit.awayMs / 60_000
  switch (task.timing.kind) {
    case 'once': {
      const { withinMinutes } = task.timing
      const base = withinMinutes === null ? null : plusMinutes(visit.at, withinMinutes + away)
      const dueAt = earliest(base, context, visit, visit.at, away)
      return [{ id: null, opensAt: visit.at, dueAt, closesAt: null }]
    }
    case 'case':
      return eachSince(cases, task.timing.withinMinutes, context)
    case 'provisional':
      return eachSince(context.provisional ?? [], task.timing.withinMinutes, context)
    case 'recurring': {
      const first = task.timing.firstWithinMinutes
      const opening: Occurrence[] = first === undefined ? [] : [openingRound(plusMinutes(visit.at, first + away), context, visit, away)]
      return [...opening, ...roundsOf(task.timing, context, from, to)]
    }
    case 'calendar':
    case 'term':
      return roundsOf(task.timing, context, from, to)
    default:
      return task.timing satisfies never
  }
}

/** One occurrence for each fact, named by its seq and counted from it: it loses no time while the phase is suspended. */
function eachSince(facts: readonly { readonly seq: number; readonly at: Instant }[], withinMinutes: number, context: OccurrenceContext) {
  return facts.map(({ seq, at }): Occurrence => {
    const dueAt = earliest(plusMinutes(at, withinMinutes), context, context.visit, at, 0)
    return { id: String(seq), opensAt: at, dueAt, closesAt: null }
  })
}

function openingRound(base: Instant, context: OccurrenceContext, visit: Visit, away: number): Occurrence {
  return { id: 'first', opensAt: visit.at, dueAt: earliest(base, context, visit, visit.at, away), closesAt: null }
}

/**
 * The strictest of the playbook's deadline and those of the overlays. Theirs count from the start, or from when they came
 * into force if that was later: nobody is late by what was asked afterwards. `away` is in minutes.
 */
function earliest(base: Instant | null, { tightened = [] }: OccurrenceContext, visit: Visit, start: Instant, away: number): Instant | null {
  return tightened.reduce<Instant | null>((best, { since, withinMinutes, awayMs }) => {
    const begins = since > start ? since : start
    const awaySince = Math.max(0, away - (awayMs[String(visit.seq)] ?? 0) / 60_000)
    const dueAt = plusMinutes(begins, withinMinutes + awaySince)
    return best === null || dueAt < best ? dueAt : best
  }, base)
}

/** Schools that entered a phase together have the same rounds, so each set is worked out once. */
const known = new WeakMap<Rounds, WeakMap<Calendar, Map<string, readonly Occurrence[]>>>()
const REMEMBERED = 500

function roundsOf(timing: Rounds, context: OccurrenceContext, from: Instant, to: Instant): readonly Occurrence[] {
  const perCalendar = known.get(timing) ?? new WeakMap<Calendar, Map<string, readonly Occurrence[]>>()
  const perKey = perCalendar.get(context.calendar) ?? new Map<string, readonly Occurrence[]>()
  known.set(timing, perCalendar.set(context.calendar, perKey))
  const key = `${context.visit.at} ${from} ${to} ${context.breakSince ?? ''}`
  const found = perKey.get(key)
  if (found !== undefined) return found
  if (perKey.size >= REMEMBERED) perKey.clear()
  const worked = workedOut(timing, context, from, to)
  perKey.set(key, worked)
  return worked
}

function workedOut(timing: Rounds, context: OccurrenceContext, from: Instant, to: Instant): readonly Occurrence[] {
  switch (timing.kind) {
    case 'recurring':
      return rounds(timing, context, from, to)
    case 'calendar':
      return calendarRounds(timing, context, from, to)
    case 'term':
      return termRounds(timing, context, from, to)
    default:
      return timing satisfies never
  }
}

function rounds(timing: Recurring, context: OccurrenceContext, from: Instant, to: Instant): readonly Occurrence[] {
  const { calendar, visit } = context
  const start = calendar.addDays(calendar.dateOf(visit.at), timing.firstWithinMinutes === undefined ? 0 : 1)
  const found: Occurrence[] = []
  for (
    let day = firstRound(timing, start, calendar, from);
    calendar.instantOf(day, '00:00') < to;
    day = calendar.addDays(day, timing.everyDays)
  ) {
    if (timing.days === 'school' && !calendar.isSchoolDay(day)) continue
    const lastDay = calendar.addDays(day, timing.everyDays - 1)
    for (const slot of timing.slots) {
      const round = occurrenceOn(timing, slot, day, lastDay, calendar)
      if (isWanted(round, timing, context, from, to)) found.push(round)
    }
  }
  return found
}

/** The latest first day of a round not after `from`: rounds of n days are counted from the start of the visit. */
function firstRound(timing: Recurring, start: string, calendar: Calendar, from: Instant): string {
  const today = calendar.dateOf(from)
  if (today <= start) return start
  const days = Math.round((Date.parse(today) - Date.parse(start)) / 86_400_000)
  return calendar.addDays(start, days - (days % timing.everyDays))
}

function occurrenceOn(
  timing: Recurring,
  slot: Slot,
  day: string,
  lastDay: string,
  calendar: Calendar,
): Occurrence & { readonly dueAt: Instant; readonly closesAt: Instant } {
  return {
    id: timing.slots.length === 1 ? lastDay : `${lastDay}/${slot.id}`,
    opensAt: calendar.instantOf(day, slot.opens),
    dueAt: calendar.instantOf(lastDay, slot.due),
    closesAt: calendar.instantOf(lastDay, slot.closes),
  }
}

/**
 * A duty whose hour had passed when the visit began, or comes before its own first time is due, starts with the next
 * round. Vacation ends school days, nothing else.
 */
function isWanted(
  round: { opensAt: Instant; dueAt: Instant; closesAt: Instant },
  timing: Recurring,
  context: OccurrenceContext,
  from: Instant,
  to: Instant,
): boolean {
  const begins = plusMinutes(context.visit.at, timing.firstWithinMinutes ?? 0)
  if (round.dueAt <= begins || round.closesAt <= from || round.opensAt >= to) return false
  return timing.days === 'all' || context.breakSince === null || round.opensAt < context.breakSince
}
