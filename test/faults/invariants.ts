import type { Database } from '../../db/connect.ts'
import { readCounter } from '../../db/append.ts'
import { findRunningOrder } from '../../db/order-progress.ts'
import { findDue } from '../../db/responses.ts'
import type { Build } from './build.ts'
import { isDone, read, readText, send, type Told } from './client.ts'
import type { JournalWatch } from './journal-watch.ts'
import { acknowledged, unknown, type Remembered } from './memory.ts'
import type { Place } from './place.ts'
import { runCommand, type Server, type Settings } from './server.ts'
import type { Town } from './town.ts'

// What must hold after every fault. Each answers with what is wrong, in words; nothing wrong, nothing said.
// I4, the signed tree over the journal, is not part of the product yet.

/** I6, the other half: what fell due while the server was down is recorded soon after it is back. */
const RECOVERED_WITHIN_MS = 2_000
const GIVEN_UP_AFTER_MS = 5_000
const SETTLED_WITHIN_MS = 15_000
const ASK_EVERY_MS = 20

/** I1 and I2: everything told of, and everything that nobody knows of, sent again under its key, is there exactly once. */
export async function sentAgain(
  town: Town,
  server: Server,
  some: readonly Remembered[],
  journal: JournalWatch,
): Promise<readonly string[]> {
  const asked = [...acknowledged(some), ...unknown(some)]
  await greet(town, server, asked)
  const again = await Promise.all(asked.map((remembered) => sendAgain(town, server, remembered)))
  const news = await journal.readOn(server.address, witnessOf(town))
  return [...again.flatMap(({ wrong }) => wrong), ...news, ...again.flatMap(({ act, answer }) => effectsWrong(act.key, answer, journal))]
}

/** Each asks for something first, so that hundreds of sessions are not looked up twenty times over at once. */
async function greet(town: Town, { address }: Server, some: readonly Remembered[]): Promise<void> {
  const people = new Set(some.map(({ act }) => act.who))
  await Promise.all([...people].map((who) => readText(address, town.cookies.get(who) ?? '', '/me')))
}

async function sendAgain(
  town: Town,
  server: Server,
  { act, told }: Remembered,
): Promise<{ readonly act: Remembered['act']; readonly answer: Told | null; readonly wrong: readonly string[] }> {
  const answer = await send(server.address, town.cookies.get(act.who) ?? '', act)
  const name = `${act.key} ${act.path}`
  if (answer === null) return { act, answer, wrong: [`${name}: no answer after the recovery`] }
  const isSame = !isDone(told) || (answer.status === told.status && answer.body === told.body)
  const wrong = isSame ? [] : [`I2: ${name}: first answered ${told.status} ${told.body}, then ${answer.status} ${answer.body}`]
  return { act, answer, wrong: answer.status >= 500 ? [...wrong, `${name}: ${answer.status} after the recovery`] : wrong }
}

function effectsWrong(key: string, answer: Told | null, journal: JournalWatch): readonly string[] {
  const expected = isDone(answer) ? 1 : 0
  const found = journal.effectsOf(key)
  if (found === expected) return []
  return [`${found < expected ? 'I1' : 'I2'}: ${key} has ${found} effects in the journal instead of ${expected}`]
}

/** Whoever may read the whole journal. */
export function witnessOf(town: Town): string {
  return town.cookies.get('province') ?? ''
}

/** I5: every order that somebody was told of has settled, with one outcome for each school. */
export async function ordersSettled(town: Town, server: Server, some: readonly Remembered[], schools: number): Promise<readonly string[]> {
  const orders = acknowledged(some).filter(({ act }) => act.path === '/orders')
  const wrong: string[] = []
  for (const { told } of orders) {
    const { id } = JSON.parse(told?.body ?? '{}') as { readonly id: number } // As the API documents it.
    wrong.push(...(await orderWrong(town, server, id, schools)))
  }
  return wrong
}

interface OrderAnswer {
  readonly status: string
  readonly counts: Readonly<Record<'matched' | 'changed' | 'unchanged' | 'refused' | 'pending', number>>
}

async function orderWrong(town: Town, { address }: Server, id: number, schools: number): Promise<readonly string[]> {
  const cookie = witnessOf(town)
  const until = performance.now() + SETTLED_WITHIN_MS
  const look = (): Promise<OrderAnswer | null> => read<OrderAnswer>(address, cookie, `/orders/${id}`).catch(() => null)
  let order = await look()
  while (order !== null && order.status !== 'settled' && performance.now() < until) {
    await pause(ASK_EVERY_MS)
    order = await look()
  }
  if (order === null) return [`I1: order ${id} cannot be found`]
  if (order.status !== 'settled') return [`I5: order ${id} is ${order.status} ${SETTLED_WITHIN_MS} ms after the recovery`]
  const decided = await outcomesOf(address, cookie, id)
  const { matched, changed, unchanged, refused, pending } = order.counts
  const isWhole = matched === schools && changed + unchanged + refused === schools && pending === 0
  const isOnce = decided.length === schools && new Set(decided).size === schools
  return isWhole && isOnce ? [] : [`I5: order ${id} on ${schools} schools: ${JSON.stringify(order.counts)}, ${decided.length} outcomes`]
}

async function outcomesOf(address: string, cookie: string, id: number): Promise<readonly string[]> {
  const units: string[] = []
  for (let cursor = ''; units.length < 100_000;) {
    const query = `limit=500${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`
    const page = await read<{ readonly items: readonly { readonly unit: string }[]; readonly next: string | null }>(
      address,
      cookie,
      `/orders/${id}/outcomes?${query}`,
    )
    units.push(...page.items.map(({ unit }) => unit))
    if (page.next === null) break
    cursor = page.next
  }
  return units
}

/**
 * I6, I5: within two seconds, before anybody asks anything of it, nothing is due any more and no order stands still. The time
 * in which the computer was busy with others and gave the server no processor does not count.
 */
export async function caughtUp(place: Place, server: Server, now: () => string): Promise<readonly string[]> {
  const [began, waitedBefore] = [performance.now(), server.waitedForProcessorMs()]
  const connections = await place.connect()
  try {
    let lateMs: number | null = null
    for (;;) {
      const standing = await standingStill(connections.reader, now())
      const took = performance.now() - began
      if (standing === null) return lateMs === null ? [] : [`I6: caught up only after ${Math.round(took)} ms`]
      const own = took - (server.waitedForProcessorMs() - waitedBefore)
      if (own > RECOVERED_WITHIN_MS) lateMs ??= own
      if (server.isGone() || own > GIVEN_UP_AFTER_MS) return [`I6: after ${Math.round(took)} ms ${standing}`]
      await pause(ASK_EVERY_MS)
    }
  } finally {
    await connections.close()
  }
}

async function standingStill(reader: Database, now: string): Promise<string | null> {
  const due = await findDue(reader, now, 1_000)
  const order = await findRunningOrder(reader)
  if (due.length === 0 && order === null) return null
  const where = order === null ? '' : `, order ${order.id} stands at ${order.cursor === '' ? 'its beginning' : order.cursor}`
  return `${due.length} schools are still due${where} (seq ${await readCounter(reader)})`
}

/** I3: `fangxian replay` rebuilds everything from the journal and finds no difference. */
export async function replays(build: Build, settings: Settings): Promise<readonly string[]> {
  const { exit, said } = await runCommand(build, settings, ['replay'])
  return exit === 0 ? [] : [`I3: replay ended with ${exit}: ${said.slice(0, 2_000)}`]
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
