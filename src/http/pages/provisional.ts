import type { Person } from '../../../db/accounts.ts'
import { listSchoolGroups, namesOf } from '../../../db/school-groups.ts'
import type { Page } from '../../../views/page.ts'
import type { ShownProvisional } from '../../../views/provisional.tsx'
import { weekdayCalendar } from '../../core/calendar/calendar.ts'
import { halvesInSight, provisionalTerm } from '../../core/provisional-terms.ts'
import { halfOf } from '../../core/calendar/school-calendar.ts'
import type { Deps } from '../deps.ts'

/** The terms in sight that are computed because nobody has told them, for the regions of an administrator. */
export async function provisionalTerms(deps: Deps, admin: Person, page: Page): Promise<readonly ShownProvisional[]> {
  const today = weekdayCalendar(page.timeZone).dateOf(page.now)
  const terms = await Promise.all(halvesInSight(today).map((half) => shownTerm(deps, admin, half)))
  return terms.filter(({ regions }) => regions.length > 0)
}

async function shownTerm({ engine, connections: { reports } }: Deps, admin: Person, half: string): Promise<ShownProvisional> {
  const rows = engine.calendarRows()
  // A school with a term of its own is told, whatever its region.
  const told = rows.filter(({ what, from }) => what === 'term' && halfOf(from) === half).map(({ region }) => region)
  const { regions } = provisionalTerm(half, admin.path, rows, await listSchoolGroups(reports, admin, told))
  const names = await namesOf(
    reports,
    regions.map(({ code }) => code),
  )
  return { half, regions: regions.map((region) => ({ ...region, name: names.get(region.code) ?? region.code })) }
}
