import { RRuleTemporal } from 'rrule-temporal'

/** What a rule may say: whole days that come back for ever. Hours are not its business, and it never ends. */
const RULE = /^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;(INTERVAL|BYDAY|BYMONTHDAY|BYMONTH|BYSETPOS|BYYEARDAY|BYWEEKNO|WKST)=[^;]+)*$/

/** A Monday and the first day of a year: every second week or third month is counted from here, for all schools alike. */
const FIRST_YEAR = 2001

/**
 * The dates of an RRULE (RFC 5545 §3.3.10) from the one to the other, both included, as `YYYY-MM-DD` in order. Dates have
 * no time zone, so none can be mistaken. Throws on a rule that is none; knows no date before 2001.
 */
export function datesOf(rule: string, from: string, to: string): readonly string[] {
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))]
  if (first === last) return inYear(rule, first).filter((date) => date >= from && date <= to)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)
    .flatMap((year) => inYear(rule, year))
    .filter((date) => date >= from && date <= to)
}

/** Every school asks for the same few years. */
const known = new Map<string, ReadonlyMap<number, readonly string[]>>()

function inYear(rule: string, year: number): readonly string[] {
  const years = known.get(rule) ?? new Map<number, readonly string[]>()
  const found = years.get(year)
  if (found !== undefined) return found
  const dates = worked(rule, year)
  known.set(rule, new Map([...years, [year, dates]]))
  return dates
}

function worked(rule: string, year: number): readonly string[] {
  if (!RULE.test(rule)) throw new Error(`not a rule of days, weeks, months or years: ${rule}`)
  const dtstart = midnight(`${FIRST_YEAR}-01-01`)
  if (year < FIRST_YEAR) return []
  return new RRuleTemporal({ rruleString: rule, dtstart, strict: true })
    .between(midnight(`${year}-01-01`), midnight(`${year}-12-31`), true)
    .map((at) => at.toString().slice(0, 10))
}

function midnight(date: string): Temporal.ZonedDateTime {
  return Temporal.PlainDate.from(date).toZonedDateTime('UTC')
}
