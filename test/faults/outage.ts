import { readText, send } from './client.ts'
import { pause } from './invariants.ts'
import type { Server } from './server.ts'
import { PASSWORD, type Town } from './town.ts'

// What a server owes to people while its database cannot be written, and right afterwards.

const STALLED_MS = 1_000
const READ_WITHIN_MS = 3_000
const BACK_WITHIN_MS = 5_000
const ASK_EVERY_MS = 50

export interface Alive {
  /** The longest that it took to say so. */
  readonly slowestMs: number
  readonly wrong: readonly string[]
}

/** It shows that it is alive at least once a second, says that it is not ready, and goes on showing pages. */
export async function aliveThroughout(town: Town, server: Server, forMs: number): Promise<Alive> {
  const until = performance.now() + forMs
  const wrong = await Promise.all([readsOn(town, server), notReady(server)])
  let slowestMs = 0
  while (performance.now() < until) {
    const asked = performance.now()
    const answer = await fetch(`${server.address}/livez`, { signal: AbortSignal.timeout(20_000) }).catch(() => null)
    if (answer?.status !== 200) return { slowestMs, wrong: [...wrong.flat(), `/livez answered ${answer?.status}`] }
    slowestMs = Math.max(slowestMs, performance.now() - asked)
    await pause(ASK_EVERY_MS)
  }
  const stalled = slowestMs > STALLED_MS ? [`the server stood still for ${Math.round(slowestMs)} ms`] : []
  return { slowestMs, wrong: [...wrong.flat(), ...stalled] }
}

async function readsOn(town: Town, { address }: Server): Promise<readonly string[]> {
  const asked = performance.now()
  const cookie = town.cookies.get('county') ?? ''
  const units = readText(address, cookie, '/units?limit=5').then(
    () => [],
    (error: unknown) => [`reading failed: ${String(error)}`],
  )
  const page = fetch(`${address}/sign-in`).then(
    ({ status }) => (status === 200 ? [] : [`the sign-in page answered ${status}`]),
    (error: unknown) => [`the sign-in page failed: ${String(error)}`],
  )
  const wrong = (await Promise.all([units, page])).flat()
  const took = performance.now() - asked
  return took > READ_WITHIN_MS ? [...wrong, `reading took ${Math.round(took)} ms`] : wrong
}

async function notReady({ address }: Server): Promise<readonly string[]> {
  const asked = performance.now()
  // It may have found out a second ago that it could write.
  for (let status = 200; performance.now() - asked < READ_WITHIN_MS;) {
    status = (await fetch(`${address}/readyz`)).status
    if (status === 503) return []
    await pause(ASK_EVERY_MS)
  }
  return ['/readyz does not say that the database cannot be written']
}

/** Whoever gives an order or signs in is told that it is not saved, in words, and when to come again. */
export async function refusesPlainly(town: Town, server: Server, key: string): Promise<readonly string[]> {
  const scope = { units: town.schools.slice(-1).map(({ code }) => code) }
  const body = { playbook: 'epidemic', event: 'ORDER_CLOSE', scope, reason: key }
  const [told, signedIn] = await Promise.all([
    send(server.address, town.cookies.get('county') ?? '', { key, who: 'county', path: '/orders', body }),
    fetch(`${server.address}/api/auth/sign-in/username`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.address },
      body: JSON.stringify({ username: 'county', password: PASSWORD }),
    }),
  ])
  const said = await signedIn.text()
  return [
    ...(told?.status === 503 && told.body.includes('"not_writable"') ? [] : [`an order was answered ${told?.status} ${told?.body}`]),
    ...(signedIn.status === 503 && said.includes('"not_writable"') ? [] : [`signing in was answered ${signedIn.status} ${said}`]),
    ...(signedIn.headers.get('retry-after') === null ? ['nobody was told when to come again'] : []),
  ]
}

/** Once the trouble is over it says so by itself. */
export async function writableAgain(server: Server): Promise<readonly string[]> {
  const until = performance.now() + BACK_WITHIN_MS
  while (performance.now() < until && !server.isGone()) {
    const { status } = await fetch(`${server.address}/readyz`)
    if (status === 200) return []
    await pause(ASK_EVERY_MS)
  }
  return [`not ready ${BACK_WITHIN_MS} ms after the trouble was over`]
}
