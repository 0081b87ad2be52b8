import type { EventDefinition } from '../../playbook.ts'
import { caseEvents } from './events/cases.ts'
import { commandEvents } from './events/orders.ts'
import { reopeningEvents } from './events/reopening.ts'
import { termEvents } from './events/term.ts'

/** Every event of the playbook by its type. From where each is accepted, the statechart alone says. */
export const events: Readonly<Record<string, EventDefinition>> = Object.fromEntries(
  [...caseEvents, ...commandEvents, ...reopeningEvents, ...termEvents].map((event) => [event.type, event]),
)
