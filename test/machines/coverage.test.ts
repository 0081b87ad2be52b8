import { describe, expect, test } from 'vitest'
import { MEASURES } from '../../machines/measures.ts'
import type { Playbook } from '../../machines/playbook.ts'
import { latestPlaybooks } from '../../machines/registry.ts'
import { RULES } from '../../machines/rules.ts'
import { coverageOf, sourcesOf } from '../../src/core/coverage.ts'
import { allTasks } from '../../src/core/checklist.ts'
import { DOMAIN_IDS, idsOf } from './domain-ids.ts'

const playbooks = latestPlaybooks()

/** Decisions, not steps: they are served by what holds or moves the school, and by no signature. */
const BY_EVENT_OR_GATE = ['U-11', 'P-06', 'P-12']
/** What a playbook of its own is for. While that playbook is not registered, nothing may pretend to serve it. */
const OWN_PLAYBOOK = { bureau: ['N-25'], flood: idsOf('F') }
const OTHERS = Object.values(OWN_PLAYBOOK).flat()

describe('every measure is served', () => {
  test.each(idsOf('N', 'U', 'L', 'O', 'P').filter((id) => !BY_EVENT_OR_GATE.includes(id) && !OTHERS.includes(id)))('%s by a task', (id) => {
    expect(playbooks.flatMap(allTasks).filter(({ source }) => source.includes(id))).not.toEqual([])
  })

  test.each(BY_EVENT_OR_GATE)('%s by an event or the gate before it', (id) => {
    expect(namesOf(playbooks.filter((playbook) => sourcesOf(playbook).has(id)))).toEqual(['epidemic'])
  })

  test.each(Object.entries(OWN_PLAYBOOK).flatMap(([name, ids]) => ids.map((id) => [id, name] as const)))(
    '%s by the playbook %s',
    (id, name) => {
      const isRegistered = playbooks.some((playbook) => playbook.name === name)
      expect(namesOf(playbooks.filter((playbook) => sourcesOf(playbook).has(id)))).toEqual(isRegistered ? [name] : [])
    },
  )
})

describe('every rule of the whole system', () => {
  test.each(RULES.map((rule) => [rule.id, rule] as const))(
    '%s is named by a task or an event, kept by the system, or named as to come',
    (id, rule) => {
      const isNamed = playbooks.some((playbook) => sourcesOf(playbook).has(id))
      expect(isNamed || rule.kept !== undefined || rule.later !== undefined).toBe(true)
    },
  )
})

test('the tables of measures and rules list every id once, in order, and nothing cites another', () => {
  expect([...MEASURES, ...RULES].map(({ id }) => id).toSorted()).toEqual(DOMAIN_IDS.toSorted())
  for (const source of playbooks.flatMap((playbook) => [...sourcesOf(playbook)])) expect(DOMAIN_IDS).toContain(source)
})

test.each([...MEASURES, ...RULES].map((measure) => [measure.id, measure] as const))(
  '%s is named in few words of both languages',
  (_, { title }) => {
    expect(title.zh).toMatch(/\p{Script=Han}/u)
    expect(title.zh.length).toBeLessThanOrEqual(17)
    expect(title.en).toMatch(/[A-Za-z]/)
  },
)

describe('the table of what serves what', () => {
  const [epidemic] = playbooks.filter(({ name }) => name === 'epidemic')
  const rows = epidemic === undefined ? [] : coverageOf(epidemic, playbooks)
  const row = (id: string) => rows.find(({ measure }) => measure.id === id)

  test('has a line for every measure of the epidemic and for every rule, none for floods', () => {
    expect(rows.map(({ measure }) => measure.id).toSorted()).toEqual(idsOf('N', 'U', 'L', 'O', 'P', 'R').toSorted())
  })

  test('names the steps, the events and the gates, each once', () => {
    expect(row('N-29')?.tasks.map(({ id }) => id)).toEqual(
      ['N-29-vacation', 'N-29-deferred', 'N-03', 'N-03-kindergarten', 'N-03-university'].toSorted(asInPlaybook),
    )
    expect(row('P-12')?.events.map(({ type }) => type)).toEqual(['NEXT_BATCH', 'BEGIN_OBSERVING'])
    expect(row('P-12')?.gates.map(({ id }) => id)).toEqual(['batchObserved'])
  })

  test('says of a rule what keeps it and what is still to come', () => {
    expect(row('R-04')).toMatchObject({
      tasks: [{ id: 'N-02' }],
      measure: { kept: { zh: '缺报、迟报、漏报按校列出；瞒报由主管部门认定，按校另列' } },
    })
    expect(row('R-07')?.measure.later).toEqual({ zh: '审批路线按地区设定', en: 'Routes of approval by configuration' })
  })

  test('names the other playbooks that serve a measure', () => {
    if (epidemic === undefined) throw new Error('no epidemic playbook')
    const other: Playbook = { ...epidemic, name: 'other' }
    expect(coverageOf(epidemic, [epidemic, other]).find(({ measure }) => measure.id === 'N-02')?.elsewhere).toEqual([other])
  })
})

function asInPlaybook(left: string, right: string): number {
  const order = playbooks.flatMap(allTasks).map(({ id }) => id)
  return order.indexOf(left) - order.indexOf(right)
}

function namesOf(some: readonly Playbook[]): readonly string[] {
  return some.map(({ name }) => name)
}
