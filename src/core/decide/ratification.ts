import type { EntryDraft } from '../entry.ts'
import type { Seq } from '../response.ts'

/** The event of one act, sent in the name of whoever signed for it: the school acts on their word, not on the engine's. */
export function ratification(event: EntryDraft, signature: EntryDraft, act: Seq): EntryDraft {
  const { actor, post, standsInFor } = signature
  return event.body.type === 'event.sent' ? { ...event, actor, post, standsInFor, body: { ...event.body, act } } : event
}
