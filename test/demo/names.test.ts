import { expect, test } from 'vitest'
import { personName } from '../../src/demo/names.ts'

test('the first 80,000 names differ, and each has two or three characters', () => {
  const names = Array.from({ length: 80_000 }, (_, index) => personName(index))
  expect(new Set(names).size).toBe(80_000)
  expect(names.every((name) => /^\p{Script=Han}{2,3}$/u.test(name))).toBe(true)
})

test('the same index always names the same person', () => {
  expect(personName(47)).toBe(personName(47))
})
