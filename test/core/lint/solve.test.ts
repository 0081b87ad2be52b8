import { array, assert, constantFrom, integer, property, record } from 'fast-check'
import { expect, test } from 'vitest'
import type { Equation } from '../../../src/core/lint/solve.ts'
import { solve } from '../../../src/core/lint/solve.ts'

const NAMES = ['inside', 'outside', 'missing'] as const
const MOST = 4

const name = constantFrom(...NAMES)
const equation = record({
  terms: array(record({ name, factor: constantFrom(1, -1) }), { minLength: 1, maxLength: 4 }),
  relation: constantFrom('equal', 'atMost'),
  total: integer({ min: -6, max: 10 }),
})
const wish = constantFrom('low', 'high')

test('figures are found exactly where there are any, and they satisfy every rule', () => {
  assert(
    property(array(equation, { maxLength: 4 }), wish, (equations, wanted) => {
      const found = solve(
        NAMES.map((each) => ({ name: each, least: 0, most: MOST, wish: wanted })),
        equations,
      )
      const sound = found === null ? everyWay().every((figures) => !satisfies(figures, equations)) : satisfies(found, equations)
      expect(sound).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})

test('a whole roster is shared out, and a wish for much is heard', () => {
  const sum: Equation = { terms: NAMES.map((each) => ({ name: each, factor: 1 })), relation: 'equal', total: 3_808 }
  const unknowns = (wanted: 'low' | 'high') =>
    NAMES.map((each) => ({ name: each, least: 0, most: 1_000_000, wish: each === 'inside' ? wanted : 'low' }) as const)
  expect(solve(unknowns('low'), [sum])).toEqual(
    new Map([
      ['inside', 0],
      ['outside', 0],
      ['missing', 3_808],
    ]),
  )
  expect(solve(unknowns('high'), [sum])?.get('inside')).toBeGreaterThanOrEqual(20)
})

test('what cannot be is said to be impossible at once, even among millions', () => {
  const equations: readonly Equation[] = [
    {
      terms: [
        { name: 'inside', factor: 1 },
        { name: 'outside', factor: -1 },
      ],
      relation: 'equal',
      total: 0,
    },
    {
      terms: [
        { name: 'inside', factor: 1 },
        { name: 'outside', factor: 1 },
      ],
      relation: 'equal',
      total: 7,
    },
  ]
  expect(
    solve(
      NAMES.map((each) => ({ name: each, least: 0, most: 1_000_000, wish: 'low' })),
      equations,
    ),
  ).toBeNull()
})

function everyWay(): readonly ReadonlyMap<string, number>[] {
  const values = Array.from({ length: MOST + 1 }, (_, value) => value)
  return values.flatMap((inside) =>
    values.flatMap((outside) =>
      values.map(
        (missing) =>
          new Map([
            ['inside', inside],
            ['outside', outside],
            ['missing', missing],
          ]),
      ),
    ),
  )
}

function satisfies(figures: ReadonlyMap<string, number>, equations: readonly Equation[]): boolean {
  return equations.every(({ terms, relation, total }) => {
    const sum = terms.reduce((all, term) => all + term.factor * (figures.get(term.name) ?? 0), 0)
    return relation === 'equal' ? sum === total : sum <= total
  })
}
