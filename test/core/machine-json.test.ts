import { createMachine, initialTransition, transition } from 'xstate'
import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate'
import { describe, expect, test } from 'vitest'
import { holds } from '../../machines/chart.ts'
import type { Condition } from '../../machines/chart.ts'
import type { ChartEvent, Playbook } from '../../machines/playbook.ts'
import { latestPlaybooks } from '../../machines/registry.ts'
import { machineJson } from '../../src/core/machine-json.ts'

describe.each(latestPlaybooks())('the statechart of $name, written as JSON and read again', (playbook) => {
  const written = JSON.stringify(machineJson(playbook, 'zh'))
  const read = readAgain(written)

  test('takes the same transition on every event in every state that can be reached', () => {
    const states = reachable(playbook)
    expect(states.length).toBeGreaterThan(1)
    for (const state of states) {
      for (const event of eventsFor(playbook, state)) {
        const value = state.value
        const original = stepOf(playbook.machine, value, event)
        expect(stepOf(read, value, event), `${event.type} in ${JSON.stringify(value)}`).toEqual(original)
      }
    }
  })

  test('has no function and no guard without a name, and says in Chinese what it is', () => {
    const guards = [...guardsIn(JSON.parse(written))]
    expect(guards.map(({ type }) => type).filter((name) => !name.includes(' is '))).toEqual([])
    // Two conditions are never called the same.
    const named = Map.groupBy(guards, ({ type }) => type)
    for (const same of named.values()) expect(new Set(same.map(({ params }) => JSON.stringify(params))).size).toBe(1)
    expect(written).toContain(playbook.title.zh)
    expect(written).toContain(`"version":"${playbook.version}"`)
  })
})

/** As somebody does who has only the file: the machine is made of it, and each guard is carried out by its parameters. */
function readAgain(written: string): AnyStateMachine {
  const config = JSON.parse(written)
  const names = [...guardsIn(config)].map(({ type }) => type)
  const carriedOut = ({ event }: { event: unknown }, params: unknown): boolean => holds(params as Condition, event as ChartEvent)
  return createMachine(config).provide({
    guards: Object.fromEntries(names.map((name) => [name, carriedOut])),
    actions: { enter: () => {}, record: () => {} },
  }) as AnyStateMachine
}

function* guardsIn(part: unknown): Generator<{ readonly type: string; readonly params: object }> {
  if (typeof part !== 'object' || part === null) return
  for (const [key, value] of Object.entries(part)) {
    if (key === 'guard') yield value
    yield* guardsIn(value)
  }
}

/** What became of the event: where it led and what was entered, or that it was not accepted. */
function stepOf(machine: AnyStateMachine, value: AnyMachineSnapshot['value'], event: ChartEvent): object {
  const snapshot = machine.resolveState({ value, context: {} })
  if (!snapshot.can(event)) return { accepted: false }
  const [next, actions] = transition(machine, snapshot, event)
  return { accepted: true, value: next.value, actions: actions.map(({ type, params }) => ({ type, params })) }
}

/** Every state into which events can lead, from the first one on. */
function reachable(playbook: Playbook): readonly AnyMachineSnapshot[] {
  const { machine } = playbook
  const found = new Map<string, AnyMachineSnapshot>()
  const open: AnyMachineSnapshot[] = [initialTransition(machine)[0]]
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const key = JSON.stringify(state.value)
    if (found.has(key)) continue
    found.set(key, state)
    for (const event of eventsFor(playbook, state)) open.push(transition(machine, state, event)[0])
  }
  return [...found.values()]
}

const RESUMED = ['normal.inTerm', 'normal.vacation', 'reopening.batch', 'lockdown.closed', undefined]
const TEACHING = ['onsite', 'blended', 'online', undefined]

/** Every event with every fact that a guard may read. */
function eventsFor({ events }: Playbook, { value }: AnyMachineSnapshot): readonly ChartEvent[] {
  const phase = pathOf(Object(value).control)
  return Object.keys(events).flatMap((type) =>
    RESUMED.flatMap((resume) =>
      TEACHING.flatMap((teaching) =>
        [0, 1].map((openCasesAfter) => ({
          type,
          phase,
          openCasesAfter,
          ...(resume && { resume }),
          ...(teaching && { teaching, resumeTeaching: teaching }),
        })),
      ),
    ),
  )
}

function pathOf(value: unknown): string {
  if (typeof value === 'string') return value
  const [[key, inner] = ['', '']] = Object.entries(Object(value))
  return `${key}.${pathOf(inner)}`
}
