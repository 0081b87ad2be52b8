import { Hono } from 'hono'
import type { Context } from 'hono'
import { z } from 'zod'
import { readCounter } from '../../../db/append.ts'
import { listReceipts } from '../../../db/assignment-units.ts'
import { listAssignments, viewAssignment, type CountedAssignment, type Direction } from '../../../db/assignment-view.ts'
import { answersTo } from '../../../db/sign-offs.ts'
import { findUnit } from '../../../db/units.ts'
import type { ShownAnswer } from '../../../views/assignment.tsx'
import { AssignmentPage } from '../../../views/assignment.tsx'
import type { Listed } from '../../../views/assignments.tsx'
import { AssignmentsPage } from '../../../views/assignments.tsx'
import type { Sending } from '../../../views/task-form.tsx'
import { ASSIGNMENT_KINDS } from '../../core/assignment/assignment.ts'
import { mayGive } from '../../core/decide/give-assignment.ts'
import { isRefusal } from '../../core/refusal.ts'
import { isWithin } from '../../core/unit.ts'
import { mayWithdraw } from '../../engine/assignments.ts'
import { STATUS } from '../refusals.ts'
import { actorOf } from '../session.ts'
import type { Env } from '../session.ts'
import { onward, pageOf } from './page.ts'
import type { Shown } from './page.ts'
import { fresh, keyOf, one, refusedForm, typedIn } from './typed.ts'
import { notFound } from './wrong.ts'

const SHOWN_ASSIGNMENTS = 50
const SHOWN_UNITS = 100
const SHOWN_ANSWERS = 10

const Query = z.object({
  state: z.enum(['', 'open', 'done', 'overdue', 'ended']).catch(''),
  cursor: z.string().nullable().default(null),
})

/** `/assignments` and `/assignments/:id`: what was given to units to do, who has not done it, the answer, and the withdrawal. */
export function assignmentPages(shown: Shown): Hono<Env> {
  return new Hono<Env>()
    .get('/assignments', async (c) => {
      const [given, received] = await Promise.all([listed(c, shown, 'given'), listed(c, shown, 'received')])
      const mayAny = ASSIGNMENT_KINDS.some((kind) => mayGive(actorOf(c), kind))
      return c.html(AssignmentsPage({ page: pageOf(c, shown), given, received, mayGive: mayAny }))
    })
    .get('/assignments/:id{[0-9]{1,15}}', async (c) => show(c, shown, Number(c.req.param('id')), fresh()))
    .post('/assignments/:id{[0-9]{1,15}}/withdrawal', async (c) => {
      const [id, typed] = [Number(c.req.param('id')), await typedIn(c)]
      const command = { actor: actorOf(c), assignment: id, reason: one(typed, 'reason') }
      const answer = await shown.deps.engine.withdrawAssignment(command, keyOf(typed))
      if (!isRefusal(answer)) return onward(c, `/assignments/${id}`)
      c.status(STATUS[answer.refusal])
      return show(c, shown, id, refusedForm(typed, answer))
    })
}

async function listed(c: Context<Env>, { deps }: Shown, direction: Direction): Promise<Listed> {
  const cursor = c.req.query(direction) ?? null
  const page = { limit: SHOWN_ASSIGNMENTS, cursor }
  const found = await listAssignments(deps.connections.reports, actorOf(c), direction, page, deps.engine.clock.now())
  return { ...found, isFirst: cursor === null }
}

async function show(c: Context<Env>, shown: Shown, id: number, sending: Sending): Promise<Response> {
  const db = shown.deps.connections.reports
  const actor = actorOf(c)
  const page = pageOf(c, shown)
  const asOf = await readCounter(db)
  const assignment = await viewAssignment(db, actor, id, page.now)
  if (assignment === null) return notFound(c, shown)
  const { state, cursor } = Query.parse(c.req.query())
  const filter = { state: state === '' ? undefined : state, now: page.now }
  const { region } = assignment.scope
  const [receipts, answers, place] = await Promise.all([
    listReceipts(db, actor, id, filter, { limit: SHOWN_UNITS, cursor }),
    assignment.terms.kind === 'help' ? answersOf(shown, c, assignment) : [],
    region === undefined ? null : findUnit(db, actor, region),
  ])
  const seesGiver = isWithin(assignment.unit.path, actor.path)
  return c.html(
    AssignmentPage({
      page,
      assignment,
      regionName: place?.name ?? null,
      receipts: receipts.items.map((receipt) => ({ ...receipt, isWithin: isWithin(receipt.unit.path, actor.path) })),
      next: receipts.next,
      state,
      answers,
      seesGiver,
      mayPassUp: assignment.terms.kind === 'help' && mayGive(actor, 'help') && receipts.items.some(({ unit }) => unit.code === actor.unit),
      mayWithdraw:
        seesGiver && assignment.withdrawnBy === null && mayWithdraw(actor, { unit: assignment.unit.code, kind: assignment.terms.kind }),
      asOf,
      sending,
    }),
  )
}

async function answersOf({ deps }: Shown, c: Context<Env>, { id }: CountedAssignment): Promise<readonly ShownAnswer[]> {
  return answersTo(deps.connections.reports, actorOf(c), id, SHOWN_ANSWERS)
}
