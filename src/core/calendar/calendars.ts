import type { Kind } from '../../../machines/vocabulary.ts'
import type { CalendarRow } from './row.ts'
import { schoolCalendar } from './school-calendar.ts'
import type { Calendar } from '../situation.ts'
import type { Unit } from '../unit.ts'

/** The calendars of all units. */
export interface Calendars {
  /** Units to which the same rows apply have one and the same calendar, for what is worked out is remembered by it. */
  readonly of: (unit: Pick<Unit, 'path' | 'kind'>) => Calendar
}

export function calendarsFrom(usual: Calendar, rows: readonly CalendarRow[]): Calendars {
  if (rows.length === 0) return { of: () => usual }
  const byRegion = Map.groupBy(rows, ({ region }) => region)
  const byRows = new Map<string, Calendar>()
  const find = (path: string, kind: Kind): Calendar => {
    const regions = path.split('/').filter((code) => byRegion.has(code))
    const levels = levelsFor(regions.toReversed(), kind, byRegion)
    const names = levels.map(({ name }) => name).join(' ')
    const calendar = byRows.get(names) ?? calendarOf(usual, levels)
    byRows.set(names, calendar)
    return calendar
  }
  const byPlace = new Map<string, Calendar>()
  return {
    of: ({ path, kind }) => {
      // Asked for every school of an order: those of one kind below one unit are looked up together, unless one has its own rows.
      const end = path.lastIndexOf('/', path.length - 2) + 1
      const place = `${kind} ${byRegion.has(path.slice(end, -1)) ? path : path.slice(0, end)}`
      const found = byPlace.get(place)
      if (found !== undefined) return found
      const calendar = find(path, kind)
      byPlace.set(place, calendar)
      return calendar
    },
  }
}

function calendarOf(usual: Calendar, levels: readonly Level[]): Calendar {
  if (levels.length === 0) return usual
  return schoolCalendar(
    usual,
    levels.map(({ rows }) => rows),
  )
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
