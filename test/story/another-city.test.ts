import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { isSchoolKind, KINDS } from '../../machines/vocabulary.ts'
import { readConfig } from '../../src/config.ts'
import { createAccounts } from '../../src/http/accounts.ts'
import { open } from '../../src/open.ts'
import { sessionSecret } from '../../src/secret.ts'
import { otherCityCsv } from '../demo/other-city.ts'
import type { AcceptedOrder, Signed } from './acts.ts'
import { dryRun, order, send, sign } from './acts.ts'
import { journalOf, outcomesOf, situationOf, unitsWhere } from './asks.ts'
import { typed } from './console.ts'
import type { Desk } from './desk.ts'
import { accepted, refused } from './desk.ts'
import type { Stage } from './stage.ts'
import { PASSWORD, stageOver } from './stage.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

// 大连, from an empty database and a list of its schools to the night on which they are ordered home. Each step goes on from the one before.
const folder = mkdtempSync(join(tmpdir(), 'fangxian-dalian-'))
const SERVER = { DATA_DIR: folder, FANGXIAN_DEMO: '0', FANGXIAN_CLOCK: '2022-03-06T20:00:00+08:00' }
const CSV = join(folder, 'units.csv')
const LINES = otherCityCsv().trimEnd().split('\n')
const SCHOOLS = LINES.slice(1)
  .map((line) => line.split(','))
  .map(([code = '', , kind = '', , boarders, day, staff]) => ({ code, kind, people: Number(boarders) + Number(day) + Number(staff) }))
  .filter(({ kind }) => KINDS.some((known) => known === kind && isSchoolKind(known)))

const SENT_HOME = ['kindergarten', 'primary', 'junior', 'senior', 'special']
const LOCKED_DOWN = ['university', 'vocational']
const WORDS = '我市出现本土疫情，市指挥部决定立即执行'

const COLLEGE = SCHOOLS.find(({ kind }) => kind === 'vocational')?.code ?? ''
const OTHER = SCHOOLS.find(({ kind }) => kind === 'university')?.code ?? ''

let stage: Stage
let city: Desk
let principal: Desk
let auditor: Desk

afterAll(async () => {
  await stage.close()
  rmSync(folder, { recursive: true })
})

test('a list in which one line is wrong brings in nobody, and the line is named', async () => {
  const wrong = LINES.map((line, index) => (index === 700 ? line.replace(/,[a-z]+,/, ',school,') : line))
  writeFileSync(CSV, wrong.join('\n'))
  const { exit, answer } = await typed(SERVER, ['import', 'units', CSV])
  expect(exit).toBe(1)
  expect(answer).toMatchObject({ problems: [{ line: 701, text: expect.stringContaining('school') }] })
  writeFileSync(CSV, LINES.join('\n'))
  expect(await typed(SERVER, ['import', 'units', CSV, '--dry-run'])).toMatchObject({ exit: 0, answer: { added: 1612, unchanged: 0 } })
})

test('the list that was put right comes in whole, and a second time changes nothing', async () => {
  expect(await typed(SERVER, ['import', 'units', CSV])).toMatchObject({ exit: 0, answer: { added: 1612, changed: 0, unchanged: 0 } })
  expect(await typed(SERVER, ['import', 'units', CSV])).toMatchObject({ exit: 0, answer: { added: 0, changed: 0, unchanged: 1612 } })
})

test('a commander, an auditor and the principal of a vocational school are given accounts', async () => {
  for (const [name, role, unit] of [
    ['dalian', 'commander', '210200'],
    ['auditor', 'auditor', '210200'],
    ['principal', 'principal', COLLEGE],
  ] as const)
    expect(await typed(SERVER, ['user', 'add', name, '--role', role, '--unit', unit, '--password-stdin'], `${PASSWORD}\n`)).toMatchObject({
      exit: 0,
      answer: { username: name, unit },
    })
})

test('they sign in, and the commander finds 1,600 schools in term and no demo school among them', async () => {
  const config = readConfig(SERVER)
  if ('problems' in config) throw new Error(config.problems.join())
  const opened = await open(config)
  stage = stageOver(opened, createAccounts({ ...opened, secret: await sessionSecret(opened.connections, config), publicUrl: null }))
  city = await stage.signIn('dalian')
  principal = await stage.signIn('principal')
  auditor = await stage.signIn('auditor')
  const { units, people, byPhase } = await situationOf(city, '210200')
  expect([units, people]).toEqual([1600, peopleOf(SCHOOLS)])
  expect(Object.keys(byPhase)).toEqual(['normal.inTerm'])
  expect(await refused(city.get('/api/v1/regions/140800/situation'))).toMatchObject({ status: 404 })
})

test('kindergartens to senior schools are sent online by one order, universities and vocational schools locked down by another', async () => {
  for (const [event, kinds] of [
    ['ORDER_ONLINE', SENT_HOME],
    ['ORDER_LOCKDOWN', LOCKED_DOWN],
  ] as const) {
    const meant = SCHOOLS.filter(({ kind }) => kinds.includes(kind))
    const scope = { region: '210200', kinds }
    expect(await dryRun(city, event, scope, WORDS)).toMatchObject({ matched: meant.length, accepted: meant.length, refusedTotal: 0 })
    const { id } = await accepted<AcceptedOrder>(order(city, event, scope, WORDS))
    await stage.engine.idle()
    const outcomes = await outcomesOf(city, id)
    expect(outcomes.map(({ unit }) => unit).toSorted()).toEqual(meant.map(({ code }) => code).toSorted())
    expect(outcomes.filter(({ result }) => result !== 'changed')).toEqual([])
  }
})

test('every school is where its kind was ordered, with all its people; training institutions, which nobody named, go on', async () => {
  const part = (kinds: readonly string[]) => {
    const meant = SCHOOLS.filter(({ kind }) => kinds.includes(kind))
    return { units: meant.length, people: peopleOf(meant) }
  }
  expect((await situationOf(city, '210200')).byPhase).toEqual({
    online: part(SENT_HOME),
    'lockdown.sealed': part(LOCKED_DOWN),
    'normal.inTerm': part(['training']),
  })
  const sealed = await unitsWhere(city, { region: '210200', phase: 'lockdown' })
  expect(new Set(sealed.map(({ kind }) => kind))).toEqual(new Set(LOCKED_DOWN))
})

test('the principal signs the first step and sees no other school, as if there were none', async () => {
  expect(await accepted<Signed>(sign(principal, COLLEGE, 'L-01', { groups: 11, leaders: 11 }))).toMatchObject({ state: 'done' })
  const other = await refused(principal.get(`/api/v1/units/${OTHER}`))
  const nowhere = await refused(principal.get('/api/v1/units/2102999999'))
  expect([other, other.status]).toEqual([nowhere, 404])
})

test('the auditor reads both orders with their reasons and the signature under them, and can do nothing', async () => {
  const issued = await journalOf(auditor, { type: 'order.issued' })
  expect(issued.map(({ actor, body, texts }) => [actor, body['event'], texts['reason']])).toEqual([
    ['dalian', 'ORDER_ONLINE', WORDS],
    ['dalian', 'ORDER_LOCKDOWN', WORDS],
  ])
  const signed = await journalOf(auditor, { unit: COLLEGE, type: 'task.signed' })
  expect(signed).toMatchObject([{ actor: 'principal', post: 'principal', body: { task: 'L-01', evidence: { groups: 11, leaders: 11 } } }])
  expect(await refused(send(auditor, COLLEGE, 'UNSEAL', { reason: '核查' }))).toMatchObject({ status: 403, refusal: 'not_your_role' })
})

test('a replay beside the server finds no difference', async () => {
  expect(await typed(SERVER, ['replay'])).toMatchObject({ exit: 0, answer: { differences: [] } })
})

function peopleOf(schools: readonly { readonly people: number }[]): number {
  return schools.reduce((sum, { people }) => sum + people, 0)
}
