import type { SchoolKind } from '../../../machines/vocabulary.ts'

/** What a row of a school calendar says of its days: a term (学期), no lessons (放假), or lessons made up for (补课、调休上课). */
export const DAY_KINDS = ['term', 'holiday', 'school_day'] as const
export type DayKind = (typeof DAY_KINDS)[number]

/** Some days of the schools of a region, or of those of one kind in it; local dates, both included. */
export interface CalendarRow {
  /** Code of the unit for which, with all below it, the row holds. */
  readonly region: string
  /** `''` for all kinds. */
  readonly kind: SchoolKind | ''
  readonly from: string
  readonly to: string
  readonly what: DayKind
  readonly name: string
}

/** What recording some rows does. */
export interface Layered {
  /** The calendar afterwards. */
  readonly rows: readonly CalendarRow[]
  /** The rows that it did not hold before. */
  readonly added: readonly CalendarRow[]
}

/**
 * Lays rows over those that are there, for the same region and kind: what is said last holds for its days. Holidays and
 * make-up days keep what is left of them; a term gives way as a whole. Rows that are there already change nothing.
 */
export function layered(present: readonly CalendarRow[], said: readonly CalendarRow[]): Layered {
  const known = new Set(present.map(textOf))
  const added = said.filter((row) => !known.has(textOf(row)))
  const kept = new Set(said.map(textOf))
  const under = present.flatMap((row) => (kept.has(textOf(row)) ? [row] : added.reduce(without, [row])))
  return { rows: [...under, ...added], added }
}

function textOf({ region, kind, from, to, what, name }: CalendarRow): string {
  return [region, kind, from, to, what, name].join('|')
}

/** The rows without the days that a new one covers. */
function without(rows: readonly CalendarRow[], added: CalendarRow): readonly CalendarRow[] {
  return rows.flatMap((row): readonly CalendarRow[] => {
    const concerned = row.region === added.region && row.kind === added.kind && (row.what === 'term') === (added.what === 'term')
    if (!concerned || row.to < added.from || row.from > added.to) return [row]
    if (row.what === 'term') return []
    const [before, after] = [
      { ...row, to: dayFrom(added.from, -1) },
      { ...row, from: dayFrom(added.to, 1) },
    ]
    return [before, after].filter(({ from, to }) => from <= to)
  })
}

function dayFrom(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString()
}
