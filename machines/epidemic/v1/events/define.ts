import type { Field } from '../../../form.ts'
import type { EventDefinition, Sender } from '../../../playbook.ts'
import type { BureauKind, SchoolPost } from '../../../vocabulary.ts'
import { option, choice, count, time, words } from '../../../notation.ts'

/** An event as its table writes it. */
export type EventRow = Omit<EventDefinition, 'facts' | 'reason' | 'order' | 'gates' | 'source'> &
  Partial<Pick<EventDefinition, 'facts' | 'reason' | 'order' | 'gates' | 'source'>>

export function event(row: EventRow): EventDefinition {
  return { facts: [], reason: 'optional', order: false, gates: [], source: [], ...row }
}

/** An order of a command centre: may go to many schools at once, and says why. */
export function order(row: EventRow): EventDefinition {
  return event({ reason: 'required', order: true, ...row })
}

export function bySchool(...posts: readonly SchoolPost[]): Sender {
  return { by: 'school', posts }
}

export function byBureau(...levels: readonly BureauKind[]): Sender {
  return { by: 'bureau', levels }
}

/** The commands that may order a school; a university may stand directly under its province. */
export const COMMANDS: readonly Sender[] = [byBureau('county', 'city', 'province')]
/** Terms and vacations are set for a city or a province, never county by county. */
export const TERM_SETTERS: readonly Sender[] = [byBureau('city', 'province')]

/** Phases that an order interrupts, and to which LIFT returns. */
export const INTERRUPTED: readonly string[] = ['normal', 'reopening']

/** What a bureau registers of a finding: by voice first, the number may follow (文号待补). */
export const FINDING: readonly Field[] = [
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
