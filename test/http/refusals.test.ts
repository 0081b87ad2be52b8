import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { REFUSALS } from '../../src/core/refusal.ts'
import { REFUSAL_WORDS } from '../../src/core/refusal-words.ts'
import { problem } from '../../src/http/problem.ts'
import { STATUS, wordsOf, type HttpRefusal } from '../../src/http/refusals.ts'
import type { Env } from '../../src/http/session.ts'

const ALL = Object.keys(STATUS) as HttpRefusal[]

test.each(ALL)('%s says in both languages what it is and what to do', (refusal) => {
  const { title, detail } = wordsOf(refusal)
  expect(title.zh).toMatch(/\p{Script=Han}/u)
  expect(detail.zh).toMatch(/\p{Script=Han}.*。$/u)
  expect(title.en).toMatch(/^[A-Z]/)
  expect(detail.en).toMatch(/\.$/)
})

test('every refusal of the core has its status, and none is taken for a success', () => {
  expect(REFUSALS.filter((refusal) => !(refusal in STATUS))).toEqual([])
  expect(Object.keys(REFUSAL_WORDS).toSorted()).toEqual([...REFUSALS].toSorted())
  expect(ALL.filter((refusal) => STATUS[refusal] < 400)).toEqual([])
})

test.each([
  ['unknown_unit', 404],
  ['wrong_phase', 409],
  ['gate_closed', 409],
  ['already_signed', 409],
  ['second_signer_must_differ', 409],
  ['evidence_invalid', 422],
  ['idempotency_mismatch', 422],
  ['not_your_task', 403],
  ['not_your_role', 403],
  ['cross_site', 403],
] as const)('%s is %i, as the contract says', (refusal, status) => {
  expect(STATUS[refusal]).toBe(status)
})

const app = new Hono<Env>().get('/api/gate', (c) =>
  problem(c, { refusal: 'gate_closed', missing: [{ gate: 'R-08', text: { zh: '应急演练尚未完成', en: 'no drill yet' }, task: 'P-03' }] }),
)

test.each([
  [{}, '条件不具备', '应急演练尚未完成'],
  [{ 'accept-language': 'en-GB,en;q=0.9' }, 'Conditions are not met', 'no drill yet'],
  [{ 'accept-language': 'en', cookie: 'lang=zh' }, '条件不具备', '应急演练尚未完成'],
  [{ cookie: 'lang=en' }, 'Conditions are not met', 'no drill yet'],
])('a closed gate lists what is missing in the language of the caller %o', async (headers, title, text) => {
  const answer = await app.request('/api/gate', { headers })
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  expect(await answer.json()).toMatchObject({ status: 409, refusal: 'gate_closed', title, missing: [{ gate: 'R-08', text, task: 'P-03' }] })
})
