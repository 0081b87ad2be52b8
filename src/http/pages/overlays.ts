import { Hono } from 'hono'
import type { Context } from 'hono'
import { listOverlays, viewOverlay, type OverlayView } from '../../../db/overlay-view.ts'
import type { Playbook } from '../../../machines/playbook.ts'
import { latestPlaybooks } from '../../../machines/registry.ts'
import { isSchoolKind } from '../../../machines/vocabulary.ts'
import { SHOWN_FIRST } from '../../../views/addresses.ts'
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
      const chosen = chosenOf(c.req.query('playbook') ?? SHOWN_FIRST[0] ?? '', c.req.query('kind') ?? '')
      const page = pageOf(c, shown)
      if (chosen === null) return c.html(ChooseAdditionPage({ page, playbooks: schoolPlaybooks() }))
      return c.html(AdditionPage({ page, ...chosen, sending: fresh() }))
    })
    .post('/overlays/new', async (c) => {
      const typed = await typedIn(c)
      const chosen = chosenOf(one(typed, 'playbook'), one(typed, 'kind'))
      if (chosen === null || !mayPublish(actorOf(c))) return notFound(c, shown)
      switch (one(typed, 'step')) {
        case 'publish':
          return publish(c, shown, chosen, typed)
        case 'preview':
          return preview(c, shown, chosen, typed)
        default:
          return c.html(AdditionPage({ page: pageOf(c, shown), ...chosen, sending: fresh(typed) }))
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

/** What is added, and to which playbook. */
interface Chosen {
  readonly playbook: Playbook
  readonly kind: AdditionKind
}

function chosenOf(name: string, asked: string): Chosen | null {
  const playbook = schoolPlaybooks().find((each) => each.name === name)
  const kind = ADDITION_KINDS.find((each) => each === asked)
  return playbook === undefined || kind === undefined ? null : { playbook, kind }
}

/** Steps of one's own are signed in schools, so what runs at bureaus themselves is not offered. */
function schoolPlaybooks(): readonly Playbook[] {
  return latestPlaybooks().filter(({ kinds }) => kinds.some(isSchoolKind))
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

async function preview(c: Context<Env>, shown: Shown, chosen: Chosen, typed: Typed): Promise<Response> {
  const page = pageOf(c, shown)
  const command = commandOf(c, shown, chosen, typed)
  const answer = await shown.deps.engine.previewOverlay(command)
  // What would be refused is refused now, while it can still be put right.
  if (isRefusal(answer)) return refusedPublication(c, shown, chosen, refusedForm(typed, answer))
  const { terms, reason, document } = command
  return c.html(OverlayPreviewPage({ page, terms, reason, document, preview: answer, sending: fresh(typed) }))
}

async function publish(c: Context<Env>, shown: Shown, chosen: Chosen, typed: Typed): Promise<Response> {
  const answer = await shown.deps.engine.publishOverlay(commandOf(c, shown, chosen, typed), keyOf(typed))
  return isRefusal(answer) ? refusedPublication(c, shown, chosen, refusedForm(typed, answer)) : onward(c, `/overlays/${answer.id}`)
}

function refusedPublication(c: Context<Env>, shown: Shown, chosen: Chosen, sending: Sending): Response | Promise<Response> {
  c.status(sending.refusal === null ? 200 : STATUS[sending.refusal.refusal])
  return c.html(AdditionPage({ page: pageOf(c, shown), ...chosen, sending }))
}

function commandOf(c: Context<Env>, shown: Shown, { playbook, kind }: Chosen, typed: Typed): PublishOverlay {
  const page = pageOf(c, shown)
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
