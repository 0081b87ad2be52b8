import { gunzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { boardOf, notActed } from '../db/board.ts'
import { stepTallies } from '../db/key-steps.ts'
import { findPlaybook } from '../machines/registry.ts'
import { weekdayCalendar } from '../src/core/calendar/calendar.ts'
import { keySteps } from '../src/core/key-steps.ts'
import { lastReportDate } from '../src/core/report-date.ts'
import type { Ground } from './ground.ts'
import { openGround } from './ground.ts'
import type { Suite } from './measure.ts'
import { inTurn, NO_MORE_THAN_BUDGET, row } from './measure.ts'
import { orderAll } from './orders.ts'
import { EVENING, principalOf, schoolsOf, TIME_ZONE } from './region.ts'
import { HOST } from './request.ts'
import { appOver } from './served.ts'
import { signedIn } from './sessions.ts'

const SCHOOLS = 1_824
const CHECKLIST_BUDGET_MS = 1.5
const FIRST_LOAD_BUDGET_KB = 60
const LATER_BUDGET_KB = 8

/** Pages as a signed-in browser asks for them, zipped: processor time of the server, and what goes over the wire. */
export const pages: Suite = {
  names: ['checklist-page', 'checklist-page-first-bytes', 'checklist-page-bytes', 'board-page'],
  async *run(store) {
    const ground = await openGround(store, SCHOOLS)
    const order = await orderAll(ground, 'ORDER_LOCKDOWN')
    await ground.engine.idle()
    const school = schoolsOf(ground.units).find(({ kind }) => kind === 'junior')
    if (school === undefined) throw new Error('the region has no junior school')
    const { app, close } = appOver(ground)
    const [principal = '', commander = ''] = await signedIn(ground.connections.writer, [
      principalOf(school).person,
      ground.commander.person,
    ])
    const page = `/units/${school.code}`
    const checklist = await inTurn(
      3,
      () => cpuOf(300, () => get(app, page, principal)),
      () => Promise.resolve(CHECKLIST_BUDGET_MS),
    )
    yield row('checklist-page', 'ms cpu', checklist.ours, CHECKLIST_BUDGET_MS, NO_MORE_THAN_BUDGET)
    const { first, later } = await bytesOf(app, page, principal)
    yield row('checklist-page-first-bytes', 'KB', first / 1_024, FIRST_LOAD_BUDGET_KB, NO_MORE_THAN_BUDGET)
    yield row('checklist-page-bytes', 'KB', later / 1_024, LATER_BUDGET_KB, NO_MORE_THAN_BUDGET)
    const bare = bareBoard(ground, order)
    // Each at an address of its own: otherwise all but the first would be shown what was made for it.
    let asked = 0
    const board = await inTurn(
      3,
      () => cpuOf(40, () => get(app, `/board?asked=${(asked += 1)}`, commander)),
      () => cpuOf(40, () => get(bare, '/board', '')),
    )
    yield row('board-page', 'ms cpu', board.ours, board.limit)
    close()
    await ground.close()
    await store.remove(ground.address)
  },
}

type App = Pick<Hono, 'request'>

async function get(app: App, path: string, cookie: string): Promise<Response> {
  const answer = await app.request(path, { headers: { host: HOST, cookie, 'accept-encoding': 'gzip' } })
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
  return answer
}

/** Processor milliseconds of the whole process for one answer, zipping on other threads included, when warm. */
async function cpuOf(times: number, ask: () => Promise<Response>): Promise<number> {
  const all = async (): Promise<void> => {
    for (let time = 0; time < times; time += 1) await (await ask()).arrayBuffer()
  }
  await all()
  const before = process.cpuUsage()
  await all()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000 / times
}

/** The page with all that it loads, and the page alone, because a browser keeps the rest for ever. */
async function bytesOf(app: App, path: string, cookie: string): Promise<{ readonly first: number; readonly later: number }> {
  const page = Buffer.from(await (await get(app, path, cookie)).arrayBuffer())
  const assets = [
    ...new Set(
      gunzipSync(page)
        .toString()
        .match(/\/assets\/[\w.]+/g) ?? [],
    ),
  ]
  if (assets.length === 0) throw new Error('the page loads nothing')
  const sizes = await Promise.all(assets.map(async (asset) => (await (await get(app, asset, cookie)).arrayBuffer()).byteLength))
  return { first: sizes.reduce((sum, size) => sum + size, page.length), later: page.length }
}

/** The same figures out of the same queries, as JSON: no session, no page, no zip. */
function bareBoard({ connections: { reader }, commander }: Ground, order: number): Hono {
  const playbook = findPlaybook('epidemic')
  if (playbook === undefined) throw new Error('no playbook epidemic is registered')
  const steps = keySteps(playbook)
  const date = lastReportDate(playbook, weekdayCalendar(TIME_ZONE), EVENING)
  return new Hono().get('/board', async (c) =>
    c.json({
      rows: await boardOf(reader, commander, commander.unit, { date }),
      steps: await stepTallies(reader, commander, commander.unit, steps),
      idle: await notActed(reader, commander, commander.unit, order, { now: EVENING, limit: 50 }),
    }),
  )
}
