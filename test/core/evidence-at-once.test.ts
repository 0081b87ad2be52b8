import { expect, test } from 'vitest'
import type { EvidenceRule, Field } from '../../machines/form.ts'
import { parseEvidence } from '../../src/core/evidence.ts'
import { LIANPING } from '../world.ts'

const FIELDS = [count('led', '组数'), count('lacking', '缺员'), count('found', '排查')]
const RULES: readonly EvidenceRule[] = [
  { kind: 'zero', field: 'lacking' },
  { kind: 'atLeast', field: 'found', least: 1 },
]

function count(name: string, zh: string): Field {
  return { type: 'count', name, label: { zh, en: name }, required: true }
}

test('everything that is wrong with a form is told at once; a rule waits only for its own fields', () => {
  const parsed = parseEvidence({ fields: FIELDS, rules: RULES }, { lacking: 2, found: 'many' }, LIANPING)
  expect('errors' in parsed ? parsed.errors.map(({ field, text }) => `${field}: ${text.zh}`) : []).toEqual([
    'led: 请填写“组数”',
    'found: 请填写 0 或正整数',
    'lacking: 须清零后才能签字',
  ])
})
