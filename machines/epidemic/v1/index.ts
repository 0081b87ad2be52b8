import { buildMachine } from '../../chart.ts'
import type { Playbook } from '../../playbook.ts'
import { SCHOOL_KINDS } from '../../vocabulary.ts'
import { conflicts } from './conflicts.ts'
import { control } from './control.ts'
import { events } from './events.ts'
import { text } from '../../notation.ts'
import { EVERY_PHASE } from './tasks/everyday.ts'
import { EACH_CASE } from './tasks/each-case.ts'
import { reviewRoutes } from './review-route.ts'
import { RATIFICATION } from './tasks/ratification.ts'
import { teaching } from './teaching.ts'

const title = text('传染病疫情防控', 'Epidemic')

/** The epidemic playbook: normal, suspected, lockdown, online, reopening, and back (domain.md). */
export const epidemic: Playbook = {
  name: 'epidemic',
  version: 1,
  title,
  kinds: SCHOOL_KINDS,
  machine: buildMachine('epidemic', {
    meta: { title, tasks: [...EVERY_PHASE, ...EACH_CASE, ...RATIFICATION] },
    type: 'parallel',
    states: { control, teaching },
  }),
  breaks: ['control.normal.vacation', 'control.normal.deferred'],
  conflicts,
  reviews: reviewRoutes,
  events,
}
