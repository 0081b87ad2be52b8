import { Hono } from 'hono'
import type { Context } from 'hono'
import { listOverlays, viewOverlay, type OverlayView } from '../../../db/overlay-view.ts'
import { ADDITION_KINDS, additionFields, commonFields, titleField } from '../../../views/overlay-form.ts'
import type { AdditionKind } from '../../../views/overlay-form.ts'
import { AdditionPage, ChooseAdditionPage, OverlayPreviewPage } from '../../../views/overlay-new.tsx'
import { OverlayPage, OverlaysPage } from '../../../views/overlays.tsx'
import type { OverlayState, ShownOverlay } from '../../../views/overlays.tsx'
import type { Typed } from '../../../views/fields.tsx'
import type { Sending } from '../../../views/task-form.tsx'
import { mayPublish } from '../../core/decide/publish-overlay.ts'
import type { PublishOverlay } from '../../core/decide/publish-overlay.ts'
import { isRefusal } from '../../core/refusal.ts'
import { isWithin } from '../../core/unit.ts'
import { STATUS } from '../refusals.ts'
import { actorOf } from '../session.ts'
import type { Env } from '../session.ts'
import { epidemicPlaybook } from './epidemic.ts'
import { termsTyped } from './overlay-typed.ts'
import { onward, pageOf } from './page.ts'
import type { Shown } from './page.ts'
import { answers, fresh, keyOf, one, refusedForm, typedIn } from './typed.ts'
import { notFound } from './wrong.ts'

const MOST = 200

/**
 * `/overlays`, `/overlays/new` in three steps (what, exactly, look and publish) and `/overlays/:id` with the withdrawal. As
 * with orders, answers travel in the forms, so each step works without scripts and can be gone back to.
 */
export function overlayPages(shown: Shown): Hono<Env> {
  const db = shown.deps.connections.reports
  return new Hono<Env>()
    .get('/overlays', async (c) => {
      const page = pageOf(c, shown)
      const overlays = (await listOverlays(db, actorOf(c), MOST)).map((view) => shownAt(view, page.now))
      return c.html(OverlaysPage({ page, overlays, mayPublish: mayPublish(actorOf(c)) }))
    })
    .get('/overlays/new', (c) => {
      if (!mayPublish(actorOf(c))) return notFound(c, shown)
      const kind = kindOf(c.req.query('kind') ?? '')
      const page = pageOf(c, shown)
      if (kind === undefined) return c.html(ChooseAdditionPage({ page }))
      return c.html(AdditionPage({ page, playbook: epidemicPlaybook(), kind, sending: fresh() }))
    })
    .post('/overlays/new', async (c) => {
      const typed = await typedIn(c)
      const kind = kindOf(one(typed, 'kind'))
      if (kind === undefined || !mayPublish(actorOf(c))) return notFound(c, shown)
      switch (one(typed, 'step')) {
        case 'publish':
          return publish(c, shown, kind, typed)
        case 'preview':
          return preview(c, shown, kind, typed)
        default:
          return c.html(AdditionPage({ page: pageOf(c, shown), playbook: epidemicPlaybook(), kind, sending: fresh(typed) }))
      }
    })
    .get('/overlays/:id{[0-9]{1,15}}', async (c) => show(c, shown, Number(c.req.param('id')), fresh()))
    .post('/overlays/:id{[0-9]{1,15}}/withdrawal', async (c) => {
      const [id, typed] = [Number(c.req.param('id')), await typedIn(c)]
      const command = { actor: actorOf(c), overlay: id, reason: one(typed, 'reason') }
      const answer = await shown.deps.engine.withdrawOverlay(command, keyOf(typed))
      if (!isRefusal(answer)) return onward(c, `/overlays/${id}`)
      c.status(STATUS[answer.refusal])
      return show(c, shown, id, refusedForm(typed, answer))
    })
}

function kindOf(given: string): AdditionKind | undefined {
  return ADDITION_KINDS.find((kind) => kind === given)
}

async function show(c: Context<Env>, shown: Shown, id: number, sending: Sending): Promise<Response> {
  const actor = actorOf(c)
  const found = await viewOverlay(shown.deps.connections.reports, actor, id)
  if (found === null) return notFound(c, shown)
  const page = pageOf(c, shown)
  const overlay = shownAt(found, page.now)
  const stands = overlay.state === 'in_force' || overlay.state === 'spreading'
  const mayWithdraw = stands && mayPublish(actor) && isWithin(found.unit.path, actor.path)
  return c.html(OverlayPage({ page, overlay, mayWithdraw, sending }))
}

function shownAt({ status, expiresAt, ...rest }: OverlayView, now: string): ShownOverlay {
  // The column holds nothing else (db/schema.ts).
  return { ...rest, state: status === 'in_force' && expiresAt <= now ? 'expired' : (status as OverlayState) }
}

async function preview(c: Context<Env>, shown: Shown, kind: AdditionKind, typed: Typed): Promise<Response> {
  const page = pageOf(c, shown)
  const command = commandOf(c, shown, kind, typed)
  const answer = await shown.deps.engine.previewOverlay(command)
  // What would be refused is refused now, while it can still be put right.
  if (isRefusal(answer)) return refusedPublication(c, shown, kind, refusedForm(typed, answer))
  const { terms, reason, document } = command
  return c.html(OverlayPreviewPage({ page, terms, reason, document, preview: answer, sending: fresh(typed) }))
}

async function publish(c: Context<Env>, shown: Shown, kind: AdditionKind, typed: Typed): Promise<Response> {
  const answer = await shown.deps.engine.publishOverlay(commandOf(c, shown, kind, typed), keyOf(typed))
  return isRefusal(answer) ? refusedPublication(c, shown, kind, refusedForm(typed, answer)) : onward(c, `/overlays/${answer.id}`)
}

function refusedPublication(c: Context<Env>, shown: Shown, kind: AdditionKind, sending: Sending): Response | Promise<Response> {
  c.status(sending.refusal === null ? 200 : STATUS[sending.refusal.refusal])
  return c.html(AdditionPage({ page: pageOf(c, shown), playbook: epidemicPlaybook(), kind, sending }))
}

function commandOf(c: Context<Env>, shown: Shown, kind: AdditionKind, typed: Typed): PublishOverlay {
  const page = pageOf(c, shown)
  const playbook = epidemicPlaybook()
  const fields = [titleField(page), ...additionFields(page, kind), ...commonFields(page, playbook)]
  const given = answers(fields, '', typed, page.timeZone)
  const place = { node: one(typed, 'node'), task: one(typed, 'task') }
  return {
    actor: actorOf(c),
    terms: termsTyped(playbook.name, kind, { ...given, ...place }),
    reason: one(typed, 'reason'),
    document: one(typed, 'document'),
  }
}
