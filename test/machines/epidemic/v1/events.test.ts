import { describe, expect, test } from 'vitest'
import { events } from '../../../../machines/epidemic/v1/events.ts'
import type { Sender } from '../../../../machines/playbook.ts'
import { BUREAU_KINDS, SCHOOL_POSTS } from '../../../../machines/vocabulary.ts'
import { PHASES } from './walk.ts'

const BY_SCHOOL = ['REPORT_SUSPECTED', 'HOLD', 'SEAL_PROVISIONALLY', 'BEGIN_REOPENING', 'SUBMIT_PLAN']
const BY_COMMAND = [
  'RULE_OUT',
  'CONFIRM',
  'RATIFY',
  'ORDER_CLOSE',
  'ORDER_LOCKDOWN',
  'UNSEAL',
  'LIFT',
  'ORDER_ONLINE',
  'SET_TEACHING',
  'RETURN_PLAN',
  'ENDORSE_PLAN',
  'APPROVE_PLAN',
  'NEXT_BATCH',
  'BEGIN_OBSERVING',
  'RETURN_TO_NORMAL',
]
const BY_CITY = ['BEGIN_VACATION', 'DEFER_OPENING', 'BEGIN_TERM']

test('the events are those of the contract, and the one that the engine sends', () => {
  expect(Object.keys(events).toSorted()).toEqual([...BY_SCHOOL, ...BY_COMMAND, ...BY_CITY, 'HANDED_OVER'].toSorted())
})

describe('who sends what', () => {
  test.each(BY_SCHOOL.slice(1))('%s: the school alone', (type) => {
    expect(sendersOf(type)).toEqual(['school'])
  })

  test('REPORT_SUSPECTED: whoever sees it in the school, or the county or city', () => {
    expect(sendersOf('REPORT_SUSPECTED')).toEqual(['school', 'county', 'city'])
    expect(events['REPORT_SUSPECTED']?.senders).toContainEqual({ by: 'school', posts: ['reporter', 'principal', 'doctor', 'dutyLeader'] })
  })

  test.each(BY_CITY)('%s: city or province, never a county', (type) => {
    expect(sendersOf(type)).toEqual(['city', 'province'])
  })

  test.each(BY_COMMAND)('%s: the command of county, city or province', (type) => {
    expect(sendersOf(type)).toEqual(['county', 'city', 'province', ...(type === 'RATIFY' ? ['engine'] : [])])
  })
})

test.each(Object.values(events).map((event) => [event.type, event] as const))('%s is described well enough to be sent', (_, event) => {
  for (const { zh, en } of [event.title, event.consequence, ...event.facts.map(({ label }) => label)]) {
    expect(zh).toMatch(/\p{Script=Han}/u)
    expect(en).toMatch(/[A-Za-z]/)
  }
  const phases = Object.values(PHASES)
  const named = [...(event.reaches ? [event.reaches] : []), ...(event.suspends ?? [])]
  expect(named.filter((prefix) => !phases.some((phase) => phase === prefix || phase.startsWith(`${prefix}.`)))).toEqual([])
  const posts = event.senders.flatMap((sender) => (sender.by === 'school' ? sender.posts : []))
  for (const post of posts) expect(SCHOOL_POSTS).toContain(post)
})

test('a report is never held up by an empty field', () => {
  expect(events['REPORT_SUSPECTED']?.facts.filter(({ required }) => required)).toEqual([])
})

test('one order goes to many schools; findings and returned plans concern one', () => {
  const single = Object.values(events)
    .filter(({ order }) => !order)
    .map(({ type }) => type)
  expect(single.toSorted()).toEqual(
    [
      'REPORT_SUSPECTED',
      'HOLD',
      'SEAL_PROVISIONALLY',
      'RULE_OUT',
      'CONFIRM',
      'HANDED_OVER',
      'BEGIN_REOPENING',
      'SUBMIT_PLAN',
      'RETURN_PLAN',
    ].toSorted(),
  )
})

test('a training institution has no way through reopening', () => {
  for (const type of [
    'BEGIN_REOPENING',
    'SUBMIT_PLAN',
    'RETURN_PLAN',
    'APPROVE_PLAN',
    'NEXT_BATCH',
    'BEGIN_OBSERVING',
    'RETURN_TO_NORMAL',
  ]) {
    expect(events[type]?.kinds).toBeDefined()
    expect(events[type]?.kinds).not.toContain('training')
  }
  expect(events['LIFT']?.kinds).toBeUndefined()
})

test('while a suspicion is clarified, and after unsealing, the way back is kept', () => {
  expect(events['HANDED_OVER']?.suspends).toEqual(events['REPORT_SUSPECTED']?.suspends)
  expect(events['UNSEAL']?.suspends).toEqual(events['ORDER_LOCKDOWN']?.suspends)
})

function sendersOf(type: string): readonly string[] {
  return (events[type]?.senders ?? []).flatMap(levelsOf)
}

function levelsOf(sender: Sender): readonly string[] {
  if (sender.by !== 'bureau') return [sender.by]
  expect(sender.levels.every((level) => BUREAU_KINDS.includes(level))).toBe(true)
  return sender.levels
}
