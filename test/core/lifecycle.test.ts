import { describe, expect, test } from 'vitest'
import { REGISTERED } from '../../machines/registry.ts'
import type { Lifecycle } from '../../src/core/lifecycle.ts'
import { lifecycleOf, ORIGIN, REGIONS } from '../../src/core/lifecycle.ts'
import { buildMachine } from '../../machines/chart.ts'
import { epidemic } from '../../machines/epidemic/v1/index.ts'

/** A node of the machine as XState has it: read here without the code that is tested. */
type StateNode = (typeof epidemic.machine)['root']

function everyNode(node: StateNode): readonly StateNode[] {
  return [node, ...Object.values(node.states).flatMap((child: StateNode) => everyNode(child))]
}

/** `control.normal --ORDER_CLOSE--> control.lockdown.closed`, for every transition of the machine. */
function transitionsOf(root: StateNode): readonly string[] {
  return everyNode(root).flatMap((node) =>
    [...node.transitions.values()]
      .flat()
      .map(({ eventType, target }) => said(node.path.join('.'), String(eventType), target?.[0]?.path.join('.') ?? null)),
  )
}

function said(from: string, event: string, to: string | null): string {
  return `${from} --${event}--> ${to ?? 'recorded'}`
}

function shownIn({ edges, unmoving }: Lifecycle): readonly string[] {
  return [
    ...edges.flatMap(({ from, events, targets }) => events.flatMap((event) => targets.map((target) => said(from, event, target)))),
    ...unmoving.flatMap(({ from, to, events }) => events.map((event) => said(from, event, to))),
  ]
}

describe.each(REGISTERED.map(({ playbook }) => playbook))('the pictures of $name', (playbook) => {
  const lifecycles = REGIONS.flatMap((region) => lifecycleOf(playbook, region) ?? [])
  const shown = new Set(lifecycles.flatMap(shownIn))

  test.each(transitionsOf(playbook.machine.root))('%s is drawn or told', (transition) => {
    expect(shown).toContain(transition)
  })

  test('nothing is drawn or told that the machine does not have', () => {
    const all = new Set(transitionsOf(playbook.machine.root))
    // An arrow to where it was stands for all events that lead back, each to its own phases.
    const own = lifecycles.map((one) => ({ ...one, edges: one.edges.filter(({ to }) => to !== ORIGIN) }))
    expect(own.flatMap(shownIn).filter((transition) => !all.has(transition))).toEqual([])
  })

  test('every node is a box once, inside the box around it, and every arrow has a number of its own', () => {
    const paths = lifecycles.flatMap(({ nodes }) => nodes.map(({ path }) => path))
    const regions = new Set<string>(['', ...REGIONS])
    const expected = everyNode(playbook.machine.root).map(({ path }) => path.join('.'))
    expect(paths).toEqual(expected.filter((path) => !regions.has(path)))
    for (const { edges } of lifecycles) expect(edges.map(({ number }) => number)).toEqual(edges.map((_edge, index) => index + 1))
  })
})

describe('the epidemic', () => {
  const control = lifecycleOf(epidemic, 'control')
  const edge = (from: string, to: string) => control?.edges.find((one) => one.from === from && one.to === to)

  test('several events between the same two phases are one arrow', () => {
    expect(edge('control.suspected', 'control.lockdown.sealed')?.events).toEqual(['SEAL_PROVISIONALLY', 'ORDER_LOCKDOWN', 'CONFIRM'])
  })

  test('what the whole of a phase accepts leads from its box, not from each of its parts', () => {
    expect(edge('control.normal', 'control.suspected')?.events).toEqual(['REPORT_SUSPECTED'])
    expect(edge('control.normal.inTerm', 'control.suspected')).toBeUndefined()
  })

  test('the way back to the phase suspended is one arrow, and says to which phases it may lead', () => {
    expect(edge('control.online', ORIGIN)?.events).toEqual(['LIFT'])
    expect(edge('control.online', ORIGIN)?.targets).toContain('control.reopening.batch')
    expect(edge('control.online', 'control.reopening.batch')).toBeUndefined()
  })

  test('what begins the same phase anew is told, not drawn', () => {
    expect(control?.unmoving).toContainEqual({ from: 'control.reopening.batch', to: 'control.reopening.batch', events: ['NEXT_BATCH'] })
  })
})

test('a playbook that does not say how lessons are given has no picture of it', () => {
  const meta = { title: { zh: '汛情', en: 'Flood' }, tasks: [] }
  const control = { meta, initial: 'quiet', states: { quiet: { meta } } }
  const flood = { ...epidemic, machine: buildMachine('flood', { meta, type: 'parallel', states: { control } }) }
  expect(lifecycleOf(flood, 'teaching')).toBeNull()
  expect(lifecycleOf(flood, 'control')?.nodes.map(({ path }) => path)).toEqual(['control.quiet'])
})
