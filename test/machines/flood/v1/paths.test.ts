import { describe, expect, test } from 'vitest'
import { flood } from '../../../../machines/flood/v1/index.ts'
import { beginning, everywhere, keyOf, sendTo, walkFrom } from '../../walker.ts'

const NORMAL = beginning(flood)
const EVENTS = Object.keys(flood.events)
const PHASES = ['normal', 'damaged', 'relocated', 'repairing', 'acceptance', 'reopened']
const reached = everywhere(flood, NORMAL, EVENTS)

describe('every path of the statechart', () => {
  test('begins with no damage, and says nothing of teaching', () => {
    expect(NORMAL).toMatchObject({ nodes: ['', 'control', 'control.normal'], phase: 'normal', teaching: '' })
  })

  test('reaches every phase, and every event is accepted somewhere', () => {
    expect([...reached.values()].map(({ at }) => at.phase).toSorted()).toEqual(PHASES.toSorted())
    const accepted = new Set([...reached.values()].flatMap(({ steps }) => steps.map(({ said }) => said)))
    expect([...accepted].map(String).toSorted()).toEqual(EVENTS.toSorted())
  })

  test('every step says what it entered, or moves nothing', () => {
    for (const { at, steps } of reached.values()) {
      for (const { taken } of steps) expect(taken.phase === at.phase || taken.entered.includes(`control.${taken.phase}`)).toBe(true)
    }
  })

  test.each(PHASES)('leads from %s back to normal', (phase) => {
    const from = [...reached.values()].find(({ at }) => at.phase === phase)?.at ?? NORMAL
    expect([...everywhere(flood, from, EVENTS).keys()]).toContain(keyOf(NORMAL))
  })

  test('never uses buildings again without acceptance', () => {
    const before = [...reached.values()].filter(({ steps }) => steps.some(({ taken }) => taken.phase === 'reopened'))
    expect(before.map(({ at }) => at.phase)).toEqual(['acceptance'])
  })
})

describe('what really happens to schools', () => {
  test('damaged, repaired, sent back once, accepted, in use again, closed', () => {
    const end = walkFrom(
      flood,
      NORMAL,
      'REPORT_DAMAGE',
      'BEGIN_REPAIR',
      'REQUEST_ACCEPTANCE',
      'REJECT_REPAIR',
      'REQUEST_ACCEPTANCE',
      'ACCEPT_REPAIR',
      'CLOSE_RECOVERY',
    )
    expect(end.phase).toBe('normal')
  })

  test('the students go elsewhere first, or when the repairs turn out worse', () => {
    expect(walkFrom(flood, NORMAL, 'DECLARE_DAMAGED', 'RELOCATE', 'BEGIN_REPAIR').phase).toBe('repairing')
    expect(walkFrom(flood, NORMAL, 'DECLARE_DAMAGED', 'BEGIN_REPAIR', 'RELOCATE', 'BEGIN_REPAIR').phase).toBe('repairing')
  })

  test.each(PHASES)('a school that is %s may be hit (again)', (phase) => {
    const at = [...reached.values()].find((one) => one.at.phase === phase)?.at ?? NORMAL
    expect(sendTo(flood, at, 'REPORT_DAMAGE')?.phase).toBe('damaged')
  })

  test('an order that declares a whole city damaged leaves repairs alone', () => {
    expect(sendTo(flood, walkFrom(flood, NORMAL, 'REPORT_DAMAGE', 'BEGIN_REPAIR'), 'DECLARE_DAMAGED')).toBeNull()
  })
})
