import { toCanonicalJson } from '../../db/append.ts'
import { findAssignment, hasReceived, insertAssignment, moveAssignment } from '../../db/assignments.ts'
import type { Database } from '../../db/connect.ts'
import { countMatching } from '../../db/order-progress.ts'
import type { Target } from '../../db/order-progress.ts'
import { findUnitPlace, loadUnitPlaces } from '../../db/unit-rows.ts'
import { findPlaybook } from '../../machines/registry.ts'
import type { Actor } from '../core/actor.ts'
import { USUAL_PLAYBOOKS } from '../core/assignment/assignment.ts'
import type { AssignmentGiven } from '../core/assignment/entry-bodies.ts'
import { KINDS } from '../core/assignment/kinds.ts'
import type { GiveAssignment } from '../core/decide/give-assignment.ts'
import { giveAssignment, mayGive } from '../core/decide/give-assignment.ts'
import type { EntryDraft, Scope } from '../core/entry.ts'
import { plainText } from '../core/plain-text.ts'
import type { Refusal } from '../core/refusal.ts'
import { isRefusal, refuse } from '../core/refusal.ts'
import { isBureauKind, isWithin } from '../core/unit.ts'
import type { Unit } from '../core/unit.ts'
import { answeredOnce } from './answered-once.ts'
import type { Work } from './batcher.ts'
import type { Context } from './context.ts'
import { lineage } from './context.ts'

export interface AssignmentAnswer {
  readonly id: number
  readonly status: string
}

export interface WithdrawAssignment {
  readonly actor: Actor
  readonly assignment: number
  readonly reason: string
}

/** Gives an assignment: one entry and one row. The runner then brings it to every unit that it is for. */
export function giveWork(context: Context, command: GiveAssignment, key: string): Work<AssignmentAnswer | Refusal> {
  const { actor, ...asked } = command
  return answeredOnce(actor, key, asked, async (trx, open) => {
    const ledger = await open()
    const judged = await judgeAssignment(context, trx, command, ledger.now)
    if (isRefusal(judged)) return judged
    const { draft, matched, giver } = judged
    const id = ledger.append([draft], giver)
    const { terms, scope, level, playbook, dueAt } = draft.body
    await insertAssignment(trx, {
      id,
      unit: actor.unit,
      level,
      kind: terms.kind,
      terms: toCanonicalJson(terms),
      playbook,
      scope: toCanonicalJson(scope),
      given_by: actor.person,
      given_at: ledger.now,
      due_at: dueAt,
      expected: matched,
      withdrawn_by: null,
      status: 'spreading',
      cursor: '',
    })
    return { id, status: 'spreading' }
  })
}

/** An assignment that has been judged, and how many units it is for. */
export interface JudgedAssignment {
  readonly draft: EntryDraft<AssignmentGiven>
  readonly matched: number
  readonly giver: Pick<Unit, 'id' | 'code' | 'path'>
}

/** Judges an assignment without giving it: for the preview, and for the real thing. */
export async function judgeAssignment(
  context: Pick<Context, 'calendars'>,
  db: Database,
  command: GiveAssignment,
  now: string,
): Promise<JudgedAssignment | Refusal> {
  const { actor, terms } = command
  if (!mayGive(actor, terms.kind)) return refuse('not_your_role')
  const giver = await findUnitPlace(db, actor.unit)
  if (giver === null) return refuse('unknown_unit')
  const scope = await scopeOf(db, command, giver)
  if (isRefusal(scope)) return scope
  const playbook = findPlaybook(command.playbook ?? 'epidemic')
  if (playbook === undefined) return refuse('unknown_playbook')
  if (terms.kind === 'help' && terms.continues !== null && !(await hasReceived(db, terms.continues, actor.unit, 'help')))
    return refuse('unknown_assignment')
  const [only] = KINDS[terms.kind].goesTo === 'scope' ? [] : (scope.units ?? [])
  const single = only === undefined ? null : await findUnitPlace(db, only)
  // Only dates are asked of the calendar, and they are the same for every kind of unit.
  const draft = giveAssignment(
    command,
    { scope, single, playbook, calendar: context.calendars.of({ path: giver.path, kind: 'county' }) },
    now,
  )
  if (isRefusal(draft)) return draft
  const matched = await countMatching(db, await targetOf(db, draft.body))
  if (matched > 0) return { draft, matched, giver }
  if (terms.kind === 'help') return refuse('nobody_to_ask')
  return refuse('assignment_invalid', {
    errors: [{ field: 'scope', text: { zh: '没有符合条件的单位，请核对范围', en: 'matches no unit' } }],
  })
}

/** The units that it is for. */
export async function targetOf(db: Database, { playbook, scope }: Pick<AssignmentGiven, 'playbook' | 'scope'>): Promise<Target> {
  const path = scope.region === undefined ? null : ((await loadUnitPlaces(db, [scope.region])).get(scope.region)?.path ?? null)
  return { playbook: playbook ?? USUAL_PLAYBOOKS, mode: 'actual', scope, regionPath: path }
}

/** Where it goes. A unit outside the giver's charge refuses the whole, like one that does not exist. */
async function scopeOf(db: Database, { actor, terms, scope }: GiveAssignment, giver: Pick<Unit, 'path'>): Promise<Scope | Refusal> {
  const { goesTo } = KINDS[terms.kind]
  switch (goesTo) {
    case 'above': {
      const above = await bureauAbove(db, giver)
      return above === null ? refuse('nobody_to_ask') : { units: [above] }
    }
    case 'one': {
      const [unit, ...others] = scope.units ?? []
      if (unit === undefined || others.length > 0) return named({ zh: '请指定一个单位', en: 'must name one unit' })
      return (await isReachable(db, [unit], actor)) ? { units: [unit] } : refuse('unknown_unit')
    }
    case 'scope': {
      const { region, units = [], except = [] } = scope
      if (region === undefined && units.length === 0) return named({ zh: '请指定区域或单位', en: 'must name a region or units' })
      const codes = [...(region === undefined ? [] : [region]), ...units, ...except]
      // What a bureau sends out goes to others.
      return (await isReachable(db, codes, actor)) ? { ...scope, except: [...except, actor.unit] } : refuse('unknown_unit')
    }
    default:
      return goesTo satisfies never
  }
}

function named(text: { readonly zh: string; readonly en: string }): Refusal {
  return refuse('assignment_invalid', { errors: [{ field: 'scope', text }] })
}

async function isReachable(db: Database, codes: readonly string[], { path }: Actor): Promise<boolean> {
  const places = await loadUnitPlaces(db, codes)
  return path !== '' && codes.every((code) => isWithin(places.get(code)?.path ?? '', path))
}

/** The nearest bureau above: a campus asks that of its school. */
async function bureauAbove(db: Database, { path }: Pick<Unit, 'path'>): Promise<string | null> {
  for (const code of lineage({ path }).slice(0, -1).toReversed()) {
    const unit = await findUnitPlace(db, code)
    if (unit !== null && isBureauKind(unit.kind)) return unit.code
  }
  return null
}

/** Withdraws an assignment (撤回，原记录保留): by whoever may give such a thing in its giver's unit or above, with a reason. What was done stays. */
export function withdrawAssignmentWork({ actor, assignment, reason }: WithdrawAssignment, key: string): Work<AssignmentAnswer | Refusal> {
  return answeredOnce(actor, key, { assignment, reason }, async (trx, open) => {
    const row = await findAssignment(trx, assignment, { kept: true })
    const place = row === null ? null : await findUnitPlace(trx, row.unit)
    if (row === null || place === null || actor.path === '') return refuse('unknown_assignment')
    if (!isWithin(place.path, actor.path)) return refuse('unknown_assignment')
    if (!mayWithdraw(actor, row)) return refuse('not_your_role')
    if (row.withdrawn_by !== null) return refuse('assignment_over')
    const words = plainText(reason)
    if (words === null || words === '') return refuse('reason_required')
    const ledger = await open()
    const draft: EntryDraft = {
      at: ledger.now,
      unit: row.unit,
      playbook: row.playbook,
      mode: 'actual',
      actor: actor.person,
      post: actor.posts[0] ?? null,
      standsInFor: null,
      body: { type: 'assignment.withdrawn', v: 1, assignment },
      texts: { reason: words },
    }
    const seq = ledger.append([draft], place)
    await moveAssignment(trx, assignment, { status: 'withdrawing', cursor: '', withdrawn_by: seq })
    return { id: assignment, status: 'withdrawing' }
  })
}

/** Within the charge of whoever asks: somebody of the unit that gave it who may give such a thing, or a commander above. */
export function mayWithdraw(actor: Actor, { unit, kind }: { readonly unit: string; readonly kind: string }): boolean {
  if (actor.role === 'commander') return true
  const found = Object.keys(KINDS).find((one) => one === kind)
  // The keys of KINDS are exactly the kinds.
  return actor.unit === unit && found !== undefined && mayGive(actor, found as keyof typeof KINDS)
}
