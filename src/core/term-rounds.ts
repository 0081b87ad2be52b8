import type { Timing } from '../../machines/task.ts'
import { plusMinutes } from './calendar/calendar.ts'
import type { Occurrence, OccurrenceContext } from './occurrence.ts'
import type { Term } from './situation.ts'

type EachTerm = Extract<Timing, { kind: 'term' }>

/**
 * One round for each school term, named after it: open from its first day, or from the start of the visit in the middle of
 * it, to its last. What is left of a term may be less than the days allowed; then it is due at the end of the term.
 */
export function termRounds(timing: EachTerm, context: OccurrenceContext, from: string, to: string): readonly Occurrence[] {
  const { calendar } = context
  return calendar
    .termsBetween(calendar.dateOf(from), calendar.dateOf(to))
    .map((term) => round(timing, context, term))
    .filter(({ opensAt, closesAt }) => opensAt < closesAt && closesAt > from && opensAt < to)
}

function round({ withinDays }: EachTerm, { calendar, visit }: OccurrenceContext, term: Term): Occurrence & { readonly closesAt: string } {
  const begins = calendar.instantOf(term.from, '00:00')
  const closesAt = calendar.instantOf(term.to, '24:00')
  const midway = visit.at > begins
  const dueAt = midway ? plusMinutes(visit.at, withinDays * 1440) : calendar.instantOf(calendar.addDays(term.from, withinDays - 1), '24:00')
  return { id: term.id, opensAt: midway ? visit.at : begins, dueAt: dueAt < closesAt ? dueAt : closesAt, closesAt }
}
