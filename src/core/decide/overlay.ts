import type { Instant } from '../../../machines/vocabulary.ts'
import type { ChangeOverlay } from '../command.ts'
import type { EntryDraft } from '../entry.ts'
import type { Situation } from '../situation.ts'
import { heading } from './event.ts'

/** An overlay comes into force at the response, or ends there because it was withdrawn. It was judged when it was published. */
export function changeOverlay({ actor, overlay, expiresAt, change }: ChangeOverlay, situation: Situation, now: Instant): EntryDraft {
  return {
    ...heading(actor, situation, now),
    post: actor.posts[0] ?? null,
    standsInFor: null,
    body:
      change === 'applied'
        ? { type: 'overlay.applied', v: 1, overlay, expiresAt }
        : { type: 'overlay.ended', v: 1, overlay, why: 'withdrawn' },
    texts: {},
  }
}
