import type { Instant } from '../machines/vocabulary.ts'
import type { Page } from './page.ts'
import { tagOf } from './page.ts'

/** Day and time as people say it: `今天 22:14`, `3月6日 22:14`; the year only where it differs. */
export function showInstant(page: Page, at: Instant): string {
  const day = dateOf(page, at)
  const clock = format(page, at, { hour: '2-digit', minute: '2-digit', hour12: false })
  return `${showDay(page, day)}${page.words.time.space}${clock}`
}

/** The full date and time, with seconds, for records. */
export function showExact(page: Page, at: Instant): string {
  const shown = Temporal.Instant.from(at).toZonedDateTimeISO(page.timeZone)
  return `${shown.toPlainDate().toString()} ${shown.toPlainTime().toString({ smallestUnit: 'second' })}`
}

/** A local date: today and tomorrow by name. */
export function showDay(page: Page, date: string): string {
  const today = Temporal.Instant.from(page.now).toZonedDateTimeISO(page.timeZone).toPlainDate()
  const day = Temporal.PlainDate.from(date)
  if (day.equals(today)) return page.words.time.today
  if (day.equals(today.add({ days: 1 }))) return page.words.time.tomorrow
  const year = day.year === today.year ? {} : ({ year: 'numeric' } as const)
  return format(page, day.toZonedDateTime({ timeZone: page.timeZone, plainTime: '12:00' }).toInstant().toString(), {
    ...year,
    month: page.lang === 'zh' ? 'long' : 'short',
    day: 'numeric',
  })
}

/** The local date of an instant, `2026-03-07`. */
function dateOf(page: Pick<Page, 'timeZone'>, at: Instant): string {
  return Temporal.Instant.from(at).toZonedDateTimeISO(page.timeZone).toPlainDate().toString()
}

/** What a `datetime-local` input holds for an instant. */
export function localInput(page: Pick<Page, 'timeZone'>, at: Instant): string {
  return Temporal.Instant.from(at).toZonedDateTimeISO(page.timeZone).toPlainDateTime().toString({ smallestUnit: 'minute' })
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

const formats = new Map<string, Intl.DateTimeFormat>()

/** Building a formatter costs a thousand times more than using it. */
function format(page: Page, at: Instant, options: Intl.DateTimeFormatOptions): string {
  const key = `${page.lang} ${page.timeZone} ${JSON.stringify(options)}`
  const known = formats.get(key) ?? new Intl.DateTimeFormat(tagOf(page.lang), { timeZone: page.timeZone, ...options })
  formats.set(key, known)
  return known.format(new Date(at))
}
