/** Words in which the events of a playbook are written down: short for the shapes of playbook.ts. */
import type { EventDefinition, Sender } from './playbook.ts'
import type { BureauKind, SchoolPost } from './vocabulary.ts'

/** An event as its table writes it. */
export type EventRow = Omit<EventDefinition, 'facts' | 'reason' | 'order' | 'gates' | 'source'> &
  Partial<Pick<EventDefinition, 'facts' | 'reason' | 'order' | 'gates' | 'source'>>

export function event(row: EventRow): EventDefinition {
  return { facts: [], reason: 'optional', order: false, gates: [], source: [], ...row }
}

/** An order of a command centre: may go to many units at once, and says why. */
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
