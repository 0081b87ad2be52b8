import type { Instant } from '../../../machines/vocabulary.ts'
import type { Calendar, Term } from '../situation.ts'

const REMEMBERED = 20_000

/**
 * The calendar of a time zone in which school days are Monday to Friday: what holds for a region and year whose
 * calendar nobody has imported. Pure; remembers what it has worked out, because every deadline asks again.
 */
export function weekdayCalendar(timeZone: string): Calendar {
  const schoolDays = remembered((date) => Temporal.PlainDate.from(date).dayOfWeek <= 5)
  const days = remembered((date) =>
    remembered((count) =>
      Temporal.PlainDate.from(date)
        .add({ days: Number(count) })
        .toString(),
    ),
  )
  const addDays = (date: string, count: number): string => days(date)(String(count))
  const startOf = (date: string, clock: string): Instant =>
    toInstant(Temporal.PlainDate.from(date).toZonedDateTime({ timeZone, plainTime: clock }))
  const instants = remembered((date) =>
    remembered((clock) => (clock === '24:00' ? startOf(addDays(date, 1), '00:00') : startOf(date, clock))),
  )
  const dates = remembered((minute) => Temporal.Instant.from(`${minute}:00Z`).toZonedDateTimeISO(timeZone).toPlainDate().toString())
  return {
    addDays,
    isSchoolDay: schoolDays,
    instantOf: (date, clock) => instants(date)(clock),
    dateOf: (at) => dates(at.slice(0, 16)),
    termsBetween: usualTermsBetween,
  }
}

/** The terms of a year whose calendar nobody has imported: our defaults, shown as such. */
const USUAL_TERMS = [
  { name: 'spring', from: '03-01', to: '07-10', years: 0 },
  { name: 'autumn', from: '09-01', to: '01-20', years: 1 },
]

function usualTermsBetween(from: string, to: string): readonly Term[] {
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))]
  return Array.from({ length: Math.max(0, last - first + 2) }, (_, index) => first - 1 + index)
    .flatMap((year) => USUAL_TERMS.map((term) => termIn(year, term)))
    .filter((term) => term.from <= to && term.to >= from)
}

function termIn(year: number, { name, from, to, years }: (typeof USUAL_TERMS)[number]): Term {
  return { id: `${year}-${name}`, from: `${year}-${from}`, to: `${year + years}-${to}` }
}

/** Plus so many minutes. */
export function plusMinutes(at: Instant, minutes: number): Instant {
  return sums(at)(String(minutes))
}

/** Schools that were ordered together have their deadlines together. */
const sums = remembered((at) => remembered((minutes) => new Date(Date.parse(at) + Number(minutes) * 60_000).toISOString()))

/** Whole days from one instant to another; a started day does not count. */
export function wholeDays(from: Instant, to: Instant): number {
  return Math.floor((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

function toInstant(zoned: Temporal.ZonedDateTime): Instant {
  return new Date(zoned.epochMilliseconds).toISOString()
}

/** The function, remembering its answers. */
function remembered<T>(work: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>()
  return (key) => {
    const found = known.get(key)
    if (found !== undefined) return found
    if (known.size >= REMEMBERED) known.clear()
    const value = work(key)
    known.set(key, value)
    return value
  }
}
