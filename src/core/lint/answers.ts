import type { EvidenceRule, FactField, Field, RosterPart } from '../../../machines/form.ts'
import type { RawEvidence } from '../command.ts'
import type { Unit } from '../unit.ts'
import { rosterOf } from '../unit.ts'
import type { Equation, Wish } from './solve.ts'
import { solve } from './solve.ts'

export interface Form {
  readonly fields: readonly Field[]
  readonly rules: readonly EvidenceRule[]
}

/** How a form is to be filled in. */
export interface Wishes {
  /** Local date on which it is filled in. */
  readonly today: string
  /** Fields that are to be high: a large number, a date to come, the last choice or all of them. All others are low. */
  readonly high: readonly string[]
  /** Only what must be filled in. */
  readonly bare?: boolean
}

type Roster = Pick<Unit, 'boarders' | 'day' | 'staff'>

/** A form filled in as wished for, so that every rule holds at a unit of that roster; null if nothing satisfies it. */
export function answersTo({ fields, rules }: Form, roster: Roster, wishes: Wishes): RawEvidence | null {
  const wishFor = (name: string): Wish => (wishes.high.includes(name) ? 'high' : 'low')
  const counts = fields.filter((field) => field.type === 'count')
  const unknowns = counts.map(({ name, max }) => ({ name, least: 0, most: max ?? MOST, wish: wishFor(name) }))
  const equations = rules.flatMap((rule) => equationOf(rule, roster))
  const numbers = solve(unknowns, equations)
  if (numbers === null) return null
  const ruled = new Set(equations.flatMap(({ terms }) => terms.map(({ name }) => name)))
  const asked = fields.filter(({ name, required }) => required || wishes.bare !== true || ruled.has(name))
  // Nobody who is only invented has a file; a form that insists on one is found to be unfillable.
  const answers = asked
    .filter((field) => field.type !== 'file')
    .map((field) => [field.name, answerTo(field, numbers, wishFor(field.name), wishes.today)] as const)
  return Object.fromEntries(answers)
}

/** More than any roster, less than the most that a form takes. */
const MOST = 1_000_000

function equationOf(rule: EvidenceRule, roster: Roster): readonly Equation[] {
  switch (rule.kind) {
    case 'sum':
      return [against(rule.parts, 'equal', rule.equals, roster)]
    case 'atMost':
      return [against([rule.field], 'atMost', rule.limit, roster)]
    case 'atLeast':
      return [{ terms: [{ name: rule.field, factor: -1 }], relation: 'atMost', total: -rule.least }]
    case 'zero':
      return [{ terms: [{ name: rule.field, factor: 1 }], relation: 'equal', total: 0 }]
    case 'requiredWhen':
      // Whatever a form has is filled in.
      return []
    default:
      return rule satisfies never
  }
}

type Limit = { readonly roster: RosterPart } | { readonly field: string }

function against(parts: readonly string[], relation: Equation['relation'], limit: Limit, roster: Roster): Equation {
  const terms = parts.map((name) => ({ name, factor: 1 }) as const)
  if ('roster' in limit) return { terms, relation, total: rosterOf(roster, limit.roster) }
  return { terms: [...terms, { name: limit.field, factor: -1 }], relation, total: 0 }
}

function answerTo(field: FactField, numbers: ReadonlyMap<string, number>, wish: Wish, today: string): unknown {
  switch (field.type) {
    case 'count':
      return numbers.get(field.name) ?? 0
    case 'date':
      return shifted(today, wish === 'high' ? LATER : -EARLIER)
    case 'time':
      return `${today}T00:00:00Z`
    case 'choice':
      return field.choices.at(wish === 'high' ? -1 : 0)?.value ?? ''
    case 'choices':
      return field.choices.slice(0, wish === 'high' ? undefined : 1).map(({ value }) => value)
    case 'text':
      return '已核实'
    default:
      return field satisfies never
  }
}

/** Past any term, and past any number of clear days. */
const LATER = 400
const EARLIER = 31

function shifted(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10)
}
