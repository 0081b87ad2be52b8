import type { OpenTime, Timing } from '../../machines/task.ts'
import { datesOf } from './cadence.ts'
import type { Occurrence, OccurrenceContext } from './occurrence.ts'
import type { Calendar } from './situation.ts'

type OnDates = Extract<Timing, { kind: 'calendar' }>

/**
 * The rounds of a rule of dates that open before `to` and close after `from`, in order. Each is named by the date that the
 * rule says, also when its deadline lies on an earlier school day; where its whole time has no school day there is none.
 */
export function calendarRounds(timing: OnDates, context: OccurrenceContext, from: string, to: string): readonly Occurrence[] {
  const { calendar, visit, breakSince } = context
  const { before, after } = reach(timing.open)
  const first = calendar.addDays(calendar.dateOf(from), -after)
  const last = calendar.addDays(calendar.dateOf(to), before)
  return datesOf(timing.rule, first, last)
    .flatMap((date) => round(timing, calendar, date))
    .filter(({ opensAt, dueAt, closesAt }) => dueAt > visit.at && closesAt > from && opensAt < to)
    .filter(({ opensAt }) => timing.days === 'all' || breakSince === null || opensAt < breakSince)
}

/** How many days a round can begin before its date and end after it. */
function reach(open: OpenTime): { readonly before: number; readonly after: number } {
  if (open === 'week') return { before: 7, after: 7 }
  return open === 'month' ? { before: 31, after: 31 } : { before: open.daysBefore, after: open.daysAfter + 1 }
}

function round(
  timing: OnDates,
  calendar: Calendar,
  date: string,
): readonly (Occurrence & { readonly dueAt: string; readonly closesAt: string })[] {
  const [firstDay, lastDay] = openDays(timing.open, calendar, date)
  const dueDay = timing.days === 'school' ? schoolDay(calendar, date, firstDay, lastDay) : date
  if (dueDay === null) return []
  const opensAt = calendar.instantOf(firstDay, '00:00')
  return [{ id: date, opensAt, dueAt: calendar.instantOf(dueDay, timing.due), closesAt: calendar.instantOf(lastDay, '24:00') }]
}

function openDays(open: OpenTime, calendar: Calendar, date: string): readonly [string, string] {
  if (typeof open === 'object') return [calendar.addDays(date, -open.daysBefore), calendar.addDays(date, open.daysAfter)]
  const day = Temporal.PlainDate.from(date)
  if (open === 'month') return [day.with({ day: 1 }).toString(), day.with({ day: day.daysInMonth }).toString()]
  return [calendar.addDays(date, 1 - day.dayOfWeek), calendar.addDays(date, 7 - day.dayOfWeek)]
}

/** The last school day up to the date, or else the first one after it. */
function schoolDay(calendar: Calendar, date: string, firstDay: string, lastDay: string): string | null {
  for (let day = date; day >= firstDay; day = calendar.addDays(day, -1)) if (calendar.isSchoolDay(day)) return day
  for (let day = date; day <= lastDay; day = calendar.addDays(day, 1)) if (calendar.isSchoolDay(day)) return day
  return null
}
