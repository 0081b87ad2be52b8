import type { Playbook } from '../../../machines/playbook.ts'
import type { Instant } from '../../../machines/vocabulary.ts'
import type { Actor } from '../actor.ts'
import type { EntryDraft } from '../entry.ts'
import type { OverlayPublished } from '../overlay/entry-bodies.ts'
import type { OverlayTerms } from '../overlay/overlay.ts'
import type { InForce } from '../overlay/overlaid.ts'
import { wrongTerms } from '../overlay/wrong-terms.ts'
import { plainText } from '../plain-text.ts'
import type { Refusal } from '../refusal.ts'
import { refuse } from '../refusal.ts'
import type { Calendar } from '../situation.ts'
import type { Unit } from '../unit.ts'

/** A bureau or a school wants to ask more than the playbook does (属地补充措施, R-03). */
export interface PublishOverlay {
  readonly actor: Actor
  readonly terms: OverlayTerms
  readonly reason: string
  /** Number of the document; may follow later (文号待补). */
  readonly document: string
}

/** What the decision looks at. `standing` holds at the issuer itself or above: what is asked already. */
export interface OverlayGround {
  readonly unit: Pick<Unit, 'code'>
  readonly playbook: Playbook
  readonly standing: InForce
  readonly calendar: Calendar
}

/** Decides a publication. Judged in this order: issuer, terms, reason. */
export function publishOverlay(command: PublishOverlay, ground: OverlayGround, now: Instant): EntryDraft<OverlayPublished> | Refusal {
  const { actor, terms } = command
  if (!mayPublish(actor)) return refuse('not_your_role')
  const errors = wrongTerms(terms, ground, ground.calendar.dateOf(now))
  if (errors.length > 0) return refuse('overlay_invalid', { errors })
  const [reason, document] = [plainText(command.reason), plainText(command.document)]
  if (reason === null || document === null) {
    const field = reason === null ? 'reason' : 'document'
    return refuse('overlay_invalid', {
      errors: [{ field, text: { zh: '含有无法保存的字符，请重新输入', en: 'holds characters that cannot be stored' } }],
    })
  }
  if (reason === '') return refuse('reason_required')
  return {
    at: now,
    unit: ground.unit.code,
    playbook: terms.playbook,
    mode: 'actual',
    actor: actor.person,
    post: actor.posts[0] ?? null,
    standsInFor: null,
    body: { type: 'overlay.published', v: 1, terms, expiresAt: ground.calendar.instantOf(terms.expiresOn, '24:00') },
    texts: { reason, ...(document === '' ? {} : { document }) },
  }
}

/** The head of a bureau or of a school, for what lies below: nobody else, and nowhere else. */
export function mayPublish(actor: Actor): boolean {
  return actor.path !== '' && (actor.role === 'commander' || actor.role === 'principal')
}
