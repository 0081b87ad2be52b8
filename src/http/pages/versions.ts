import { Hono } from 'hono'
import type { Context } from 'hono'
import type { MoveView } from '../../../db/move-view.ts'
import { listMoves, refusalsOfMove, viewMove } from '../../../db/move-view.ts'
import { countByVersion } from '../../../db/playbook-versions.ts'
import { findUnit } from '../../../db/units.ts'
import { findPlaybook, versionsOf } from '../../../machines/registry.ts'
import type { Versions } from '../../../views/change-words.ts'
import { ChangesPage } from '../../../views/changes.tsx'
import { describeScope } from '../../../views/describe-entry.ts'
import type { Typed } from '../../../views/fields.tsx'
import type { ShownMove } from '../../../views/move.tsx'
import { MovePage } from '../../../views/move.tsx'
import { MoveFormPage, MovePreviewPage } from '../../../views/move-new.tsx'
import type { Page } from '../../../views/page.ts'
import type { Sending } from '../../../views/task-form.tsx'
import { VersionsPage } from '../../../views/versions.tsx'
import type { PlanMove } from '../../core/command.ts'
import type { Scope } from '../../core/entry.ts'
import { isRefusal } from '../../core/refusal.ts'
import { differenceBetween } from '../../core/versions/difference.ts'
import { mappingFrom } from '../../core/versions/steps.ts'
import { mayMove } from '../../engine/moves.ts'
import { STATUS } from '../refusals.ts'
import { actorOf } from '../session.ts'
import type { Env } from '../session.ts'
import { regionsOf, scopeOf } from './order-new.ts'
import { onward, pageOf } from './page.ts'
import type { Shown } from './page.ts'
import { MODE } from './run.ts'
import { fresh, keyOf, one, refusedForm, typedIn } from './typed.ts'
import { wholeVersion } from './version-asked.ts'
import { notFound } from './wrong.ts'

const SHOWN_MOVES = 50
const SHOWN_REFUSALS = 100

/**
 * `/playbooks/:name/versions`, what one changes of another, and moving responses: which, look and confirm, how far it has come.
 * As with orders, answers travel in the forms.
 */
export function versionPages(shown: Shown): Hono<Env> {
  const db = shown.deps.connections.reports
  return new Hono<Env>()
    .get('/playbooks/:name/versions', async (c) => {
      const [name, actor] = [c.req.param('name'), actorOf(c)]
      const versions = versionsOf(name)
      const [newest] = versions
      if (newest === undefined) return notFound(c, shown)
      const [inUse, moves] = await Promise.all([countByVersion(db, actor, name, MODE), listMoves(db, actor, name, SHOWN_MOVES)])
      return c.html(VersionsPage({ page: pageOf(c, shown), newest, versions, inUse, moves: moves.map(shownMove), mayMove: mayMove(actor) }))
    })
    .get('/playbooks/:name/changes', (c) => {
      const versions = versionsNamed(c.req.param('name'), c.req.query('from'), c.req.query('to'))
      if (versions === null) return notFound(c, shown)
      return c.html(ChangesPage({ page: pageOf(c, shown), versions, difference: differenceBetween(versions.from, versions.to) }))
    })
    .get('/playbooks/:name/moves/new', async (c) => {
      const versions = movable(c, c.req.param('name'), c.req.query('from'), c.req.query('to'))
      return versions === null ? notFound(c, shown) : showForm(c, shown, versions, fresh({ region: [actorOf(c).unit] }))
    })
    .post('/playbooks/:name/moves/new', async (c) => {
      const typed = await typedIn(c)
      const versions = movable(c, c.req.param('name'), one(typed, 'from'), one(typed, 'to'))
      if (versions === null) return notFound(c, shown)
      switch (one(typed, 'step')) {
        case 'plan':
          return plan(c, shown, versions, typed)
        case 'preview':
          return preview(c, shown, versions, typed)
        default:
          return showForm(c, shown, versions, fresh(typed))
      }
    })
    .get('/playbooks/:name/moves/:id{[0-9]{1,15}}', async (c) => {
      const [actor, id] = [actorOf(c), Number(c.req.param('id'))]
      const found = await viewMove(db, actor, c.req.param('name'), id)
      if (found === null) return notFound(c, shown)
      const page = pageOf(c, shown)
      const [scope, refused] = [await scopeWords(c, shown, page, found), await refusalsOfMove(db, actor, id, SHOWN_REFUSALS)]
      return c.html(MovePage({ page, move: shownMove(found), scope, refused }))
    })
}

function versionsNamed(name: string, from: string | undefined, to: string | undefined): Versions | null {
  const [older, newer] = [findPlaybook(name, wholeVersion(from)), findPlaybook(name, wholeVersion(to))]
  return older === undefined || newer === undefined ? null : { from: older, to: newer }
}

/** Two versions between which the actor may move responses. */
function movable(c: Context<Env>, name: string, from: string | undefined, to: string | undefined): Versions | null {
  const versions = versionsNamed(name, from, to)
  if (versions === null || !mayMove(actorOf(c))) return null
  return mappingFrom(versions.to, versions.from.version) === undefined ? null : versions
}

async function showForm(c: Context<Env>, shown: Shown, versions: Versions, sending: Sending): Promise<Response> {
  return c.html(MoveFormPage({ page: pageOf(c, shown), versions, regions: await regionsOf(shown, actorOf(c)), sending }))
}

async function preview(c: Context<Env>, shown: Shown, versions: Versions, typed: Typed): Promise<Response> {
  const planned = planOf(c, versions, typed)
  const answer = await shown.deps.engine.previewMove(planned)
  if (isRefusal(answer)) {
    c.status(STATUS[answer.refusal])
    return showForm(c, shown, versions, refusedForm(typed, answer))
  }
  const page = pageOf(c, shown)
  const scope = await scopeWords(c, shown, page, planned)
  return c.html(MovePreviewPage({ page, versions, scope, preview: answer, sending: fresh(typed) }))
}

async function plan(c: Context<Env>, shown: Shown, versions: Versions, typed: Typed): Promise<Response> {
  const answer = await shown.deps.engine.planMove(planOf(c, versions, typed), keyOf(typed))
  if (!isRefusal(answer)) return onward(c, `/playbooks/${versions.to.name}/moves/${answer.id}`)
  c.status(STATUS[answer.refusal])
  return showForm(c, shown, versions, refusedForm(typed, answer))
}

function planOf(c: Context<Env>, { from, to }: Versions, typed: Typed): PlanMove {
  return {
    actor: actorOf(c),
    playbook: to.name,
    mode: MODE,
    from: from.version,
    to: to.version,
    scope: scopeOf(typed),
    reason: one(typed, 'reason'),
    document: one(typed, 'document'),
  }
}

async function scopeWords(
  c: Context<Env>,
  shown: Shown,
  page: Page,
  { scope, playbook }: { readonly scope: Scope; readonly playbook: string },
): Promise<string> {
  const region = scope.region === undefined ? null : await findUnit(shown.deps.connections.reports, actorOf(c), scope.region)
  return describeScope(page, scope, playbook, region?.name)
}

function shownMove(view: MoveView): ShownMove {
  // The column holds nothing else (db/schema.ts).
  return { ...view, status: view.status as ShownMove['status'] }
}
