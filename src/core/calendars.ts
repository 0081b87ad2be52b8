import type { Kind } from '../../machines/vocabulary.ts'
import type { CalendarRow } from './calendar-row.ts'
import { schoolCalendar } from './school-calendar.ts'
import type { Calendar } from './situation.ts'
import type { Unit } from './unit.ts'

/** The calendars of all units. */
export interface Calendars {
  /** Units to which the same rows apply have one and the same calendar, for what is worked out is remembered by it. */
  readonly of: (unit: Pick<Unit, 'path' | 'kind'>) => Calendar
}

export function calendarsFrom(usual: Calendar, rows: readonly CalendarRow[]): Calendars {
  if (rows.length === 0) return { of: () => usual }
  const byRegion = Map.groupBy(rows, ({ region }) => region)
  const known = new Map<string, Calendar>()
  return {
    of: ({ path, kind }) => {
      const regions = path.split('/').filter((code) => byRegion.has(code))
      const levels = levelsFor(regions.toReversed(), kind, byRegion)
      const key = levels.map(({ name }) => name).join(' ')
      const found = known.get(key)
      if (found !== undefined) return found
      const calendar =
        levels.length === 0
          ? usual
          : schoolCalendar(
              usual,
              levels.map((level) => level.rows),
            )
      known.set(key, calendar)
      return calendar
    },
  }
}

interface Level {
  readonly name: string
  readonly rows: readonly CalendarRow[]
}

/** Nearest region first, and in each the rows for this kind before those for all. */
function levelsFor(regions: readonly string[], kind: Kind, byRegion: ReadonlyMap<string, readonly CalendarRow[]>): readonly Level[] {
  return regions.flatMap((region) =>
    [kind, ''].flatMap((wanted) => {
      const rows = (byRegion.get(region) ?? []).filter((row) => row.kind === wanted)
      return rows.length === 0 ? [] : [{ name: `${region}:${wanted}`, rows }]
    }),
  )
}
