import type { CalendarRow } from './row.ts'
import type { Calendar, Term } from '../situation.ts'

/**
 * The calendar that holds where these rows do, those of the nearest region first and of a kind before those of all kinds:
 * the first that says something of a day is right. Beyond its terms a half-year that has any has no school days; one that
 * has none is computed as `usual` does, with the holidays that are known. Pure.
 */
export function schoolCalendar(usual: Calendar, levels: readonly (readonly CalendarRow[])[]): Calendar {
  const days = daysOf(usual, levels)
  const terms = termsOf(levels)
  const halves = new Set(terms.map(({ from }) => halfOf(from)))
  const hasLessons = (date: string): boolean => terms.some(({ from, to }) => from <= date && date <= to) || !halves.has(halfOfDay(date))
  return {
    ...usual,
    isSchoolDay: (date) => (days.get(date) ?? usual.isSchoolDay(date)) && hasLessons(date),
    termsBetween: (from, to) =>
      [
        ...terms.filter((term) => term.from <= to && term.to >= from),
        ...usual.termsBetween(from, to).filter((term) => !halves.has(halfOf(term.from))),
      ].toSorted((a, b) => (a.from < b.from ? -1 : 1)),
  }
}

/** The id of the term that begins on that date: the half-year, and `summer` for a short one after the spring term. */
export function termId(from: string): string {
  const [year, month] = [from.slice(0, 4), Number(from.slice(5, 7))]
  if (month >= 8) return `${year}-autumn`
  return month >= 6 ? `${year}-summer` : `${year}-spring`
}

/** The half-year in which a term begins. */
export function halfOf(from: string): string {
  return `${from.slice(0, 4)}-${Number(from.slice(5, 7)) >= 8 ? 'autumn' : 'spring'}`
}

/** The half-year of a day: January belongs to the autumn before. */
export function halfOfDay(date: string): string {
  const [year, month] = [Number(date.slice(0, 4)), Number(date.slice(5, 7))]
  return month === 1 ? `${year - 1}-autumn` : halfOf(date)
}

/** Holidays and make-up days: nearer levels over wider ones, make-up days over holidays within a level. */
function daysOf(usual: Calendar, levels: readonly (readonly CalendarRow[])[]): ReadonlyMap<string, boolean> {
  const days = new Map<string, boolean>()
  for (const rows of levels.toReversed()) {
    for (const what of ['holiday', 'school_day']) {
      for (const row of rows.filter((one) => one.what === what)) {
        for (let date = row.from; date <= row.to; date = usual.addDays(date, 1)) days.set(date, what === 'school_day')
      }
    }
  }
  return days
}

/** Each term from the nearest level that has it. */
function termsOf(levels: readonly (readonly CalendarRow[])[]): readonly Term[] {
  const terms = new Map<string, Term>()
  for (const row of levels.flat()) {
    const id = termId(row.from)
    if (row.what === 'term' && !terms.has(id)) terms.set(id, { id, from: row.from, to: row.to })
  }
  return [...terms.values()].toSorted((a, b) => (a.from < b.from ? -1 : 1))
}
