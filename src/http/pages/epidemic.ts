import { findPlaybook } from '../../../machines/registry.ts'
import type { Playbook } from '../../../machines/playbook.ts'
import type { Page } from '../../../views/page.ts'
import { weekdayCalendar } from '../../core/calendar/calendar.ts'
import { lastReportDate } from '../../core/report-date.ts'

const PLAYBOOK = 'epidemic'

/** The newest version of the playbook that boards and situation reports are about. */
export function epidemicPlaybook(): Playbook {
  const playbook = findPlaybook(PLAYBOOK)
  if (playbook === undefined) throw new Error(`no playbook ${PLAYBOOK} is registered`)
  return playbook
}

/** The local date of the latest daily report that is due: what boards and reports call missing is missing for this day. */
export function reportDateOf({ now, timeZone }: Pick<Page, 'now' | 'timeZone'>): string {
  return lastReportDate(epidemicPlaybook(), weekdayCalendar(timeZone), now)
}
