import { afterAll, beforeAll, expect, test } from 'vitest'
import { cityCommander, LIANPING, LINYI, principal, TINGLAN, YANHU, YANHU_SENIOR } from '../world.ts'
import { HOST, OWN_ORIGIN, serveCity, type ServedCity } from './served.ts'

let city: ServedCity
beforeAll(async () => {
  city = await serveCity()
})
afterAll(() => city.close())

interface Message {
  readonly event: string
  readonly id: number
  readonly body: {
    readonly seq?: number
    readonly changes?: readonly { readonly seq: number; readonly unit: string; readonly kind: string }[]
  }
}

/** A live screen: what it has heard so far, and whether it is still connected. */
async function listen(who: Parameters<ServedCity['ask']>[0], query: string, lastEventId?: number) {
  const headers = lastEventId === undefined ? {} : { 'last-event-id': String(lastEventId) }
  const answer = await city.ask(who, `/api/v1/stream?${query}`, { headers })
  const heard: Message[] = []
  const ended = Promise.withResolvers<void>()
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  void (async () => {
    let text = ''
    for (let part = await reader?.read(); part !== undefined && !part.done; part = await reader?.read()) {
      const blocks = (text + part.value).split('\n\n')
      text = blocks.pop() ?? ''
      heard.push(...blocks.flatMap(messageOf))
    }
    ended.resolve()
  })()
  return { answer, heard, ended: ended.promise, hangUp: () => reader?.cancel() }
}

function messageOf(block: string): Message[] {
  const field = (name: string): string =>
    block
      .split('\n')
      .find((line) => line.startsWith(`${name}: `))
      ?.slice(name.length + 2) ?? ''
  return field('event') === '' ? [] : [{ event: field('event'), id: Number(field('id')), body: JSON.parse(field('data')) }]
}

let sent = 0
const suspect = (unit: string) =>
  city.engine.execute(
    {
      kind: 'event',
      actor: { ...principal, unit, path: `140000/140800/${unit.slice(0, 6)}/${unit}/` },
      unit,
      playbook: 'epidemic',
      mode: 'actual',
      event: 'HOLD',
      facts: {},
      reason: '先行管控',
      document: '',
      order: null,
    },
    `stream-${(sent += 1)}`,
  )
const until = async (holds: () => boolean, withinMs = 2_000): Promise<void> => {
  for (const end = Date.now() + withinMs; !holds() && Date.now() < end;) await new Promise((resolve) => setTimeout(resolve, 10))
  expect(holds()).toBe(true)
}
const newsOf = (heard: readonly Message[]) => heard.filter(({ event }) => event === 'news')

test('a screen hears within half a second of what was committed below its region, and of nothing else', async () => {
  const screen = await listen(cityCommander, `region=${LINYI.code}`)
  expect(screen.answer.headers.get('content-type')).toMatch(/^text\/event-stream/)
  await until(() => screen.heard.length === 1)
  expect(screen.heard[0]?.event).toBe('hello')
  const answer = await suspect(LIANPING.code)
  await suspect(YANHU_SENIOR.code)
  await until(() => newsOf(screen.heard).length > 0, 500)
  expect(newsOf(screen.heard)[0]).toMatchObject({
    id: 'seq' in answer ? answer.seq : 0,
    body: { changes: [{ unit: LIANPING.code, kind: 'event.sent' }] },
  })
  await new Promise((resolve) => setTimeout(resolve, 700))
  expect(
    newsOf(screen.heard)
      .flatMap(({ body }) => body.changes ?? [])
      .filter(({ unit }) => unit !== LIANPING.code),
  ).toEqual([])
  await screen.hangUp()
})

test('much news comes together, twice a second at most', async () => {
  const screen = await listen(cityCommander, `region=${LINYI.code}`)
  await until(() => screen.heard.length === 1)
  for (let each = 0; each < 20; each += 1) await suspect(each % 2 === 0 ? LIANPING.code : TINGLAN.code)
  await new Promise((resolve) => setTimeout(resolve, 600))
  expect(newsOf(screen.heard).length).toBeLessThanOrEqual(3)
  const seqs = newsOf(screen.heard).flatMap(({ body }) => (body.changes ?? []).map(({ seq }) => seq))
  expect(seqs).toEqual(seqs.toSorted((a, b) => a - b))
  await screen.hangUp()
})

test('a screen that was away is told what it missed, once, before what is new', async () => {
  const screen = await listen(cityCommander, `unit=${LIANPING.code}`)
  await until(() => screen.heard.length === 1)
  const last = screen.heard[0]?.id ?? 0
  await screen.hangUp()
  const missed = await suspect(LIANPING.code)
  const back = await listen(cityCommander, `unit=${LIANPING.code}`, last)
  await until(() => newsOf(back.heard).length === 1)
  const next = await suspect(LIANPING.code)
  const seqs = () => newsOf(back.heard).flatMap(({ body }) => (body.changes ?? []).map(({ seq }) => seq))
  await until(() => seqs().length === 2)
  expect(seqs()).toEqual([missed, next].map((answer) => ('seq' in answer ? answer.seq : 0)))
  await back.hangUp()
})

test('an order settling is news to those whom it concerns', async () => {
  const near = await listen(cityCommander, `region=${LINYI.code}`)
  const far = await listen(cityCommander, `region=${YANHU.code}`)
  await until(() => near.heard.length === 1 && far.heard.length === 1)
  const body = { playbook: 'epidemic', event: 'ORDER_CLOSE', scope: { units: [TINGLAN.code] }, reason: '疫情' }
  await city.ask(cityCommander, '/api/v1/orders', { method: 'POST', body, headers: { 'idempotency-key': 'settling' } })
  await until(() => newsOf(near.heard).some(({ body: { changes } }) => changes?.some(({ kind }) => kind === 'order.settled')))
  expect(newsOf(far.heard)).toEqual([])
  await near.hangUp()
  await far.hangUp()
})

test('signing out hangs up within two seconds', async () => {
  const screen = await listen(principal, `unit=${LIANPING.code}`)
  await until(() => screen.heard.length === 1)
  const cookie = await city.cookie(principal)
  await city.app.request('/api/auth/sign-out', { method: 'POST', headers: { host: HOST, origin: OWN_ORIGIN, cookie } })
  const late = new Promise<string>((resolve) => setTimeout(() => resolve('still connected'), 2_000))
  expect(await Promise.race([screen.ended.then(() => 'hung up'), late])).toBe('hung up')
})
