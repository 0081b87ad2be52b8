import { initialTransition, transition } from 'xstate'
import { describe, expect, test } from 'vitest'
import { buildMachine, holds } from '../../machines/chart.ts'
import type { Node } from '../../machines/chart.ts'
import type { ChartEvent } from '../../machines/playbook.ts'

const meta = { title: { zh: '节点', en: 'node' }, tasks: [] }
const door: Node = {
  meta,
  initial: 'open',
  states: {
    open: { meta, on: { SHUT: [{ to: 'shut', when: { openCases: false } }], KNOCK: [{}] } },
    shut: { meta, on: { SHUT: [{ to: 'shut', reenter: true }] } },
  },
}
const machine = buildMachine('door', door)

function event(type: string, facts: Partial<ChartEvent> = {}): ChartEvent {
  return { type, phase: 'open', openCasesAfter: 0, ...facts }
}

test('every node, the root too, names itself when it is entered and carries its meaning', () => {
  const [snapshot, actions] = initialTransition(machine)
  expect(actions.map(({ type, params }) => ({ type, params }))).toEqual([
    { type: 'enter', params: { node: '' } },
    { type: 'enter', params: { node: 'open' } },
  ])
  expect(Object.values(snapshot.getMeta())).toEqual([meta, meta])
})

test('a move that records is accepted, and enters nothing', () => {
  const open = machine.resolveState({ value: 'open', context: {} })
  expect(open.can(event('KNOCK'))).toBe(true)
  const [next, actions] = transition(machine, open, event('KNOCK'))
  expect([next.value, actions.map(({ type }) => type)]).toEqual(['open', ['record']])
})

test('a move is taken only while its condition holds', () => {
  const open = machine.resolveState({ value: 'open', context: {} })
  expect(open.can(event('SHUT', { openCasesAfter: 1 }))).toBe(false)
  expect(transition(machine, open, event('SHUT'))[0].value).toBe('shut')
})

test('entering again is said again', () => {
  const [, actions] = transition(machine, machine.resolveState({ value: 'shut', context: {} }), event('SHUT'))
  expect(actions.map(({ params }) => params)).toEqual([{ node: 'shut' }])
})

describe('a condition', () => {
  const at = event('LIFT', {
    phase: 'lockdown.sealed',
    resume: 'normal.inTerm',
    resumeTeaching: 'onsite',
    teaching: 'online',
    openCasesAfter: 2,
  })

  test.each([
    [{}, true],
    [{ openCases: true }, true],
    [{ openCases: false }, false],
    [{ resume: 'normal.inTerm' }, true],
    [{ resume: 'normal' }, false],
    [{ resumeTeaching: 'onsite' }, true],
    [{ resumeTeaching: 'online' }, false],
    [{ teaching: 'online' }, true],
    [{ teaching: 'onsite' }, false],
    [{ phases: ['online', 'lockdown'] }, true],
    [{ phases: ['lockdown.sealed'] }, true],
    [{ phases: ['lock', 'lockdown.closed'] }, false],
    [{ openCases: true, phases: ['normal'] }, false],
  ])('%j: %s', (condition, expected) => {
    expect(holds(condition, at)).toBe(expected)
  })
})
