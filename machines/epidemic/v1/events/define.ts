import type { FactField } from '../../../form.ts'
import type { Sender } from '../../../playbook.ts'
import { byBureau } from '../../../event-notation.ts'
import { option, choice, count, time, words } from '../../../notation.ts'

export { byBureau, bySchool, COMMANDS, event, order } from '../../../event-notation.ts'

/** Terms and vacations are set for a city or a province, never county by county. */
export const TERM_SETTERS: readonly Sender[] = [byBureau('city', 'province')]

/** Phases that an order interrupts, and to which LIFT returns. */
export const INTERRUPTED: readonly string[] = ['normal', 'reopening']

/** What a bureau registers of a finding: by voice first, the number may follow (文号待补). */
export const FINDING: readonly FactField[] = [
  choice(
    'notifiedBy',
    '通知单位',
    'Notified by',
    [option('cdc', '疾控中心', 'CDC'), option('hospital', '定点医院', 'Hospital'), option('command', '指挥部', 'Command')],
    { required: false },
  ),
  choice('notice', '通知方式', 'Notice', [option('telephone', '电话通知', 'By telephone'), option('paper', '书面通知', 'On paper')], {
    required: false,
    hint: { zh: '电话通知即可登记，书面材料后补', en: 'A telephone notice is enough; the paper follows' },
  }),
  time('notifiedAt', '通知时间', 'Notified at', { required: false }),
  words('reference', '文号', 'Reference', {
    required: false,
    hint: { zh: '没有可不填，记为“文号待补”', en: 'Leave empty while the number is to follow' },
  }),
  count('case', '病例序号', 'Case number', { required: false, hint: { zh: '只有一例时不必填', en: 'Not needed while only one is open' } }),
  words('note', '备注', 'Note', { required: false, long: true }),
]
