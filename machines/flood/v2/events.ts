import { bySchool, event } from '../../event-notation.ts'
import { choices, option, text } from '../../notation.ts'
import type { FactField } from '../../form.ts'
import type { EventDefinition } from '../../playbook.ts'
import { events as before } from '../v1/events.ts'
import { worksFinished } from './gates.ts'
import { CLEANING } from './tasks/cleaning.ts'
import { REPAIRING } from './tasks/repairing.ts'

const FINISH_WORKS = event({
  type: 'FINISH_WORKS',
  title: text('施工结束', 'Works finished'),
  consequence: text(
    '转入清洁验水：清淤消毒、清洗供水设施，再取样检测。',
    'Now the school is cleaned and disinfected, its pipes are flushed, and the water is tested.',
  ),
  senders: [bySchool('principal', 'vicePrincipal')],
  gates: [worksFinished],
  tone: 'main',
  source: ['F-03', 'F-05'],
})

/** What can be sent back after acceptance: every step done once, of the works and of the cleaning. */
const ITEMS: FactField = choices(
  'items',
  '需整改事项',
  'Items to put right',
  [...REPAIRING, ...CLEANING].filter(({ timing }) => timing.kind === 'once').map(({ id, title }) => option(id, title.zh, title.en)),
)

/** Every event of the playbook by its type, in the order in which a school meets them. */
export const events: Readonly<Record<string, EventDefinition>> = Object.fromEntries(
  Object.values(before)
    .flatMap((one) => (one.type === 'REQUEST_ACCEPTANCE' ? [FINISH_WORKS, one] : [withItems(one)]))
    .map((one) => [one.type, one]),
)

function withItems(one: EventDefinition): EventDefinition {
  return { ...one, facts: one.facts.map((field) => (field.name === ITEMS.name ? ITEMS : field)) }
}
