import { Hono } from 'hono'
import type { Context } from 'hono'
import type { Person } from '../../../db/accounts.ts'
import type { Task } from '../../../machines/task.ts'
import { viewAssignment } from '../../../db/assignment-view.ts'
import { viewOverlay } from '../../../db/overlay-view.ts'
import { signOffsOf } from '../../../db/sign-offs.ts'
import { unitHref } from '../../../views/addresses.ts'
import type { Typed } from '../../../views/fields.tsx'
import { TaskGonePage } from '../../../views/task-gone.tsx'
import { EVIDENCE } from '../../../views/task-form.tsx'
import type { Sending } from '../../../views/task-form.tsx'
import type { Withdrawing } from '../../../views/signatures.tsx'
import { TaskPage } from '../../../views/task.tsx'
import { isHead } from '../../core/authority.ts'
import { assignmentOf } from '../../core/assignment/assignment.ts'
import { activeTasks, allTasks, checklist } from '../../core/checklist.ts'
import type { ChecklistItem } from '../../core/checklist.ts'
import type { SignOff } from '../../core/command.ts'
import { overlayOf } from '../../core/overlay/named.ts'
import { isRefusal } from '../../core/refusal.ts'
import type { Situation } from '../../core/situation.ts'
import { sameSteps } from '../../core/surroundings/same-step.ts'
import { STATUS } from '../refusals.ts'
import { actorOf } from '../session.ts'
import type { Env } from '../session.ts'
import { onward, pageOf } from './page.ts'
import type { Shown } from './page.ts'
import { nextCapacity } from '../../core/next-signature.ts'
import { keptFiles, withFiles } from './task-files.ts'
import { answers, fresh, keyOf, one, refusedForm, sentIn, typedIn } from './typed.ts'
import { situationShown } from './run.ts'
import { notFound, refusedPage } from './wrong.ts'

type Place = '/units/:code/tasks/:task'

/** `/units/:code/tasks/:task`: one task, its form, its signatures. */
export function taskPages(shown: Shown): Hono<Env> {
  return new Hono<Env>()
    .get('/units/:code/tasks/:task', async (c) => {
      const round = { visit: c.req.query('visit') ?? '', occurrence: c.req.query('occurrence') ?? '' }
      return show(c, shown, round, fresh(), untouched())
    })
    .post('/units/:code/tasks/:task', async (c) => sign(c, shown))
    .post('/units/:code/tasks/:task/withdrawal', async (c) => takeBack(c, shown, 'withdrawal'))
    .post('/units/:code/tasks/:task/return', async (c) => takeBack(c, shown, 'return'))
}

async function sign(c: Context<Env, Place>, shown: Shown): Promise<Response> {
  const { engine } = shown.deps
  const actor = actorOf(c)
  const sent = await sentIn(c)
  if (sent === null) return refusedPage(c, shown, 'upload_broken')
  const found = await findTask(c, shown)
  if (found === null) return notFound(c, shown)
  const { typed, refusal } = await withFiles(c, shown, found.situation.unit.code, found.task, sent)
  const answer = refusal ?? (await engine.execute(signOffOf(actor, found, typed, shown.deps.timeZone), keyOf(typed)))
  if (!isRefusal(answer)) return onward(c, doneHref(found, answer.task?.state === 'partly' ? 'partly' : 'signed'))
  c.status(STATUS[answer.refusal])
  const round = { visit: one(typed, 'visit'), occurrence: one(typed, 'occurrence') }
  const kept = await keptFiles(c, shown, found.task, typed)
  return show(c, shown, round, { ...refusedForm(typed, answer), kept }, untouched())
}

function doneHref({ situation, task }: Found, done: string): string {
  return unitHref(situation.response, { done, task: task.id })
}

function signOffOf(actor: Person, { situation, task }: Found, typed: Typed, timeZone: string): SignOff {
  const { unit, playbook, mode } = situation.response
  const applies = one(typed, 'statement') !== 'not_applicable'
  const occurrence = one(typed, 'occurrence')
  return {
    kind: 'signOff',
    actor,
    unit,
    playbook,
    mode,
    task: task.id,
    visit: Number(one(typed, 'visit')),
    occurrence: occurrence === '' ? null : occurrence,
    statement: applies ? 'done' : 'not_applicable',
    evidence: applies ? answers(task.fields, EVIDENCE, typed, timeZone) : {},
    note: one(typed, 'note'),
    signedAt: null,
  }
}

/** Withdraws a signature, or sends back one that waits for a second. */
async function takeBack(c: Context<Env, Place>, shown: Shown, kind: 'withdrawal' | 'return'): Promise<Response> {
  const typed = await typedIn(c)
  const found = await findTask(c, shown)
  if (found === null) return notFound(c, shown)
  const { unit, playbook, mode } = found.situation.response
  const signOff = Number(one(typed, 'seq'))
  const answer = await shown.deps.engine.execute(
    { kind, actor: actorOf(c), unit, playbook, mode, signOff, reason: one(typed, 'reason') },
    keyOf(typed),
  )
  if (!isRefusal(answer)) return onward(c, doneHref(found, kind === 'return' ? 'returned' : 'withdrawn'))
  c.status(STATUS[answer.refusal])
  return show(c, shown, { visit: '', occurrence: '', signOff }, fresh(), { ...refusedForm(typed, answer), seq: signOff })
}

/** Which round of the task is meant; a signature names its round too. */
interface Round {
  readonly visit: string
  readonly occurrence: string
  readonly signOff?: number
}

async function show(c: Context<Env, Place>, shown: Shown, round: Round, sending: Sending, withdrawing: Withdrawing): Promise<Response> {
  const actor = actorOf(c)
  const { code, task: id } = c.req.param()
  const found = await findTask(c, shown)
  if (found === null) return ended(c, shown, id)
  const page = pageOf(c, shown)
  const { situation, task } = found
  const { unit, response: run } = situation
  const rounds = checklist(situation, page.now).filter((item) => item.task.id === id)
  const item = roundOf(rounds, round)
  const signOffs = await signOffsOf(shown.deps.connections.reader, actor, code, { task: id, playbook: run.playbook, mode: run.mode })
  const refusal = sending.refusal ?? withdrawing.refusal
  if (item === undefined) return c.html(TaskGonePage({ page, unit, run, task, refusal, signOffs }))
  return c.html(
    TaskPage({
      page,
      unit,
      heldPosts: situation.heldPosts,
      run,
      item,
      rounds,
      capacity: nextCapacity(actor, item, situation),
      also: sameSteps(item, situation, page.now).map(({ other }) => other.playbook),
      signOffs,
      maySendBack: item.mark !== null && !item.mark.complete && nextCapacity(actor, item, situation) !== null,
      mayWithdraw: ({ by }) => by.id === actor.person || (isHead(actor) && actor.unit === code),
      sending,
      withdrawing,
    }),
  )
}

/** What was given or added and is asked here no longer still has a page of its own, for whoever may see it. */
async function ended(c: Context<Env>, shown: Shown, task: string): Promise<Response> {
  const local = overlayOf(task)
  if (local !== null && (await viewOverlay(shown.deps.connections.reader, actorOf(c), local)) !== null)
    return c.redirect(`/overlays/${local}`)
  const id = assignmentOf(task)
  const { connections, engine } = shown.deps
  const isKnown = id !== null && (await viewAssignment(connections.reader, actorOf(c), id, engine.clock.now())) !== null
  return isKnown ? c.redirect(`/assignments/${id}`) : notFound(c, shown)
}

interface Found {
  readonly situation: Situation
  readonly task: Task
}

/** The task as the playbook of the response shown has it; null if the school has no such task, or is out of sight. */
async function findTask(c: Context<Env, Place>, shown: Shown): Promise<Found | null> {
  const { code, task: id } = c.req.param()
  const situation = await situationShown(c, shown, code)
  const task = situation === null ? undefined : knownTask(situation, id)
  return situation === null || task === undefined ? null : { situation, task }
}

/** A task as it stands here under local additions and assignments, or one of the playbook that is not asked now. */
function knownTask(situation: Situation, id: string): Task | undefined {
  const active = activeTasks(situation).map(({ task }) => task)
  return [...active, ...allTasks(situation.playbook)].find((each) => each.id === id)
}

/** The round that the address names, the one signed by that entry, the first still open, or the last. */
function roundOf(rounds: readonly ChecklistItem[], { visit, occurrence, signOff }: Round): ChecklistItem | undefined {
  if (signOff !== undefined) return rounds.find(({ mark }) => mark?.signatures.some(({ seq }) => seq === signOff) === true) ?? rounds.at(-1)
  if (visit !== '') return rounds.find((item) => item.visit === Number(visit) && (item.occurrence.id ?? '') === occurrence)
  return rounds.find(({ mark, state }) => mark?.complete !== true && state !== 'missed') ?? rounds.at(-1)
}

function untouched(): Withdrawing {
  return { ...fresh(), seq: null }
}
