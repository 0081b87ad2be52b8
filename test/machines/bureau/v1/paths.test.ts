import { describe, expect, test } from 'vitest'
import { LEVELS, RISKS } from '../../../../machines/bureau/v1/define.ts'
import { bureau } from '../../../../machines/bureau/v1/index.ts'
import type { Position } from '../../../../src/core/statechart.ts'
import { beginning, everywhere, keyOf, sendTo, walkFrom } from '../../walker.ts'
import type { Said } from '../../walker.ts'

const STANDBY = beginning(bureau)
const LEVEL_EVENTS = ['DECLARE_LEVEL', 'RAISE_LEVEL', 'LOWER_LEVEL']
const EVENTS: readonly Said[] = [
  ...Object.keys(bureau.events).filter((type) => !LEVEL_EVENTS.includes(type) && type !== 'SET_RISK'),
  ...LEVEL_EVENTS.flatMap((type) => LEVELS.map(({ id }): Said => [type, { level: id }])),
  ...RISKS.map(({ id }): Said => ['SET_RISK', { risk: id }]),
]
const reached = everywhere(bureau, STANDBY, EVENTS)

function levelOf({ nodes }: Position): string {
  return nodes.find((node) => node.startsWith('level.'))?.slice('level.'.length) ?? ''
}

describe('every path of the statechart', () => {
  test('begins on standby, with neither level nor risk declared', () => {
    expect(STANDBY).toMatchObject({ phase: 'standby', teaching: '' })
    expect(STANDBY.nodes).toEqual(expect.arrayContaining(['level.none', 'risk.none']))
  })

  test('reaches every phase with every level and every risk', () => {
    const seen = new Set([...reached.values()].map(({ at }) => `${at.phase} ${levelOf(at)}`))
    for (const phase of ['standby', 'activated', 'standingDown']) for (const { id } of LEVELS) expect(seen).toContain(`${phase} ${id}`)
    // What the gates forbid, the chart allows: standing down with a level in force.
    expect(reached.size).toBe(3 * (LEVELS.length + 1) * (RISKS.length + 1))
  })

  test.each(['RAISE_LEVEL', 'LOWER_LEVEL'])('%s moves in its direction only', (type) => {
    const strictness = (id: string): number => [...LEVELS.map((one) => one.id), 'none'].findIndex((one) => one === id)
    const moves = [...reached.values()].flatMap(({ at, steps }) =>
      steps.filter(({ said }) => said[0] === type).map(({ taken }) => strictness(levelOf(taken)) - strictness(levelOf(at))),
    )
    expect(moves.some((moved) => moved !== 0)).toBe(true)
    expect(moves.every((moved) => (type === 'RAISE_LEVEL' ? moved <= 0 : moved >= 0))).toBe(true)
  })

  test('leads from everywhere back to standby without a level', () => {
    const undeclared = [...reached.values()].filter(({ at: { nodes } }) => nodes.includes('risk.none'))
    expect(undeclared.filter(({ at }) => !everywhere(bureau, at, EVENTS).has(keyOf(STANDBY)))).toEqual([])
  })
})

test('declaring a level activates a command on standby', () => {
  expect(walkFrom(bureau, STANDBY, ['DECLARE_LEVEL', { level: 'III' }])).toMatchObject({ phase: 'activated' })
})

test('a level is declared once, then raised, lowered and ended', () => {
  const declared = walkFrom(bureau, STANDBY, 'ACTIVATE', ['DECLARE_LEVEL', { level: 'III' }])
  expect(levelOf(declared)).toBe('III')
  expect(sendTo(bureau, declared, ['DECLARE_LEVEL', { level: 'I' }])).toBeNull()
  const raised = walkFrom(bureau, declared, ['RAISE_LEVEL', { level: 'I' }])
  expect([levelOf(raised), levelOf(walkFrom(bureau, raised, ['LOWER_LEVEL', { level: 'IV' }], 'END_LEVEL'))]).toEqual(['I', 'none'])
})

test('the same risk level, declared again, is a declaration of its own', () => {
  const high = walkFrom(bureau, STANDBY, ['SET_RISK', { risk: 'high' }])
  expect(sendTo(bureau, high, ['SET_RISK', { risk: 'high' }])?.entered).toEqual(['risk.high'])
})
