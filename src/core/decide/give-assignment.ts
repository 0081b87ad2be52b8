import type { Playbook } from '../../../machines/playbook.ts'
import type { Instant, Text } from '../../../machines/vocabulary.ts'
import type { Actor } from '../actor.ts'
import type { AssignmentTerms } from '../assignment/assignment.ts'
import type { AssignmentGiven } from '../assignment/entry-bodies.ts'
import { isPostAt } from '../assignment/handover.ts'
import { KINDS, wrongTerms } from '../assignment/kinds.ts'
import { sourcesOf } from '../coverage.ts'
import type { EntryDraft, Scope } from '../entry.ts'
import { plainText } from '../plain-text.ts'
import type { FieldError, Refusal } from '../refusal.ts'
import { refuse } from '../refusal.ts'
import type { Calendar } from '../situation.ts'
import type { Unit } from '../unit.ts'
import { levelOf } from '../unit.ts'

/** Somebody gives something to units to do (交办). */
export interface GiveAssignment {
  readonly actor: Actor
  readonly terms: AssignmentTerms
  /** The playbook in whose responses it stands; null: the usual one of each unit. */
  readonly playbook: string | null
  /** A request for help goes to the bureau above, whatever is named here. */
  readonly scope: Scope
  readonly due: Due
  readonly texts: AssignmentTexts
}

/** By when: so many hours from now, or by the end of a local date. */
export type Due = { readonly hours: number } | { readonly date: string }

export interface AssignmentTexts {
  readonly title: string
  readonly text: string
  readonly document: string
  readonly from: string
  readonly to: string
}

/** What the decision looks at. */
export interface AssignmentGround {
  /** Where it goes, worked out from what was asked: never outside the giver's charge. */
  readonly scope: Scope
  /** The one unit that it is for, where there is only one. */
  readonly single: Pick<Unit, 'kind'> | null
  readonly playbook: Playbook | undefined
  readonly calendar: Calendar
}

const LONGEST_TITLE = 60
const LONGEST_NAME = 200
const LONGEST_TEXT = 4_000
const MOST_HOURS = 366 * 24

/** May the actor give an assignment of that kind to somebody? */
export function mayGive(actor: Actor, kind: AssignmentTerms['kind']): boolean {
  return KINDS[kind].mayGive(actor)
}

/** Decides an assignment. Judged in this order: giver, terms, texts, deadline. */
export function giveAssignment(command: GiveAssignment, ground: AssignmentGround, now: Instant): EntryDraft<AssignmentGiven> | Refusal {
  const { actor, terms, playbook } = command
  if (!mayGive(actor, terms.kind)) return refuse('not_your_role')
  const dueAt = dueOf(command.due, ground.calendar, now)
  const texts = storable(command.texts)
  const errors = [
    ...wrongTerms(terms, ground.playbook === undefined ? new Set() : sourcesOf(ground.playbook)),
    ...wrongTarget(terms, ground),
    ...wrongTexts(terms, texts),
    ...wrongDue(dueAt, now),
  ]
  if (errors.length > 0 || dueAt === null) return refuse('assignment_invalid', { errors })
  return {
    at: now,
    unit: actor.unit,
    playbook,
    mode: 'actual',
    actor: actor.person,
    post: actor.posts[0] ?? null,
    standsInFor: null,
    body: { type: 'assignment.given', v: 1, terms, level: actor.level, playbook, scope: ground.scope, dueAt },
    texts: Object.fromEntries(Object.entries(texts).flatMap(([name, text]) => (text === null || text === '' ? [] : [[name, text]]))),
  }
}

type Storable = Readonly<Record<keyof AssignmentTexts, string | null>>

function storable({ title, text, document, from, to }: AssignmentTexts): Storable {
  return {
    title: plainText(title),
    text: plainText(text),
    document: plainText(document),
    from: plainText(from),
    to: plainText(to),
  }
}

function dueOf(due: Due, calendar: Calendar, now: Instant): Instant | null {
  if ('hours' in due) {
    const isWhole = Number.isInteger(due.hours) && due.hours > 0 && due.hours <= MOST_HOURS
    return isWhole ? new Date(Date.parse(now) + due.hours * 3_600_000).toISOString() : null
  }
  const at = new Date(`${due.date}T00:00:00Z`)
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(due.date) && !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === due.date
  return isDate ? calendar.instantOf(due.date, '24:00') : null
}

function wrongDue(dueAt: Instant | null, now: Instant): readonly FieldError[] {
  if (dueAt === null) return wrong('due', { zh: '请填写几小时内或截止日期', en: 'must be hours from now or a date' })
  if (dueAt <= now) return wrong('due', { zh: '截止时间已过，请另定', en: 'has passed' })
  const last = new Date(Date.parse(now) + MOST_HOURS * 3_600_000).toISOString()
  return dueAt > last ? wrong('due', { zh: '办理时限最长一年', en: 'must be within a year' }) : []
}

function wrongTarget(terms: AssignmentTerms, { single }: AssignmentGround): readonly FieldError[] {
  if (single === null) return []
  const level = levelOf(single.kind)
  if (terms.kind === 'finding' && level !== 'school') return wrong('scope', { zh: '问题整改只能交办给一所学校', en: 'must be one school' })
  if (terms.kind === 'handover' && !isPostAt(terms.post, level))
    return wrong('post', { zh: '该单位没有这个岗位', en: 'is not a post of that unit' })
  return []
}

function wrongTexts({ kind }: AssignmentTerms, texts: Storable): readonly FieldError[] {
  const isHandover = kind === 'handover'
  return [
    ...wrongText('title', texts.title, LONGEST_TITLE, true),
    ...wrongText('text', texts.text, LONGEST_TEXT, KINDS[kind].needsText),
    ...wrongText('document', texts.document, LONGEST_NAME, false),
    ...wrongText('from', texts.from, LONGEST_NAME, isHandover),
    ...wrongText('to', texts.to, LONGEST_NAME, isHandover),
  ]
}

function wrongText(field: string, text: string | null, longest: number, required: boolean): readonly FieldError[] {
  if (text === null) return wrong(field, { zh: '含有无法保存的字符，请重新输入', en: 'holds characters that cannot be stored' })
  if (text === '' && required) return wrong(field, { zh: '请填写', en: 'is required' })
  return text.length > longest ? wrong(field, { zh: `最多 ${longest} 字`, en: `has more than ${longest} characters` }) : []
}

function wrong(field: string, text: Text): readonly FieldError[] {
  return [{ field, text }]
}
