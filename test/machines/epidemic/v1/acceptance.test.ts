import { expect, test } from 'vitest'
import { events } from '../../../../machines/epidemic/v1/events.ts'
import { PHASES, send, SHORT_NAMES, TEACHING, walk } from './walk.ts'
import type { ShortName } from './walk.ts'

/** Where each event leads from each phase: `-` refused, `=` recorded in place, otherwise the phase entered. */
const ACCEPTANCE = `
                    term vac  def  iso  res  clo  sea  onl  pla  rev  bat  obs
REPORT_SUSPECTED    iso  iso  iso  iso  iso  iso  =    =    iso  iso  iso  iso
HOLD                =    -    -    =    =    =    -    -    -    -    =    -
SEAL_PROVISIONALLY  sea  sea  sea  sea  sea  sea  -    sea  sea  sea  sea  sea
RATIFY              =    =    =    =    =    =    =    =    =    =    =    =
RULE_OUT            -    -    -    term term =    =    =    -    -    -    -
CONFIRM             -    -    -    sea  sea  sea  =    =    -    -    -    -
HANDED_OVER         -    -    -    res  -    -    -    -    -    -    -    -
ORDER_CLOSE         clo  clo  clo  -    -    -    -    clo  clo  clo  clo  clo
ORDER_LOCKDOWN      sea  sea  sea  sea  sea  sea  =    sea  sea  sea  sea  sea
UNSEAL              -    -    -    -    -    -    clo  -    -    -    -    -
LIFT                -    -    -    -    -    term term term -    -    -    -
ORDER_ONLINE        onl  onl  onl  -    -    onl  -    -    onl  onl  onl  onl
SET_TEACHING        =    =    =    =    =    =    =    =    =    =    =    =
BEGIN_REOPENING     -    -    -    -    -    pla  -    pla  -    -    -    -
SUBMIT_PLAN         -    -    -    -    -    -    -    -    rev  -    -    -
RETURN_PLAN         -    -    -    -    -    -    -    -    -    pla  -    -
ENDORSE_PLAN        -    -    -    -    -    -    -    -    -    =    -    -
APPROVE_PLAN        -    -    -    -    -    -    -    -    -    bat  -    -
NEXT_BATCH          -    -    -    -    -    -    -    -    -    -    bat  -
BEGIN_OBSERVING     -    -    -    -    -    -    -    -    -    -    obs  -
RETURN_TO_NORMAL    -    -    -    -    -    -    -    -    -    -    -    term
BEGIN_VACATION      vac  -    vac  -    -    -    -    -    -    -    -    -
DEFER_OPENING       def  def  =    -    -    -    -    -    -    -    -    -
BEGIN_TERM          -    term term -    -    -    -    -    -    -    -    -
`

const [, ...rows] = ACCEPTANCE.trim()
  .split('\n')
  .map((line) => line.split(/\s+/))

test('the table speaks of every event and of every phase', () => {
  expect(rows.map(([type]) => String(type)).toSorted()).toEqual(Object.keys(events).toSorted())
  expect(rows.every((row) => row.length === SHORT_NAMES.length + 1)).toBe(true)
})

test.each(rows.map((row) => [row[0] ?? '', row.slice(1)] as const))('%s leads where the table says', (type, expected) => {
  expect(SHORT_NAMES.map((name) => leadsTo(name, type))).toEqual(expected)
})

test('whether an event is accepted does not depend on how lessons are given', () => {
  for (const name of SHORT_NAMES) {
    for (const type of Object.keys(events)) {
      const accepted = TEACHING.map((teaching) => send({ phase: PHASES[name], teaching }, type) !== null)
      expect(new Set(accepted).size, `${type} in ${name}`).toBe(1)
    }
  }
})

/** How lessons are given after an accepted event, by how they were given before. */
test.each([
  ['ORDER_LOCKDOWN', 'term', 'online', 'online', 'online'],
  ['ORDER_ONLINE', 'bat', 'online', 'online', 'online'],
  ['SEAL_PROVISIONALLY', 'onl', 'online', 'online', 'online'],
  ['CONFIRM', 'iso', 'online', 'online', 'online'],
  ['ORDER_CLOSE', 'term', 'onsite', 'blended', 'online'],
  ['REPORT_SUSPECTED', 'bat', 'onsite', 'blended', 'online'],
  ['RULE_OUT', 'res', 'onsite', 'blended', 'online'],
  ['UNSEAL', 'sea', 'onsite', 'blended', 'online'],
  ['BEGIN_REOPENING', 'onl', 'onsite', 'blended', 'online'],
  ['APPROVE_PLAN', 'rev', 'blended', 'blended', 'blended'],
  ['NEXT_BATCH', 'bat', 'onsite', 'blended', 'online'],
  ['BEGIN_OBSERVING', 'bat', 'onsite', 'onsite', 'onsite'],
  ['RETURN_TO_NORMAL', 'obs', 'onsite', 'onsite', 'onsite'],
  ['LIFT', 'onl', 'onsite', 'onsite', 'onsite'],
  ['BEGIN_TERM', 'def', 'onsite', 'onsite', 'onsite'],
  ['BEGIN_VACATION', 'term', 'onsite', 'blended', 'online'],
] as const)('after %s in %s lessons are %s, %s, %s', (type, name, ...expected) => {
  expect(TEACHING.map((teaching) => send({ phase: PHASES[name], teaching }, type)?.teaching)).toEqual(expected)
})

test.each(TEACHING)('SET_TEACHING makes lessons %s from whatever they were, and leaves the phase alone', (teaching) => {
  for (const before of TEACHING) {
    const after = walk({ phase: 'lockdown.closed', teaching: before }, ['SET_TEACHING', { teaching }])
    expect(after).toEqual({ phase: 'lockdown.closed', teaching })
  }
})

test('LIFT brings back how lessons were given before', () => {
  for (const resumeTeaching of TEACHING) {
    expect(walk({ phase: 'online', teaching: 'online' }, ['LIFT', { resumeTeaching }]).teaching).toBe(resumeTeaching)
  }
})

function leadsTo(name: ShortName, type: string): string {
  const taken = send({ phase: PHASES[name], teaching: 'onsite' }, type)
  if (taken === null) return '-'
  if (!taken.entered.some((node) => node.startsWith('control'))) return '='
  return SHORT_NAMES.find((short) => PHASES[short] === taken.phase) ?? taken.phase
}
