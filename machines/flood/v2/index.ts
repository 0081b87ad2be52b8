import { buildMachine } from '../../chart.ts'
import type { Playbook } from '../../playbook.ts'
import { flood as before } from '../v1/index.ts'
import { control } from './control.ts'
import { events } from './events.ts'
import { fromV1 } from './from-v1.ts'

/** The flood playbook, version 2: the works end before the school is cleaned and its water tested. */
export const flood: Playbook = {
  ...before,
  version: 2,
  machine: buildMachine('flood', { meta: { title: before.title, tasks: [] }, initial: 'control', states: { control } }),
  events,
  mappings: [fromV1],
}
