import { expect, test } from 'vitest'
import type { Declared } from '../../src/core/declared.ts'
import { applied } from '../../src/core/declared.ts'

function says(name: string, level: string | null, risk: string | null = null) {
  const declared = (value: string | null): Declared | null => (value === null ? null : { value, seq: 1, at: '2022-03-06T14:00:00.000Z' })
  return { name, level: declared(level), risk: declared(risk) }
}

test('of response levels the strictest applies, wherever it stands: below may tighten, never relax', () => {
  expect(applied([says('county', 'III'), says('city', 'I'), says('province', 'II')]).level?.name).toBe('city')
  expect(applied([says('county', 'I'), says('city', 'III')]).level?.name).toBe('county')
  expect(applied([says('county', 'II'), says('city', 'II')]).level?.name).toBe('county')
})

test('of risk levels the nearest applies: a low-risk county in a high-risk city is low', () => {
  expect(applied([says('county', null, 'low'), says('city', null, 'high')]).risk?.name).toBe('county')
  expect(applied([says('county', null), says('city', null, 'high')]).risk?.name).toBe('city')
})

test('where nobody declared anything, nothing applies', () => {
  expect(applied([says('county', null)])).toEqual({ level: null, risk: null })
  expect(applied([])).toEqual({ level: null, risk: null })
})
