import { toCanonicalJson } from '../../db/append.ts'
import type { Database } from '../../db/connect.ts'
import { findOverlay, insertOverlay, moveOverlay, standingOverlays } from '../../db/overlays.ts'
import { loadUnitPlaces } from '../../db/unit-rows.ts'
import type { Actor } from '../core/actor.ts'
import type { PublishOverlay } from '../core/decide/publish-overlay.ts'
import { mayPublish, publishOverlay } from '../core/decide/publish-overlay.ts'
import type { EntryDraft } from '../core/entry.ts'
import type { OverlayPublished } from '../core/overlay/entry-bodies.ts'
import type { InForce } from '../core/overlay/overlaid.ts'
import { plainText } from '../core/plain-text.ts'
import type { Refusal } from '../core/refusal.ts'
import { isRefusal, refuse } from '../core/refusal.ts'
import { isWithin } from '../core/unit.ts'
import type { Work } from './batcher.ts'
import type { Context } from './context.ts'
import { lineage } from './context.ts'
import { answeredOnce } from './answered-once.ts'

export interface OverlayAnswer {
  readonly id: number
  readonly status: string
}

export interface WithdrawOverlay {
  readonly actor: Actor
  readonly overlay: number
  readonly reason: string
}

/** Publishes an overlay: one entry and one row. The runner then brings it to every school that it concerns. */
export function publishWork(context: Context, command: PublishOverlay, key: string): Work<OverlayAnswer | Refusal> {
  const { actor, ...asked } = command
  return answeredOnce(actor, key, asked, async (trx, open) => {
    const ledger = await open()
    const draft = await judgePublication(context, trx, command, ledger.now)
    if (isRefusal(draft)) return draft
    const place = (await loadUnitPlaces(trx, [actor.unit])).get(actor.unit)
    if (place === undefined) return refuse('unknown_unit')
    const id = ledger.append([draft], place)
    await insertOverlay(trx, {
      id,
      unit: actor.unit,
      terms: toCanonicalJson(draft.body.terms),
      issued_by: actor.person,
      published_at: ledger.now,
      expires_at: draft.body.expiresAt,
      withdrawn_by: null,
      status: 'spreading',
      cursor: '',
    })
    return { id, status: 'spreading' }
  })
}

/** Judges a publication without carrying it out: for the preview, and for the real thing. */
export async function judgePublication(
  context: Pick<Context, 'calendars' | 'newest'>,
  db: Database,
  command: PublishOverlay,
  now: string,
): Promise<EntryDraft<OverlayPublished> | Refusal> {
  const { actor, terms } = command
  if (!mayPublish(actor)) return refuse('not_your_role')
  const playbook = context.newest.find(({ name }) => name === terms.playbook)
  if (playbook === undefined) return refuse('unknown_playbook')
  const unit = (await loadUnitPlaces(db, [actor.unit])).get(actor.unit)
  if (unit === undefined) return refuse('unknown_unit')
  const standing: InForce = (await standingOverlays(db, lineage(unit), now))
    .filter((overlay) => overlay.playbook === terms.playbook)
    .map((overlay) => ({ overlay, since: overlay.publishedAt, awayMs: {} }))
  // Only dates are asked of it, and they are the same for every kind of unit.
  const calendar = context.calendars.of({ path: unit.path, kind: 'county' })
  return publishOverlay(command, { unit, playbook, standing, calendar }, now)
}

/** Withdraws an overlay (撤回，原记录保留): by its issuer's unit or one above, with a reason. What was signed stays. */
export function withdrawWork({ actor, overlay, reason }: WithdrawOverlay, key: string): Work<OverlayAnswer | Refusal> {
  return answeredOnce(actor, key, { overlay, reason }, async (trx, open) => {
    const row = await findOverlay(trx, overlay, { kept: true })
    const place = row === null ? undefined : (await loadUnitPlaces(trx, [row.unit])).get(row.unit)
    if (row === null || place === undefined || actor.path === '') return refuse('unknown_overlay')
    if (!isWithin(place.path, actor.path)) return refuse(isWithin(actor.path, place.path) ? 'not_your_role' : 'unknown_overlay')
    if (!mayPublish(actor)) return refuse('not_your_role')
    const ledger = await open()
    if (row.withdrawn_by !== null || row.expires_at <= ledger.now) return refuse('overlay_over')
    const words = plainText(reason)
    if (words === null || words === '') return refuse('reason_required')
    const draft: EntryDraft = {
      at: ledger.now,
      unit: row.unit,
      // Written from OverlayTerms.
      playbook: (JSON.parse(row.terms) as OverlayPublished['terms']).playbook,
      mode: 'actual',
      actor: actor.person,
      post: actor.posts[0] ?? null,
      standsInFor: null,
      body: { type: 'overlay.withdrawn', v: 1, overlay },
      texts: { reason: words },
    }
    const seq = ledger.append([draft], place)
    await moveOverlay(trx, overlay, { status: 'withdrawing', cursor: '', withdrawn_by: seq })
    return { id: overlay, status: 'withdrawing' }
  })
}
