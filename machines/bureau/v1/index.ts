import { buildMachine } from '../../chart.ts'
import { text } from '../../notation.ts'
import type { Playbook } from '../../playbook.ts'
import { BUREAU_KINDS } from '../../vocabulary.ts'
import { control } from './control.ts'
import { events } from './events.ts'
import { level, risk } from './regions.ts'
import { EVERY_PHASE } from './tasks/every-phase.ts'

const title = text('教育局应急指挥', 'Education bureau')

/** A bureau's own playbook: standby, activated, standing down, with the response level and the risk level of its area. */
export const bureau: Playbook = {
  name: 'bureau',
  version: 1,
  title,
  kinds: BUREAU_KINDS,
  machine: buildMachine('bureau', { meta: { title, tasks: EVERY_PHASE }, type: 'parallel', states: { control, level, risk } }),
  events,
}
