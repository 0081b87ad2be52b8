import { Hono } from 'hono'
import type { Context } from 'hono'
import { concealmentsAt } from '../../../db/concealments.ts'
import { concealmentsHref } from '../../../views/addresses.ts'
import { ConcealmentsPage } from '../../../views/concealments.tsx'
import { namedFor } from '../../../views/named-for.ts'
import type { Withdrawing } from '../../../views/signatures.tsx'
import type { Sending } from '../../../views/task-form.tsx'
import { mayStateConcealment, mayWithdrawConcealment, reportsOf } from '../../core/concealment/concealment.ts'
import { isRefusal } from '../../core/refusal.ts'
import type { Situation } from '../../core/situation.ts'
import { STATUS } from '../refusals.ts'
import { actorOf } from '../session.ts'
import type { Env } from '../session.ts'
import { onward, pageOf } from './page.ts'
import type { Shown } from './page.ts'
import { situationShown } from './run.ts'
import { fresh, keyOf, one, refusedForm, typedIn } from './typed.ts'
import { notFound } from './wrong.ts'

type Place = '/units/:code/concealments'

/** `/units/:code/concealments`: what was stated about reports that the school concealed, the form, and the withdrawal. */
export function concealmentPages(shown: Shown): Hono<Env> {
  return new Hono<Env>()
    .get('/units/:code/concealments', async (c) => {
      const asked = { task: [c.req.query('task') ?? ''], date: [c.req.query('date') ?? ''] }
      return show(c, shown, fresh(asked), { ...fresh(), seq: null })
    })
    .post('/units/:code/concealments', async (c) => state(c, shown))
    .post('/units/:code/concealments/withdrawal', async (c) => takeBack(c, shown))
}

async function state(c: Context<Env, Place>, shown: Shown): Promise<Response> {
  const typed = await typedIn(c)
  const situation = await situationShown(c, shown, c.req.param('code'))
  if (situation === null) return notFound(c, shown)
  const { unit, playbook, mode } = situation.response
  const asked = one(typed, 'case')
  const answer = await shown.deps.engine.execute(
    {
      kind: 'concealment',
      actor: actorOf(c),
      unit,
      playbook,
      mode,
      task: one(typed, 'task'),
      date: one(typed, 'date'),
      caseSeq: asked === '' ? null : Number(asked),
      grounds: one(typed, 'grounds'),
      document: one(typed, 'document'),
    },
    keyOf(typed),
  )
  if (!isRefusal(answer)) return onward(c, concealmentsHref(situation.response, '', { done: 'stated' }))
  c.status(STATUS[answer.refusal])
  return show(c, shown, refusedForm(typed, answer), { ...fresh(), seq: null })
}

async function takeBack(c: Context<Env, '/units/:code/concealments/withdrawal'>, shown: Shown): Promise<Response> {
  const typed = await typedIn(c)
  const situation = await situationShown(c, shown, c.req.param('code'))
  if (situation === null) return notFound(c, shown)
  const { unit, playbook, mode } = situation.response
  const concealment = Number(one(typed, 'seq'))
  const answer = await shown.deps.engine.execute(
    { kind: 'concealmentWithdrawal', actor: actorOf(c), unit, playbook, mode, concealment, reason: one(typed, 'reason') },
    keyOf(typed),
  )
  if (!isRefusal(answer)) return onward(c, concealmentsHref(situation.response, '', { done: 'withdrawn' }))
  c.status(STATUS[answer.refusal])
  return show(c, shown, fresh(), { ...refusedForm(typed, answer), seq: concealment })
}

async function show(c: Context<Env, Place>, shown: Shown, sending: Sending, withdrawing: Withdrawing): Promise<Response> {
  const actor = actorOf(c)
  const situation = await situationShown(c, shown, c.req.param('code'))
  if (situation === null) return notFound(c, shown)
  const { unit, response } = situation
  const all = await concealmentsAt(shown.deps.connections.reader, actor, unit.code)
  const done = c.req.query('done')
  return c.html(
    ConcealmentsPage({
      page: namedFor(pageOf(c, shown), unit.kind),
      unit,
      run: response,
      statements: all
        .filter(({ playbook }) => playbook === response.playbook)
        .map((stated) => ({
          ...stated,
          mayWithdraw: stated.withdrawnBy === null && mayWithdrawConcealment(actor, { office: stated.office.code }, unit),
        })),
      reports: mayStateHere(c, situation) ? reportsOf(situation.playbook, unit.kind) : null,
      cases: response.cases,
      sending,
      withdrawing,
      done: done === 'stated' || done === 'withdrawn' ? done : null,
    }),
  )
}

/** Does whoever asks state concealments here, and does this unit report at all? */
export function mayStateHere(c: Context<Env>, { unit, playbook }: Situation): boolean {
  return mayStateConcealment(actorOf(c), unit) && reportsOf(playbook, unit.kind).length > 0
}
