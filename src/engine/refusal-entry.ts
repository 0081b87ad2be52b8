import type { Instant } from '../../machines/vocabulary.ts'
import type { Command } from '../core/command.ts'
import { heading } from '../core/decide/event.ts'
import type { EntryDraft } from '../core/entry.ts'
import type { Refusal } from '../core/refusal.ts'
import type { Situation } from '../core/situation.ts'

/**
 * The entry for a refusal that must be on record: every unit of an order that was not moved (or had no need to be),
 * and a signature that came too late. Null for the others: they changed nothing and concern nobody else.
 */
export function refusalDraft(command: Command, situation: Situation, refusal: Refusal, now: Instant): EntryDraft | null {
  const order = command.kind === 'event' ? command.order : null
  const { role } = command.actor
  const signs = role === 'principal' || role === 'staff' || role === 'commander'
  const tooLate = signs && command.kind === 'signOff' && (refusal.refusal === 'occurrence_closed' || refusal.refusal === 'wrong_phase')
  if (order === null && !tooLate) return null
  return {
    ...heading(command.actor, situation, now),
    post: command.actor.posts[0] ?? null,
    standsInFor: null,
    body: {
      type: 'command.refused',
      v: 1,
      command: command.kind === 'signOff' ? 'signOff' : 'event',
      subject: command.kind === 'event' ? command.event : command.kind === 'signOff' ? command.task : '',
      order,
      refusal: refusal.refusal,
      missing: (refusal.missing ?? []).map(({ gate }) => gate),
    },
    texts: {},
  }
}
