import { expect, test } from 'vitest'
import { epidemic } from '../../machines/epidemic/v1/index.ts'
import { lifecycleOf } from '../../src/core/lifecycle.ts'
import type { Lifecycle } from '../../src/core/lifecycle.ts'
import type { Passage } from '../../src/core/way.ts'
import { presentWay, standingIn } from '../../src/core/way.ts'
import { NIGHT } from '../world.ts'

const [control, teaching] = [lifecycleOf(epidemic, 'control'), lifecycleOf(epidemic, 'teaching')]
if (control === null || teaching === null) throw new Error('the epidemic has both regions')

/** The way through these phases; the first is where the response was opened. */
function way(first: string, ...steps: readonly (readonly [event: string, to: string])[]): readonly Passage[] {
  const opened: Passage = { seq: 1, at: NIGHT, event: null, from: null, to: first, teaching: 'onsite' }
  return steps.reduce<readonly Passage[]>(
    (passed, [event, to], index) => [
      ...passed,
      { seq: index + 2, at: NIGHT, event, from: passed.at(-1)?.to ?? '', to, teaching: 'onsite' },
    ],
    [opened],
  )
}

const numbersOf = ({ edges }: Lifecycle, numbers: ReadonlySet<number>): readonly string[] =>
  edges.filter(({ number }) => numbers.has(number)).map(({ from, to }) => `${from} > ${to}`)

const SEALED = way('normal.inTerm', ['REPORT_SUSPECTED', 'suspected.isolating'], ['CONFIRM', 'lockdown.sealed'])
const sealed = {
  nodes: ['', 'control', 'control.lockdown', 'control.lockdown.sealed', 'teaching', 'teaching.remote', 'teaching.remote.online'],
  suspended: [{ phase: 'normal.inTerm', teaching: 'onsite', nodes: [], visits: {}, since: NIGHT, at: NIGHT }],
}

test('a school that was sealed after a suspected case: where it is, where it was, where it will return, and how it came there', () => {
  const standing = standingIn(control, sealed, SEALED)
  expect(standing.active.has('control.lockdown.sealed')).toBe(true)
  expect([...standing.visited]).toEqual(['control.normal.inTerm', 'control.suspected.isolating', 'control.lockdown.sealed'])
  expect([...standing.suspended]).toEqual(['control.normal.inTerm'])
  expect(numbersOf(control, standing.taken)).toEqual(['control.normal > control.suspected', 'control.suspected > control.lockdown.sealed'])
})

test('only what leads on from there is open', () => {
  expect(numbersOf(control, standingIn(control, sealed, SEALED).open)).toEqual([
    'control.lockdown.sealed > control.lockdown.closed',
    'control.lockdown.sealed > origin',
  ])
})

test('what a phase takes for itself does not lead out of the phase around it', () => {
  const edge = { number: 1, from: 'control.lockdown', to: 'control.online', events: ['CONFIRM'], targets: ['control.online'] }
  const around = { ...control, edges: [edge] }
  expect([...standingIn(around, sealed, []).open]).toEqual([])
  expect([...standingIn({ ...around, unmoving: [] }, sealed, []).open]).toEqual([1])
})

test('a case ruled out went the way back to where it was', () => {
  const back = way('normal.inTerm', ['REPORT_SUSPECTED', 'suspected.isolating'], ['RULE_OUT', 'normal.inTerm'])
  const home = { nodes: ['', 'control', 'control.normal', 'control.normal.inTerm'], suspended: [] }
  expect(numbersOf(control, standingIn(control, home, back).taken)).toEqual([
    'control.normal > control.suspected',
    'control.suspected > origin',
  ])
})

test('lessons have no way of their own: only where they stand is shown', () => {
  const standing = standingIn(teaching, sealed, SEALED)
  expect([...standing.visited, ...standing.taken, ...standing.suspended]).toEqual([])
  expect(standing.open.size).toBeGreaterThan(0)
})

test('the way begins where the present emergency began', () => {
  const earlier = way('normal.inTerm', ['ORDER_ONLINE', 'online'], ['LIFT', 'normal.inTerm'], ['ORDER_CLOSE', 'lockdown.closed'])
  expect(presentWay(epidemic, earlier).map(({ to }) => to)).toEqual(['normal.inTerm', 'lockdown.closed'])
})

test('when all is over the last emergency can still be read', () => {
  const over = way('normal.inTerm', ['ORDER_ONLINE', 'online'], ['LIFT', 'normal.inTerm'])
  expect(presentWay(epidemic, over).map(({ to }) => to)).toEqual(['normal.inTerm', 'online', 'normal.inTerm'])
})

test('what changed no phase is no step of the way', () => {
  const taught = way('normal.inTerm', ['SET_TEACHING', 'normal.inTerm'], ['ORDER_CLOSE', 'lockdown.closed'])
  expect(presentWay(epidemic, taught).map(({ to }) => to)).toEqual(['normal.inTerm', 'lockdown.closed'])
  expect(presentWay(epidemic, [])).toEqual([])
})
