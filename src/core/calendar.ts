import type { Instant } from '../../machines/vocabulary.ts'
import type { Calendar } from './situation.ts'

/**
 * The calendar of a time zone in which school days are Monday to Friday: what holds for a region and year whose
 * calendar nobody has imported. Pure; remembers what it has worked out, because every deadline asks again.
 */
export function weekdayCalendar(timeZone: string): Calendar {
  const instants = new Map<string, Instant>()
  const dates = new Map<string, string>()
  const later = new Map<string, string>()

  const addDays = (date: string, days: number): string =>
    remember(later, `${date}+${days}`, () => Temporal.PlainDate.from(date).add({ days }).toString())
  const startOf = (date: string, clock: string): Instant =>
    toInstant(Temporal.PlainDate.from(date).toZonedDateTime({ timeZone, plainTime: clock }))

  return {
    addDays,
    isSchoolDay: (date) => Temporal.PlainDate.from(date).dayOfWeek <= 5,
    instantOf: (date, clock) =>
      remember(instants, `${date}T${clock}`, () => (clock === '24:00' ? startOf(addDays(date, 1), '00:00') : startOf(date, clock))),
    dateOf: (at) => remember(dates, at.slice(0, 16), () => Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainDate().toString()),
  }
}

/** Plus so many minutes. */
export function plusMinutes(at: Instant, minutes: number): Instant {
  return new Date(Date.parse(at) + minutes * 60_000).toISOString()
}

/** Whole days from one instant to another; a started day does not count. */
export function wholeDays(from: Instant, to: Instant): number {
  return Math.floor((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

function toInstant(zoned: Temporal.ZonedDateTime): Instant {
  return new Date(zoned.epochMilliseconds).toISOString()
}

const REMEMBERED = 20_000

function remember(known: Map<string, string>, key: string, work: () => string): string {
  const found = known.get(key)
  if (found !== undefined) return found
  if (known.size >= REMEMBERED) known.clear()
  const value = work()
  known.set(key, value)
  return value
}
