// Takes pictures of every checklist as a telephone shows it: `npm run pictures:checklists`. Five schools of different kinds
// go through every phase that they can reach, in the running product, and their pages are kept in .ci/checklists/ (not
// in the repository), to be looked at whenever the steps of a playbook have changed.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import type { SchoolPost } from '../machines/vocabulary.ts'
import { SCHOOL_POSTS } from '../machines/vocabulary.ts'
import { openBrowser } from '../test/browser/chromium.ts'
import { filledIn, taskOf } from '../test/world.ts'

const PORT = '3991'
const HERE = `http://127.0.0.1:${PORT}`
const PASSWORD = 'for the pictures only'
const OUT = new URL('checklists/', import.meta.url).pathname
const TODAY = '2022-03-09'
const LONG_AGO = '2022-02-10'
const folder = mkdtempSync(join(tmpdir(), 'fangxian-checklists-'))
const env = {
  ...process.env,
  PORT,
  DATA_DIR: folder,
  FANGXIAN_DEMO: '0',
  FANGXIAN_CLOCK: `${TODAY}T10:40:00+08:00`,
}

interface School {
  readonly code: string
  readonly kind: string
  readonly name: string
  readonly boarders: number
  readonly day: number
  readonly staff: number
  /** What everybody but the head holds there; nobody, where the head is alone. */
  readonly posts: readonly SchoolPost[]
}

const VILLAGE: readonly SchoolPost[] = ['dutyLeader', 'reporter', 'classTeacher', 'logistics']
const NURSERY: readonly SchoolPost[] = [...VILLAGE, 'vicePrincipal', 'doctor', 'academic', 'security', 'canteen', 'familyLiaison']
const EVERY_POST = SCHOOL_POSTS.filter((post) => post !== 'principal')

const SCHOOLS: readonly School[] = [
  { code: '1408210001', kind: 'kindergarten', name: '临猗县向阳幼儿园', boarders: 0, day: 120, staff: 16, posts: NURSERY },
  { code: '1408210002', kind: 'primary', name: '临猗县槐树村小学', boarders: 0, day: 31, staff: 4, posts: VILLAGE },
  { code: '1408210003', kind: 'senior', name: '临猗县望澜高级中学', boarders: 1946, day: 248, staff: 214, posts: EVERY_POST },
  { code: '1408210004', kind: 'university', name: '运城拓野职业技术学院', boarders: 8391, day: 118, staff: 637, posts: EVERY_POST },
  { code: '1408210005', kind: 'training', name: '临猗县知音培训学校', boarders: 0, day: 60, staff: 5, posts: [] },
]

function fangxian(input: string, ...words: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/cli.js', ...words], { env, input, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${words.join(' ')}: ${stdout} ${stderr}`)
}

/** A city, a county, five schools, their heads and whoever signs there beside them. */
function people(): void {
  const lines = [
    'code,parent,kind,name,boarders,day,staff,hospital',
    '140800,,city,运城市,0,0,0,',
    '140821,140800,county,临猗县,0,0,0,',
    ...SCHOOLS.map(
      ({ code, kind, name, boarders, day, staff }) => `${code},140821,${kind},${name},${boarders},${day},${staff},临猗县人民医院`,
    ),
  ]
  const file = join(folder, 'units.csv')
  writeFileSync(file, lines.join('\n'))
  fangxian('', 'migrate')
  fangxian('', 'import', 'units', file)
  fangxian(PASSWORD, 'user', 'add', 'city', '--role', 'commander', '--unit', '140800', '--posts', 'commander', '--password-stdin')
  fangxian(PASSWORD, 'user', 'add', 'county', '--role', 'commander', '--unit', '140821', '--posts', 'commander', '--password-stdin')
  for (const { code, kind, posts } of SCHOOLS) {
    fangxian(PASSWORD, 'user', 'add', kind, '--role', 'principal', '--unit', code, '--posts', 'principal', '--password-stdin')
    if (posts.length > 0)
      fangxian(PASSWORD, 'user', 'add', `${kind}-staff`, '--role', 'staff', '--unit', code, '--posts', posts.join(','), '--password-stdin')
  }
}

people()
const server = spawn(process.execPath, ['dist/main.js'], { env, stdio: ['ignore', 'ignore', 'inherit'] })
const browser = await until(async () => ((await fetch(`${HERE}/readyz`)).ok ? openBrowser() : null))
try {
  mkdirSync(OUT, { recursive: true })
  const [city, county] = [await signIn('city'), await signIn('county')]
  const heads = await Promise.all(
    SCHOOLS.map(async (school) => ({
      school,
      ask: await signIn(school.kind),
      staff: await signIn(school.posts.length > 0 ? `${school.kind}-staff` : school.kind),
      page: await telephone(browser, school.kind),
    })),
  )
  const each = async (act: (head: (typeof heads)[number]) => Promise<unknown>, some = heads): Promise<void> => {
    for (const head of some) await act(head)
  }
  const take = (name: string, some = heads): Promise<void> =>
    each(async ({ school, page }) => {
      await page.goto(`${HERE}/units/${school.code}`)
      await page.screenshot({ path: join(OUT, `${school.kind}-${name}.png`), fullPage: true })
    }, some)
  const order = (event: string, facts: object = {}, some = heads): Promise<void> =>
    each(({ school }) => send(city, school, event, facts), some)
  const signAll = (ids: readonly string[], some = heads): Promise<void> =>
    each(async (head) => {
      for (const id of ids) await signHere(head, id)
    }, some)

  await take('1-normal')
  await order('BEGIN_VACATION')
  await take('2-vacation')
  await order('DEFER_OPENING', { until: TODAY })
  await take('3-deferred')
  await order('BEGIN_TERM')
  await each(({ school, ask }) => send(ask, school, 'REPORT_SUSPECTED'))
  await take('4-suspected')
  await each((head) => signHere(head, 'U-08', { tests: 2, negative: 2, positive: 0 }))
  await order('RULE_OUT', { notifiedBy: 'cdc' })
  await order('ORDER_CLOSE')
  await take('5-closed')
  await order('ORDER_LOCKDOWN')
  await take('6-sealed')
  await order('UNSEAL')
  await order('ORDER_ONLINE')
  await take('7-online')
  const training = heads.filter(({ school }) => school.kind === 'training')
  await order('LIFT', {}, training)
  await take('8-released', training)

  const schools = heads.filter(({ school }) => school.kind !== 'training')
  await each((head) => signHere(head, 'O-10', { lastCaseOn: LONG_AGO }), schools)
  await each(({ school, ask }) => send(ask, school, 'BEGIN_REOPENING'), schools)
  await take('8-planning', schools)
  await each(async ({ school, ask, staff }) => {
    for (const { id } of (await checklistOf(ask, school)).filter((task) => task.id.startsWith('P-')))
      await signHere({ school, ask, staff }, id)
    await sign(city, school, 'P-04', null)
    await send(ask, school, 'SUBMIT_PLAN')
  }, schools)
  await take('9-review', schools)
  await each(async ({ school }) => {
    // A university does not go by way of the county.
    if (school.kind !== 'university') {
      await sign(county, school, 'P-05-county')
      await send(county, school, 'ENDORSE_PLAN')
    }
    await sign(city, school, 'P-05-city')
    await send(city, school, 'ENDORSE_PLAN')
    await send(city, school, 'APPROVE_PLAN')
  }, schools)
  await take('a-batch', schools)
  await each((head) => signHere(head, head.school.kind === 'kindergarten' ? 'P-07-kindergarten' : 'P-07'), schools)
  await signAll(['P-08', 'P-10', 'P-09', 'P-15'], schools)
  await each(({ school }) => sign(city, school, 'P-11'), schools)
  await city('POST', '/clock', { to: '2022-03-14T10:40:00+08:00' })
  await order('BEGIN_OBSERVING', {}, schools)
  await take('b-observing', schools)
} finally {
  await browser.close()
  server.kill('SIGTERM')
  await once(server, 'exit')
  rmSync(folder, { recursive: true })
}

async function until<T>(look: () => Promise<T | null>): Promise<T> {
  for (let tries = 0; tries < 600; tries += 1) {
    const found = await look().catch(() => null)
    if (found !== null) return found
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('waited in vain')
}

/** Asks the API as somebody who has signed in. */
type Ask = <T>(method: 'GET' | 'POST', path: string, body?: object) => Promise<T>

async function signIn(username: string): Promise<Ask> {
  const headers = { 'content-type': 'application/json', origin: HERE }
  const body = JSON.stringify({ username, password: PASSWORD })
  const answer = await fetch(`${HERE}/api/auth/sign-in/username`, { method: 'POST', headers, body })
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  return async <T>(method: string, path: string, asked?: object) => {
    const key = { 'idempotency-key': crypto.randomUUID() }
    const reply = await fetch(`${HERE}/api/v1${path}`, {
      method,
      headers: { ...headers, cookie, ...key },
      ...(asked && { body: JSON.stringify(asked) }),
    })
    if (!reply.ok) throw new Error(`${method} ${path} ${JSON.stringify(asked)}: ${reply.status} ${await reply.text()}`)
    // The caller names the part of the contract that it reads.
    return (await reply.json()) as T
  }
}

function send(ask: Ask, { code }: School, event: string, facts: object = {}): Promise<unknown> {
  return ask('POST', `/units/${code}/events`, { playbook: 'epidemic', event, facts, reason: '演练取图' })
}

interface Listed {
  readonly id: string
  readonly visit: number
  readonly occurrence: string | null
}

async function checklistOf(ask: Ask, { code }: School): Promise<readonly Listed[]> {
  return (await ask<{ tasks: readonly Listed[] }>('GET', `/units/${code}/checklist`)).tasks
}

/** Signs for the school: whoever holds one of the posts, or the head for posts that nobody holds. */
function signHere({ school, ask, staff }: Signing, id: string, said: object = {}): Promise<void> {
  const held = taskOf(id).signers.some(({ post }) => school.posts.some((one) => one === post))
  return sign(held ? staff : ask, school, id, said)
}

interface Signing {
  readonly school: School
  readonly ask: Ask
  readonly staff: Ask
}

/** Signs a task with a form that adds up; a second signature says nothing of its own. */
async function sign(ask: Ask, school: School, id: string, said: object | null = {}): Promise<void> {
  const found = (await checklistOf(ask, school)).find((one) => one.id === id)
  if (found === undefined) throw new Error(`${id} is not on the checklist`)
  const { visit, occurrence } = found
  const evidence = said === null ? {} : { ...filledIn(taskOf(id), asUnit(school)), ...said }
  await ask('POST', `/units/${school.code}/sign-offs`, { playbook: 'epidemic', task: id, visit, occurrence, statement: 'done', evidence })
}

function asUnit(school: School): Parameters<typeof filledIn>[1] {
  return { ...school, id: 0, parent: null, kind: 'senior', path: '', levels: [], hospital: '' }
}

/** A browser as wide as a telephone, in which the head of the school has signed in. */
async function telephone(from: Browser, username: string): Promise<Page> {
  const page = await from.newPage({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 360, height: 740 }, isMobile: true })
  await page.goto(`${HERE}/sign-in`)
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码').fill(PASSWORD)
  await page.getByRole('button', { name: '登录' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  return page
}
