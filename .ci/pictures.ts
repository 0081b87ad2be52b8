// Takes the pictures of README.md from the running product: `npm run pictures`. The demo city is opened on the night of
// 6 March 2022 with its time standing still, an order is given and a few steps are signed, so the pictures come out alike.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContextOptions } from 'playwright-core'
import { openBrowser } from '../test/browser/chromium.ts'

const PORT = '3990'
const HERE = `http://127.0.0.1:${PORT}`
const PASSWORD = 'for the pictures only'
const OUT = new URL('pictures/', import.meta.url).pathname
const folder = mkdtempSync(join(tmpdir(), 'fangxian-pictures-'))
const env = {
  ...process.env,
  PORT,
  DATA_DIR: folder,
  FANGXIAN_DEMO: '1',
  FANGXIAN_DEMO_PASSWORD: PASSWORD,
  FANGXIAN_CLOCK: '2022-03-06T22:40:00+08:00',
}
const server = spawn(process.execPath, ['dist/main.js'], { env, stdio: ['ignore', 'ignore', 'inherit'] })
try {
  await until(async () => (await fetch(`${HERE}/readyz`)).ok)
  const city = await signIn('city')
  const principal = await signIn('principal')
  const { unit } = await principal<{ unit: string }>('GET', '/me')
  const order = {
    playbook: 'epidemic',
    event: 'ORDER_LOCKDOWN',
    scope: { region: '140821', boarding: true },
    reason: '临猗县发现聚集性疫情，寄宿制学校就地封控',
    document: '运防指〔2022〕16号',
  }
  const { id } = await city<{ id: number }>('POST', '/orders', order)
  await until(async () => (await city<{ status: string }>('GET', `/orders/${id}`)).status === 'settled')
  await city('POST', '/orders', {
    ...order,
    event: 'ORDER_ONLINE',
    scope: { region: '140821', boarding: false },
    reason: '临猗县其他学校转入线上教学',
  })
  await sign(principal, unit, 'L-01', { groups: 8, leaders: 8 })
  await sign(principal, unit, 'L-03-onsite', { boardersOnSite: 486, staffOnSite: 58 })
  const seq = await sign(principal, unit, 'L-03', { boardersOnSite: 486, staffOnSite: 58, dayOutside: 141, staffOutside: 13, unreached: 2 })
  await take('principal', `/units/${unit}`, { viewport: { width: 360, height: 1150 }, deviceScaleFactor: 2 }, 'principal')
  await take('principal', `/units/${unit}/tasks/L-04`, { viewport: { width: 360, height: 1150 }, deviceScaleFactor: 2 }, 'task')
  await take('city', '/board', { viewport: { width: 1280, height: 900 } }, 'board')
  await take('auditor', `/journal/${seq}`, { viewport: { width: 1280, height: 900 } }, 'entry')
} finally {
  server.kill('SIGTERM')
  await once(server, 'exit')
  rmSync(folder, { recursive: true })
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await holds().catch(() => false)) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('waited in vain')
}

/** Asks the API as somebody who has signed in. */
type Ask = <T>(method: 'GET' | 'POST', path: string, body?: object) => Promise<T>

async function signIn(username: string): Promise<Ask> {
  const headers = { 'content-type': 'application/json', origin: HERE }
  const answer = await fetch(`${HERE}/api/auth/sign-in/username`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ username, password: PASSWORD }),
  })
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  return async <T>(method: string, path: string, body?: object) => {
    const asked = await fetch(`${HERE}/api/v1${path}`, {
      method,
      headers: { ...headers, cookie, 'idempotency-key': crypto.randomUUID() },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!asked.ok) throw new Error(`${method} ${path}: ${asked.status} ${await asked.text()}`)
    // The caller names the part of the contract that it reads.
    return (await asked.json()) as T
  }
}

interface Listed {
  readonly id: string
  readonly visit: number
  readonly occurrence: string | null
}

/** Signs a task of the checklist and answers the seq of the entry. */
async function sign(ask: Ask, unit: string, id: string, evidence: Readonly<Record<string, number>>): Promise<number> {
  const { tasks } = await ask<{ tasks: Listed[] }>('GET', `/units/${unit}/checklist`)
  const task = tasks.find((one) => one.id === id)
  if (task === undefined) throw new Error(`${id} is not on the checklist`)
  const { visit, occurrence } = task
  const asked = { playbook: 'epidemic', task: id, visit, occurrence, statement: 'done', evidence }
  return (await ask<{ seq: number }>('POST', `/units/${unit}/sign-offs`, asked)).seq
}

/** Somebody opens a page in a browser of their own, and the picture is kept. */
async function take(username: string, path: string, look: BrowserContextOptions, name: string): Promise<void> {
  mkdirSync(OUT, { recursive: true })
  const browser = await openBrowser()
  const page = await browser.newPage({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...look })
  await page.goto(`${HERE}/sign-in`)
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码').fill(PASSWORD)
  await page.getByRole('button', { name: '登录' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  await page.goto(HERE + path)
  await page.screenshot({ path: join(OUT, `${name}.png`) })
  await browser.close()
}
