import type { Instant } from '../machines/vocabulary.ts'
import type { Page } from './page.ts'
import { tagOf } from './page.ts'

/** Day and time as people say it: `今天 22:14`, `3月6日 22:14`; the year only where it differs. */
export function showInstant(page: Page, at: Instant): string {
  const { date, clock } = wallOf(page.timeZone, at)
  return `${showDay(page, date)}${page.words.time.space}${clock}`
}

/** The full date and time, with seconds, for records. */
export function showExact({ timeZone }: Pick<Page, 'timeZone'>, at: Instant): string {
  const { date, clock } = wallOf(timeZone, at)
  return `${date} ${clock}:${at.slice(17, 19)}`
}

/** A local date: today and tomorrow by name. */
export function showDay(page: Page, date: string): string {
  const today = wallOf(page.timeZone, page.now).date
  if (date === today) return page.words.time.today
  return remembered(days, `${page.lang} ${date} ${today}`, () => {
    const day = Temporal.PlainDate.from(date)
    if (day.since(today).days === 1) return page.words.time.tomorrow
    const year = date.slice(0, 4) === today.slice(0, 4) ? {} : ({ year: 'numeric' } as const)
    return new Date(`${date}T12:00:00Z`).toLocaleDateString(tagOf(page.lang), {
      timeZone: 'UTC',
      ...year,
      month: page.lang === 'zh' ? 'long' : 'short',
      day: 'numeric',
    })
  })
}

/** The instant of what a `datetime-local` input sent; what is no local time comes back as it is, to be refused. */
export function instantOfLocal(timeZone: string, local: string): Instant {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(local)) return local
  try {
    const zoned = Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone)
    return new Date(zoned.epochMilliseconds).toISOString()
  } catch {
    // `2026-02-30T10:00` has the shape of a time but is none.
    return local
  }
}

export interface Deadline {
  readonly words: string
  readonly late: boolean
}

/** `还剩 25 分钟`, `已逾期 1 小时 10 分`. */
export function deadline(page: Page, dueAt: Instant): Deadline {
  const ms = Date.parse(dueAt) - Date.parse(page.now)
  const span = showSpan(page, Math.abs(ms))
  return ms > 0 ? { words: page.words.time.left(span), late: false } : { words: page.words.time.late(span), late: true }
}

/** A length of time in the two largest units that matter. */
export function showSpan(page: Page, ms: number): string {
  const { time } = page.words
  const minutes = Math.floor(ms / 60_000)
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60]
  if (minutes === 0) return time.moment
  if (days > 0) return hours === 0 || days > 6 ? time.days(days) : `${time.days(days)}${time.space}${time.hours(hours)}`
  if (hours > 0) return rest === 0 ? time.hours(hours) : `${time.hours(hours)}${time.space}${time.minutes(rest)}`
  return time.minutes(rest)
}

interface Wall {
  readonly date: string
  /** `22:14` */
  readonly clock: string
}

/** What calendar and clock on the wall show, to the minute; time zones move by whole minutes. */
function wallOf(timeZone: string, at: Instant): Wall {
  return remembered(walls, `${timeZone} ${at.slice(0, 16)}`, () => {
    const zoned = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone)
    return { date: zoned.toPlainDate().toString(), clock: zoned.toPlainTime().toString({ smallestUnit: 'minute' }) }
  })
}

const walls = new Map<string, Wall>()
const days = new Map<string, string>()
const REMEMBERED = 10_000

/** A page says the same few times again and again, and working one out costs more than the rest of its line. */
function remembered<Value>(known: Map<string, Value>, key: string, work: () => Value): Value {
  const found = known.get(key)
  if (found !== undefined) return found
  if (known.size >= REMEMBERED) known.clear()
  const value = work()
  known.set(key, value)
  return value
}
