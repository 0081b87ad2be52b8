import { describe, expect, test } from 'vitest'
import { events } from '../../../../machines/epidemic/v1/events.ts'
import type { Evidence } from '../../../../machines/form.ts'
import type { GateFacts } from '../../../../machines/gate.ts'

/** Everything as it should be. */
const READY: GateFacts = {
  kind: 'senior',
  boarders: 400,
  phase: 'lockdown.closed',
  teaching: 'online',
  now: '2026-03-24T02:00:00.000Z',
  today: '2026-03-24',
  facts: { notifiedBy: 'cdc' },
  caseSeq: 118,
  openCases: 0,
  confirmedCases: 0,
  daysSinceLastCase: null,
  openProvisional: 0,
  endorsedBy: ['county', 'city'],
  review: { route: ['county', 'city'], turn: null },
  sender: 'city',
  batch: 1,
  daysIn: () => 14,
  openTasks: () => [],
  evidence: () => null,
  earliestOn: null,
  area: { level: null, risk: null },
}

const NOT_SIGNED = [{ id: 'P-03', title: { zh: '演练', en: 'Drill' } }]
const PENDING = { openCases: 1 }

/** Gates of the event that are closed, given what differs from READY. */
function closed(type: string, difference: Partial<GateFacts> = {}): readonly string[] {
  const missing = (events[type]?.gates ?? []).flatMap(({ check }) => check({ ...READY, ...difference }))
  return [...new Set(missing.map(({ gate }) => gate))]
}

describe('RULE_OUT', () => {
  const twice = { ...PENDING, evidence: signed({ 'U-08#118': { tests: 2, negative: 2, positive: 0 } }) }

  test('opens with two negative tests and the name of who gave notice', () => {
    expect(closed('RULE_OUT', twice)).toEqual([])
  })

  test('opens with one negative test and another one from the repeat', () => {
    const evidence = signed({ 'U-08#118': { negative: 1, positive: 0 }, 'U-08-repeat#118': { negative: 1, positive: 0 } })
    expect(closed('RULE_OUT', { ...PENDING, evidence })).toEqual([])
  })

  test.each<[string, Partial<GateFacts>, readonly string[]]>([
    ['no test was signed', { ...PENDING }, ['testedNegative']],
    ['one negative test is not enough', { ...PENDING, evidence: signed({ 'U-08#118': { negative: 1, positive: 0 } }) }, ['testedNegative']],
    ['one of three was positive', { ...PENDING, evidence: signed({ 'U-08#118': { negative: 2, positive: 1 } }) }, ['testedNegative']],
    [
      'the repeat was positive',
      { ...PENDING, evidence: signed({ 'U-08#118': { negative: 2 }, 'U-08-repeat#118': { positive: 1 } }) },
      ['testedNegative'],
    ],
    [
      'the tests are those of another case',
      { ...PENDING, evidence: signed({ 'U-08#7': { negative: 2, positive: 0 } }) },
      ['testedNegative'],
    ],
    ['nobody is named who gave notice', { ...twice, facts: {} }, ['facts.notifiedBy']],
    ['two cases are open and none is named', { ...twice, openCases: 2, caseSeq: null }, ['facts.case']],
    ['no case is open', { ...twice, openCases: 0, caseSeq: null }, ['caseOpen']],
  ])('stays closed when %s', (_, difference, gates) => {
    expect(closed('RULE_OUT', difference)).toEqual(gates)
  })

  test('names the step to do: the test first, then its repeat', () => {
    expect(tasksMissing('RULE_OUT', PENDING)).toEqual(['U-08'])
    expect(tasksMissing('RULE_OUT', { ...PENDING, evidence: signed({ 'U-08#118': { negative: 1 } }) })).toEqual(['U-08-repeat'])
  })
})

describe('CONFIRM', () => {
  test('needs no test, only the case and who gave notice', () => {
    expect(closed('CONFIRM', PENDING)).toEqual([])
    expect(closed('CONFIRM', { openCases: 2, caseSeq: null, facts: {} })).toEqual(['facts.case', 'facts.notifiedBy'])
    expect(closed('CONFIRM', { caseSeq: null })).toEqual(['caseOpen'])
  })
})

test('RATIFY needs something provisional', () => {
  expect(closed('RATIFY', { openProvisional: 1 })).toEqual([])
  expect(closed('RATIFY')).toEqual(['provisionalOpen'])
})

test('UNSEAL waits until every suspicion has its finding, but not for those confirmed', () => {
  expect(closed('UNSEAL', { confirmedCases: 3 })).toEqual([])
  expect(closed('UNSEAL', PENDING)).toEqual(['noOpenCase'])
})

describe('LIFT', () => {
  test('opens for a school without a case', () => {
    expect(closed('LIFT')).toEqual([])
  })

  test.each<[string, Partial<GateFacts>, readonly string[]]>([
    ['a case is open', PENDING, ['noOpenCase']],
    ['a case was confirmed', { confirmedCases: 1 }, ['noConfirmedCase']],
    [
      'a case was confirmed in a training institution still sealed',
      { kind: 'training', phase: 'lockdown.sealed', confirmedCases: 1 },
      ['noConfirmedCase'],
    ],
  ])('stays closed while %s', (_, difference, gates) => {
    expect(closed('LIFT', difference)).toEqual(gates)
  })

  test('releases a training institution once it is unsealed, whatever happened', () => {
    expect(closed('LIFT', { kind: 'training', confirmedCases: 1 })).toEqual([])
  })
})

describe('SET_TEACHING', () => {
  test.each(['online', 'lockdown.sealed'])('allows nothing but online in %s', (phase) => {
    expect(closed('SET_TEACHING', { phase, facts: { teaching: 'online' } })).toEqual([])
    expect(closed('SET_TEACHING', { phase, facts: { teaching: 'blended' } })).toEqual(['facts.teaching'])
    expect(closed('SET_TEACHING', { phase, facts: { teaching: 'onsite' } })).toEqual(['facts.teaching'])
  })

  test.each(['normal.inTerm', 'lockdown.closed', 'reopening.batch'])('allows everything in %s', (phase) => {
    for (const teaching of ['onsite', 'blended', 'online']) expect(closed('SET_TEACHING', { phase, facts: { teaching } })).toEqual([])
  })
})

describe('BEGIN_REOPENING', () => {
  test.each<[string, Partial<GateFacts>, readonly string[]]>([
    ['nobody said when the last case of the area was', {}, ['clearDays']],
    ['lessons are on site, where nobody is asked for it', { teaching: 'onsite' }, []],
    ['the last case of the area is fourteen days ago', { evidence: lastCaseOn('2026-03-10') }, []],
    ['the last case of the area is thirteen days ago', { evidence: lastCaseOn('2026-03-11') }, ['clearDays']],
    ['the last case here is fourteen days ago', { confirmedCases: 1, daysSinceLastCase: 14, evidence: lastCaseOn('2026-03-10') }, []],
    [
      'only the last case here is too recent',
      { confirmedCases: 1, daysSinceLastCase: 13, evidence: lastCaseOn('2026-03-10') },
      ['clearDays'],
    ],
    ['here all is quiet, the area is not', { confirmedCases: 1, daysSinceLastCase: 20, evidence: lastCaseOn('2026-03-23') }, ['clearDays']],
    ['a case is open', { ...PENDING, evidence: lastCaseOn('2026-03-10') }, ['noOpenCase']],
  ])('when %s', (_, difference, gates) => {
    expect(closed('BEGIN_REOPENING', difference)).toEqual(gates)
  })
})

test('BEGIN_REOPENING sends nobody to a step that is not asked where lessons are on site', () => {
  const tooSoon = { confirmedCases: 1, daysSinceLastCase: 3 }
  expect(tasksMissing('BEGIN_REOPENING', { ...tooSoon, evidence: lastCaseOn('2026-03-10') })).toEqual(['O-10'])
  expect(closed('BEGIN_REOPENING', { ...tooSoon, teaching: 'onsite' })).toEqual(['clearDays'])
  expect(tasksMissing('BEGIN_REOPENING', { ...tooSoon, teaching: 'onsite' })).toEqual([])
})

test('SUBMIT_PLAN waits for every mandatory step of planning, the drill among them', () => {
  expect(closed('SUBMIT_PLAN')).toEqual([])
  expect(closed('SUBMIT_PLAN', { openTasks: onlyIn('control.reopening.planning') })).toEqual(['planReady'])
  expect(tasksMissing('SUBMIT_PLAN', { openTasks: onlyIn('control.reopening.planning') })).toEqual(['P-03'])
})

test.each<[string, Partial<GateFacts>, readonly string[]]>([
  [
    'reviewed and endorsed by the whole route',
    { evidence: signed({ 'P-05-county': { itemsFailed: 0 }, 'P-05-city': { itemsFailed: 0 } }) },
    [],
  ],
  ['the review is not signed', { openTasks: onlyIn('control.reopening.review') }, ['reviewed']],
  ['the reviewer found something that failed', { evidence: signed({ 'P-05-city': { itemsFailed: 1 } }) }, ['reviewed']],
  ['nobody endorsed it', { endorsedBy: [] }, ['endorsed']],
  ['the county alone endorsed it', { endorsedBy: ['county'] }, ['endorsed']],
  ['a township sends it', { sender: 'township' }, ['mayApprove']],
  ['a case is open', PENDING, ['noOpenCase']],
])('APPROVE_PLAN when %s', (_, difference, gates) => {
  expect(closed('APPROVE_PLAN', difference)).toEqual(gates)
})

describe.each(['NEXT_BATCH', 'BEGIN_OBSERVING'])('%s', (type) => {
  test.each<[string, Partial<GateFacts>, readonly string[]]>([
    ['three quiet days have passed', { daysIn: () => 3 }, []],
    ['only two days have passed', { daysIn: () => 2 }, ['batchObserved']],
    ['a case was reported two days ago', { daysSinceLastCase: 2 }, ['batchObserved']],
    ['the last case is three days ago', { daysSinceLastCase: 3 }, []],
    ['steps of the batch are not signed', { openTasks: onlyIn('control.reopening.batch') }, ['batchObserved']],
    ['a case is open', { ...PENDING, evidence: lastCaseOn('2026-03-10') }, ['noOpenCase']],
  ])('when %s', (_, difference, gates) => {
    expect(closed(type, difference)).toEqual(gates)
  })
})

test.each<[string, Partial<GateFacts>, readonly string[]]>([
  ['fourteen days have passed', {}, []],
  ['thirteen days have passed', { daysIn: () => 13 }, ['observed']],
  ['observation has not begun', { daysIn: () => null }, ['observed']],
  ['nobody drew lessons', { openTasks: onlyIn('control.reopening.observing') }, ['lessonsDrawn']],
  ['a case is open', PENDING, ['noOpenCase']],
])('RETURN_TO_NORMAL when %s', (_, difference, gates) => {
  expect(closed('RETURN_TO_NORMAL', difference)).toEqual(gates)
})

test('BEGIN_TERM waits for the earliest date', () => {
  expect(closed('BEGIN_TERM')).toEqual([])
  expect(closed('BEGIN_TERM', { earliestOn: '2026-03-24' })).toEqual([])
  expect(closed('BEGIN_TERM', { earliestOn: '2026-03-25' })).toEqual(['earliestReached'])
})

test.each(['REPORT_SUSPECTED', 'HOLD', 'SEAL_PROVISIONALLY', 'ORDER_CLOSE', 'ORDER_LOCKDOWN', 'ORDER_ONLINE'])(
  'nothing ever holds up %s',
  (type) => {
    expect(events[type]?.gates).toEqual([])
  },
)

test('whatever is missing is said in both languages', () => {
  const nothing: Partial<GateFacts> = {
    facts: {},
    caseSeq: null,
    openCases: 2,
    confirmedCases: 1,
    daysSinceLastCase: 0,
    endorsedBy: [],
    daysIn: () => null,
    openTasks: () => NOT_SIGNED,
    earliestOn: '2027-01-01',
  }
  const missing = Object.values(events).flatMap(({ gates }) => gates.flatMap(({ check }) => check({ ...READY, ...nothing })))
  expect(missing.length).toBeGreaterThan(15)
  for (const { text } of missing) {
    expect(text.zh).toMatch(/\p{Script=Han}/u)
    expect(text.en).toMatch(/[a-z]/)
  }
})

function tasksMissing(type: string, difference: Partial<GateFacts>): readonly (string | undefined)[] {
  return (events[type]?.gates ?? []).flatMap(({ check }) => check({ ...READY, ...difference })).flatMap(({ task }) => task ?? [])
}

/** Evidence as signed, by `task` or `task#occurrence`. */
function signed(evidence: Readonly<Record<string, Evidence>>): GateFacts['evidence'] {
  return (task, occurrence) => evidence[occurrence === undefined ? task : `${task}#${occurrence}`] ?? null
}

function lastCaseOn(date: string): GateFacts['evidence'] {
  return signed({ 'O-10': { lastCaseOn: date } })
}

function onlyIn(node: string): GateFacts['openTasks'] {
  return (asked) => (asked === node ? NOT_SIGNED : [])
}
