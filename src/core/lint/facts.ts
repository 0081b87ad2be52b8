import type { Field } from '../../../machines/form.ts'
import type { EventDefinition } from '../../../machines/playbook.ts'
import type { RawEvidence } from '../command.ts'
import type { Standing } from './act.ts'
import type { Seq } from '../response.ts'
import { dateOf } from './act.ts'
import { answersTo } from './answers.ts'

/**
 * The ways in which the form of an event can be filled in that may matter: barely, wholly, with numbers and dates low or
 * high, and with each choice in turn. A case that is open is named where the form asks for one, and once a wrong one.
 */
export function factsFor(event: EventDefinition, standing: Standing): readonly RawEvidence[] {
  if (event.facts.length === 0) return NOTHING
  const open = standing.response.cases.find(({ confirmedAt }) => confirmedAt === null)?.seq
  const perKey = known.get(event) ?? new Map<string, readonly RawEvidence[]>()
  known.set(event, perKey)
  const key = `${dateOf(standing.now)} ${open ?? ''}`
  const facts = perKey.get(key) ?? waysToFill(event, standing, open)
  perKey.set(key, facts)
  return facts
}

const NOTHING: readonly RawEvidence[] = [{}]
/** The same days and cases come again and again; the form of an event knows no roster. */
const known = new WeakMap<EventDefinition, Map<string, readonly RawEvidence[]>>()

function waysToFill(event: EventDefinition, standing: Standing, open: Seq | undefined): readonly RawEvidence[] {
  const form = { fields: event.facts, rules: [] }
  const today = dateOf(standing.now)
  const { unit } = standing.sample
  const filled = (high: readonly string[], bare: boolean): RawEvidence => answersTo(form, unit, { today, high, bare }) ?? {}
  // Dates to come, so that what has to be waited for is seen to be.
  const low = filled(
    event.facts.filter(({ type }) => type === 'date').map(({ name }) => name),
    false,
  )
  const names = event.facts.map(({ name }) => name)
  const named = 'case' in low && open !== undefined ? { ...low, case: open } : low
  const all = [named, filled(names, false), filled([], true), ...event.facts.flatMap((field) => otherChoices(field, named)), low]
  return [...new Map(all.map((facts) => [JSON.stringify(facts), facts])).values()]
}

function otherChoices(field: Field, facts: RawEvidence): readonly RawEvidence[] {
  return field.type === 'choice' ? field.choices.slice(1).map(({ value }) => ({ ...facts, [field.name]: value })) : []
}
