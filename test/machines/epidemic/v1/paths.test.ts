import { getShortestPaths } from 'xstate/graph'
import { describe, expect, test } from 'vitest'
import { epidemic } from '../../../../machines/epidemic/v1/index.ts'
import type { ChartEvent } from '../../../../machines/playbook.ts'
import { PHASES, send, SHORT_NAMES, standingOf, TEACHING, valueOf, walk } from './walk.ts'
import type { Standing } from './walk.ts'

const NORMAL: Standing = { phase: 'normal.inTerm', teaching: 'onsite' }

describe('every path of the statechart', () => {
  const paths = pathsFrom(NORMAL)

  test('reaches every phase', () => {
    const reached = new Set(paths.map(({ state }) => standingOf(state.value).phase))
    expect([...reached].toSorted()).toEqual(SHORT_NAMES.map((name) => PHASES[name]).toSorted())
  })

  test('can be walked step by step, and every step says what it entered', () => {
    for (const { steps } of paths) {
      let at = NORMAL
      for (const { event } of steps.filter((step) => step.event.type !== 'xstate.init')) {
        const taken = send(at, event.type, event)
        expect(taken, `${event.type} in ${at.phase}`).not.toBeNull()
        const next = { phase: taken?.phase ?? '', teaching: taken?.teaching ?? '' }
        expect(next.phase === at.phase || taken?.entered.includes(`control.${next.phase}`)).toBe(true)
        at = next
      }
    }
  })

  test('never leaves lessons on site where nobody is at school, unless they are set so', () => {
    const unset = paths.filter(({ steps }) => steps.every(({ event }) => event.type !== 'SET_TEACHING'))
    const away = unset.map(({ state }) => standingOf(state.value)).filter(({ phase }) => phase === 'online' || phase === 'lockdown.sealed')
    expect(new Set(away.map(({ teaching }) => teaching))).toEqual(new Set(['online']))
  })
})

test.each(SHORT_NAMES.flatMap((name) => TEACHING.map((teaching) => ({ phase: PHASES[name], teaching }))))(
  'normal can be reached from $phase, $teaching',
  (from) => {
    const ends = pathsFrom(from).map(({ state }) => standingOf(state.value))
    expect(ends).toContainEqual(NORMAL)
  },
)

describe('what really happens to schools', () => {
  test('the main line: suspected, sealed, unsealed, reopened by batches, normal again', () => {
    const end = walk(
      NORMAL,
      'REPORT_SUSPECTED',
      'HANDED_OVER',
      'CONFIRM',
      'UNSEAL',
      'ORDER_ONLINE',
      'BEGIN_REOPENING',
      'SUBMIT_PLAN',
      'RETURN_PLAN',
      'SUBMIT_PLAN',
      'ENDORSE_PLAN',
      'APPROVE_PLAN',
      'NEXT_BATCH',
      'NEXT_BATCH',
      'BEGIN_OBSERVING',
      'RETURN_TO_NORMAL',
    )
    expect(end).toEqual(NORMAL)
  })

  test('most schools of a county go online on one call and come back on another', () => {
    expect(walk(NORMAL, 'ORDER_ONLINE', 'LIFT')).toEqual(NORMAL)
  })

  test('a case ruled out in the middle of a batch returns the school to its batch', () => {
    const batch = { phase: 'reopening.batch', teaching: 'blended' }
    expect(walk(batch, 'REPORT_SUSPECTED', ['RULE_OUT', { resume: 'reopening.batch' }])).toEqual(batch)
  })

  test('a relapse in a batch seals the school', () => {
    expect(walk({ phase: 'reopening.batch', teaching: 'blended' }, 'REPORT_SUSPECTED', 'CONFIRM')).toEqual({
      phase: 'lockdown.sealed',
      teaching: 'online',
    })
  })

  test('a principal seals in vain, the case is ruled out, the order lifted', () => {
    const events = [
      'REPORT_SUSPECTED',
      'SEAL_PROVISIONALLY',
      'RATIFY',
      'RULE_OUT',
      ['LIFT', { resume: 'normal.inTerm', resumeTeaching: 'onsite' }],
    ] as const
    expect(walk(NORMAL, ...events)).toEqual(NORMAL)
  })

  test('a training institution is stopped, locked and later released', () => {
    expect(walk(NORMAL, 'ORDER_LOCKDOWN', 'UNSEAL', 'LIFT')).toEqual(NORMAL)
  })

  test('an opening deferred twice, with lessons online meanwhile', () => {
    const end = walk(NORMAL, 'BEGIN_VACATION', 'DEFER_OPENING', ['SET_TEACHING', { teaching: 'online' }], 'DEFER_OPENING', 'BEGIN_TERM')
    expect(end).toEqual(NORMAL)
  })

  test('unsealing is not reopening: the campus stays closed and lessons online', () => {
    expect(walk(NORMAL, 'ORDER_LOCKDOWN', 'UNSEAL')).toEqual({ phase: 'lockdown.closed', teaching: 'online' })
  })
})

/** The shortest path to everything that can be reached; ruling out and lifting lead to normal, not to a phase suspended. */
function pathsFrom(from: Standing) {
  return getShortestPaths(epidemic.machine, {
    fromState: epidemic.machine.resolveState({ value: valueOf(from), context: {} }),
    serializeState: (state) => JSON.stringify(state.value),
    events: (state) => eventsIn(standingOf(state.value)),
  })
}

function eventsIn({ phase }: Standing): readonly ChartEvent[] {
  const plain = Object.keys(epidemic.events).map((type) => ({ type, phase, openCasesAfter: 0 }))
  return [...plain, ...TEACHING.map((teaching) => ({ type: 'SET_TEACHING', phase, openCasesAfter: 0, teaching }))]
}
