import { buildMachine } from '../../chart.ts'
import { text } from '../../notation.ts'
import type { Playbook } from '../../playbook.ts'
import { SCHOOL_KINDS } from '../../vocabulary.ts'
import { conflicts } from './conflicts.ts'
import { control } from './control.ts'
import { events } from './events.ts'

const title = text('水灾灾后重建', 'Flood recovery')

/** The flood playbook: damaged, placed elsewhere or repairing, accepted, in use again (domain.md, section F). */
export const flood: Playbook = {
  name: 'flood',
  version: 1,
  title,
  kinds: SCHOOL_KINDS,
  machine: buildMachine('flood', { meta: { title, tasks: [] }, initial: 'control', states: { control } }),
  conflicts,
  events,
}
