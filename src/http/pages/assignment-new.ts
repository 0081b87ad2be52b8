import { Hono } from 'hono'
import type { Context } from 'hono'
import { z } from 'zod'
import { findUnit } from '../../../db/units.ts'
import type { Person } from '../../../db/accounts.ts'
import type { Playbook } from '../../../machines/playbook.ts'
import { latestPlaybooks } from '../../../machines/registry.ts'
import { BUREAU_POSTS, isSchoolKind, KINDS, SCHOOL_POSTS } from '../../../machines/vocabulary.ts'
import { matterFields } from '../../../views/assignment-form.ts'
import { AssignmentFormPage, AssignmentPreviewPage, ChooseAssignmentPage } from '../../../views/assignment-new.tsx'
import { describeScope } from '../../../views/describe-entry.ts'
import type { Typed } from '../../../views/fields.tsx'
import type { Page } from '../../../views/page.ts'
import { say } from '../../../views/page.ts'
import type { Row } from '../../../views/parts.tsx'
import type { Sending } from '../../../views/task-form.tsx'
import type { AssignmentKind, AssignmentTerms } from '../../core/assignment/assignment.ts'
import { ASSIGNMENT_KINDS, NEEDS } from '../../core/assignment/assignment.ts'
import { KINDS as ASSIGNMENTS } from '../../core/assignment/kinds.ts'
import type { GiveAssignment } from '../../core/decide/give-assignment.ts'
import { mayGive } from '../../core/decide/give-assignment.ts'
import type { Scope } from '../../core/entry.ts'
import type { FieldError, Refusal } from '../../core/refusal.ts'
import { isRefusal, refuse } from '../../core/refusal.ts'
import { STATUS } from '../refusals.ts'
import { actorOf } from '../session.ts'
import type { Env } from '../session.ts'
import { codesIn, regionsOf } from './order-new.ts'
import { onward, pageOf } from './page.ts'
import type { Shown } from './page.ts'
import { fresh, keyOf, many, one, refusedForm, typedIn } from './typed.ts'
import { notFound } from './wrong.ts'

/**
 * `/assignments/new` in three steps: what, exactly, look and send. As with orders, answers travel in the forms, so each step
 * works without scripts and can be gone back to; nothing is stored before it is sent.
 */
export function newAssignmentPages(shown: Shown): Hono<Env> {
  return new Hono<Env>()
    .get('/assignments/new', async (c) => {
      const actor = actorOf(c)
      const kinds = ASSIGNMENT_KINDS.filter((kind) => mayGive(actor, kind))
      if (kinds.length === 0) return notFound(c, shown)
      const kind = kinds.find((each) => each === c.req.query('kind'))
      if (kind === undefined) return c.html(ChooseAssignmentPage({ page: pageOf(c, shown), kinds }))
      return ask(c, shown, kind, fresh(begun(c, actor, kind)))
    })
    .post('/assignments/new', async (c) => {
      const typed = await typedIn(c)
      const kind = ASSIGNMENT_KINDS.find((each) => each === one(typed, 'kind') && mayGive(actorOf(c), each))
      if (kind === undefined) return notFound(c, shown)
      switch (one(typed, 'step')) {
        case 'give':
          return give(c, shown, kind, typed)
        case 'preview':
          return preview(c, shown, kind, typed)
        default:
          return ask(c, shown, kind, fresh(typed))
      }
    })
}

/** What a link may have said already. */
function begun(c: Context<Env>, { unit }: Person, kind: AssignmentKind): Typed {
  const given = (name: string): readonly string[] => c.req.queries(name)?.slice(0, 1) ?? []
  const own = kind === 'handover' ? [unit] : []
  return {
    region: [unit],
    boarding: ['any'],
    unit: given('unit').length > 0 ? given('unit') : own,
    measures: given('measures'),
    continues: given('continues').filter((id) => /^\d{1,15}$/.test(id)),
  }
}

async function ask(c: Context<Env>, shown: Shown, kind: AssignmentKind, sending: Sending): Promise<Response> {
  const regions = ASSIGNMENTS[kind].goesTo === 'scope' ? await regionsOf(shown, actorOf(c)) : []
  return c.html(AssignmentFormPage({ page: pageOf(c, shown), kind, regions, playbooks: schoolPlaybooks(), sending }))
}

function schoolPlaybooks(): readonly Playbook[] {
  return latestPlaybooks().filter(({ kinds }) => kinds.some(isSchoolKind))
}

async function preview(c: Context<Env>, shown: Shown, kind: AssignmentKind, typed: Typed): Promise<Response> {
  const page = pageOf(c, shown)
  const command = commandOf(actorOf(c), kind, typed)
  const mistakes = await mistakesIn(shown, page, command, typed)
  if (mistakes !== null) return refusedAssignment(c, shown, kind, typed, mistakes)
  // What would be refused is refused now, while it can still be put right.
  const answer = await shown.deps.engine.previewAssignment(command)
  if (isRefusal(answer)) return refusedAssignment(c, shown, kind, typed, answer)
  const rows = [...matterRows(page, kind, typed), ...(await targetRows(c, shown, page, command))]
  return c.html(AssignmentPreviewPage({ page, kind, rows, preview: answer, sending: fresh(typed) }))
}

async function give(c: Context<Env>, shown: Shown, kind: AssignmentKind, typed: Typed): Promise<Response> {
  const command = commandOf(actorOf(c), kind, typed)
  const mistakes = await mistakesIn(shown, pageOf(c, shown), command, typed)
  const answer = mistakes ?? (await shown.deps.engine.giveAssignment(command, keyOf(typed)))
  return isRefusal(answer) ? refusedAssignment(c, shown, kind, typed, answer) : onward(c, `/assignments/${answer.id}`)
}

async function refusedAssignment(c: Context<Env>, shown: Shown, kind: AssignmentKind, typed: Typed, refusal: Refusal): Promise<Response> {
  c.status(STATUS[refusal.refusal])
  return ask(c, shown, kind, refusedForm(typed, refusal))
}

/** What was typed about the matter, in the words of the form; what was left out is not listed. */
function matterRows(page: Page, kind: AssignmentKind, typed: Typed): readonly Row[] {
  return matterFields(page, kind).flatMap((field): Row[] => {
    const value = one(typed, field.name)
    if (field.name === 'document')
      return [{ name: say(page, field.label), value: value === '' ? page.words.assignment.numberLater : value }]
    const named = field.type === 'choice' ? field.choices.find((each) => each.value === value)?.label : undefined
    return value === '' ? [] : [{ name: say(page, field.label), value: named === undefined ? value : say(page, named) }]
  })
}

async function targetRows(c: Context<Env>, { deps }: Shown, page: Page, { terms, scope }: GiveAssignment): Promise<readonly Row[]> {
  const { assignment } = page.words
  const { goesTo } = ASSIGNMENTS[terms.kind]
  if (goesTo === 'above') return []
  const nameOf = async (code: string | undefined) =>
    code === undefined ? undefined : (await findUnit(deps.connections.reports, actorOf(c), code))?.name
  if (goesTo === 'one') return [{ name: assignment.unit, value: `${(await nameOf(scope.units?.[0])) ?? ''} ${scope.units?.[0] ?? ''}` }]
  return [{ name: assignment.region, value: describeScope(page, scope, '', await nameOf(scope.region)) }]
}

/** What only the form can get wrong, with all else that is wrong with it; null if it got nothing wrong. */
async function mistakesIn({ deps }: Shown, page: Page, command: GiveAssignment, typed: Typed): Promise<Refusal | null> {
  const own = [...bothDeadlines(page, typed), ...unnamed(command, typed)]
  if (own.length === 0) return null
  const answer = await deps.engine.previewAssignment(command)
  const others = isRefusal(answer) ? (answer.errors ?? []).filter(({ field }) => !own.some((mistake) => mistake.field === field)) : []
  return refuse('assignment_invalid', { errors: [...own, ...others] })
}

/** Hours and date are one question with two ways to answer it. */
function bothDeadlines(page: Page, typed: Typed): readonly FieldError[] {
  const { dueOne } = page.words.assignment
  return one(typed, 'hours') !== '' && one(typed, 'date') !== '' ? [{ field: 'due', text: { zh: dueOne, en: dueOne } }] : []
}

/** Nobody hands over a post, or lacks something, that they have not named. */
function unnamed({ terms: { kind } }: GiveAssignment, typed: Typed): readonly FieldError[] {
  const choice = kind === 'help' ? 'need' : kind === 'handover' ? 'post' : null
  return choice !== null && one(typed, choice) === '' ? [{ field: choice, text: { zh: '请选择', en: 'must be chosen' } }] : []
}

function commandOf(actor: Person, kind: AssignmentKind, typed: Typed): GiveAssignment {
  const [hours, date, playbook] = [one(typed, 'hours'), one(typed, 'date'), one(typed, 'playbook')]
  return {
    actor,
    terms: termsOf(kind, typed),
    // Every school has a response to an epidemic: the usual one of each unit.
    playbook: kind !== 'finding' || playbook === '' || playbook === 'epidemic' ? null : playbook,
    scope: scopeOf(actor, kind, typed),
    due: hours === '' ? { date } : { hours: Number(hours) },
    texts: {
      title: one(typed, 'title'),
      text: one(typed, 'text'),
      document: one(typed, 'document'),
      from: one(typed, 'from'),
      to: one(typed, 'to'),
    },
  }
}

/** What the form says. Whatever is absent or senseless comes out so that the core says what is wrong with it. */
function termsOf(kind: AssignmentKind, typed: Typed): AssignmentTerms {
  switch (kind) {
    case 'document':
      return { kind }
    case 'finding':
      return { kind, measures: codesIn(typed, 'measures').map((id) => id.toUpperCase()) }
    case 'help': {
      const [quantity, continues] = [one(typed, 'quantity'), one(typed, 'continues')]
      return {
        kind,
        need: z.enum(NEEDS).catch('other').parse(one(typed, 'need')),
        quantity: quantity === '' ? null : Number(quantity),
        continues: continues === '' ? null : Number(continues),
      }
    }
    case 'handover':
      return {
        kind,
        post: z
          .enum([...SCHOOL_POSTS, ...BUREAU_POSTS])
          .catch('principal')
          .parse(one(typed, 'post')),
      }
    default:
      return kind satisfies never
  }
}

function scopeOf({ level, unit }: Person, kind: AssignmentKind, typed: Typed): Scope {
  const { goesTo } = ASSIGNMENTS[kind]
  if (goesTo === 'above') return {}
  if (goesTo === 'one') return { units: level === 'school' ? [unit] : codesIn(typed, 'unit') }
  const [units, except, boarding] = [codesIn(typed, 'units'), codesIn(typed, 'except'), one(typed, 'boarding')]
  const kinds = z.array(z.enum(KINDS)).catch([]).parse(many(typed, 'kinds'))
  return {
    // Units that are named are instead of the region.
    ...(units.length > 0 ? { units } : { region: one(typed, 'region') }),
    ...(kinds.length > 0 && { kinds }),
    ...((boarding === 'true' || boarding === 'false') && { boarding: boarding === 'true' }),
    ...(except.length > 0 && { except }),
  }
}
