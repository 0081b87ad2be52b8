import type { EvidenceRule, Field } from '../../machines/form.ts'
import type { RawEvidence } from '../../src/core/command.ts'
import { answersTo } from '../../src/core/lint/answers.ts'
import type { Unit } from '../../src/core/unit.ts'
import type { Random } from '../../src/demo/random.ts'
import { between, pick } from '../../src/demo/random.ts'
import { chance } from './walk.ts'

export interface Form {
  readonly fields: readonly Field[]
  readonly rules: readonly EvidenceRule[]
}

/** The form filled in somehow, so that it must be taken; null if nothing satisfies it. */
export function fitting(random: Random, form: Form, unit: Unit, today: string): RawEvidence | null {
  const high = chance(random, 0.4) ? [] : form.fields.filter(() => chance(random, 0.5)).map(({ name }) => name)
  // Whether a field may be left out can depend on the others; then none is.
  const bare = chance(random, 0.2) && form.rules.every(({ kind }) => kind !== 'requiredWhen')
  const answers = answersTo(form, unit, { today, high, bare })
  if (answers === null) return null
  const dates = form.fields.filter(({ type, name }) => type === 'date' && name in answers && chance(random, 0.7))
  return { ...answers, ...Object.fromEntries(dates.map(({ name }) => [name, dayFrom(today, between(random, -20, 10))])) }
}

/** The same, with one thing wrong of which the form must complain; null if it has nothing that could be wrong. */
export function unfit(random: Random, form: Form, good: RawEvidence): RawEvidence {
  const required = form.fields.filter((field) => field.required)
  const wrongs = form.fields.flatMap((field) => wrongAnswers(field).map((answer) => ({ ...good, [field.name]: answer })))
  const without = required.map(({ name }) => Object.fromEntries(Object.entries(good).filter(([key]) => key !== name)))
  return pick(random, [{ ...good, 'no such field': 1 }, ...wrongs, ...without, ...form.rules.flatMap((rule) => wrongSum(rule, good))])
}

function wrongAnswers({ type }: Field): readonly unknown[] {
  switch (type) {
    case 'count':
      return [-1, 1.5, '许多', 10_000_000_000]
    case 'date':
      return ['2026-02-30', '昨天']
    case 'time':
      return ['2026-02-30T08:00:00Z', '08:00']
    case 'choice':
      return ['no such choice']
    case 'choices':
      return [['no such choice']]
    case 'text':
      // Half of a character.
      return ['\ud83d', '长'.repeat(4_001)]
    case 'file':
      return [['no such file']]
    default:
      return type satisfies never
  }
}

function wrongSum(rule: EvidenceRule, good: RawEvidence): readonly RawEvidence[] {
  const [part] = rule.kind === 'sum' ? rule.parts : []
  return part === undefined ? [] : [{ ...good, [part]: Number(good[part] ?? 0) + 1 }]
}

export function dayFrom(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString()
}
