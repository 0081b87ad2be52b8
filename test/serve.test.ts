import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { announcement } from '../src/announce.ts'
import { readConfig, type Config } from '../src/config.ts'
import { openDatabase } from '../src/open.ts'
import { serve, type Running } from '../src/serve.ts'

// Loading the demo city takes some seconds, more while other tests use the processors.
vi.setConfig({ testTimeout: 180_000 })

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function settings(env: Readonly<Record<string, string>> = {}): Config {
  const folder = env['DATA_DIR'] ?? mkdtempSync(join(tmpdir(), 'fangxian-serve-'))
  if (env['DATA_DIR'] === undefined) folders.push(folder)
  const config = readConfig({ PORT: '0', DATA_DIR: folder, FANGXIAN_DEMO: '0', LOG_LEVEL: 'silent', ...env })
  if ('problems' in config) throw new Error(config.problems.join())
  return config
}

async function started(config: Config): Promise<Running> {
  const running = await serve(config)
  if ('problem' in running) throw new Error(running.problem)
  return running
}

const signIn = (address: string, username: string, password: string) =>
  fetch(`${address}/api/auth/sign-in/username`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  })

test('an empty database without a demo is served with the sign-in page and no account', async () => {
  const config = settings()
  const running = await started(config)
  expect((await fetch(`${running.address}/readyz`)).status).toBe(200)
  expect((await fetch(`${running.address}/metrics`)).status).toBe(200)
  expect((await fetch(running.address)).url).toContain('/sign-in')
  expect((await signIn(running.address, 'city', 'any password')).status).toBe(401)
  expect(announcement(running, config)).toContain(config.dataDir)
  expect(announcement(running, config)).not.toContain('demo accounts')
  await running.stop()
  await expect(fetch(`${running.address}/livez`)).rejects.toThrow('fetch failed')
})

test('a port that is taken stops the start with one clear line', async () => {
  const running = await started(settings())
  const second = await serve(settings({ PORT: new URL(running.address).port }))
  expect(second).toEqual({ problem: expect.stringMatching(/^cannot listen on 127\.0\.0\.1:\d+: /) })
  await running.stop()
})

test('a database that has other versions of playbooks in use stops the start with one clear line', async () => {
  const config = settings()
  await (await started(config)).stop()
  const { connections } = await openDatabase(config)
  await connections.writer
    .insertInto('playbook_version')
    .values({ playbook: 'flood', version: 9, digest: 'f'.repeat(64) })
    .execute()
  await connections.close()
  expect(await serve(config)).toEqual({
    problem: 'playbook versions in use cannot be removed or altered: this program lacks flood v9',
  })
})

test('the demo city is loaded once, whole, and its accounts open with the password that was printed', async () => {
  const config = settings({ FANGXIAN_DEMO: '1' })
  const first = await started(config)
  const printed = announcement(first, config)
  const password = first.demo?.password ?? ''
  for (const account of ['province', 'city', 'county', 'principal', 'doctor', 'inspector', 'auditor', 'admin']) {
    expect(printed).toMatch(new RegExp(`${account} +${password} `))
  }
  const answer = await signIn(first.address, 'city', password)
  expect(answer.status).toBe(200)
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const units = await fetch(`${first.address}/api/v1/regions/140800/situation`, { headers: { cookie } })
  expect(await units.json()).toMatchObject({ units: 1824 })
  const stream = await fetch(`${first.address}/api/v1/stream`, { headers: { cookie } })
  const began = performance.now()
  await first.stop()
  expect(performance.now() - began).toBeLessThan(5_000)
  expect(await stream.text()).toContain('event: hello')
  expect(readdirSync(config.dataDir).filter((file) => file.includes('loading'))).toEqual([])

  const again = await started(config)
  expect(again.demo?.password).toBe(password)
  await again.stop()
  const renamed = await started(settings({ FANGXIAN_DEMO: '1', DATA_DIR: config.dataDir, FANGXIAN_DEMO_PASSWORD: 'chosen by hand' }))
  expect((await signIn(renamed.address, 'city', 'chosen by hand')).status).toBe(200)
  await renamed.stop()
  expect(await serve(settings({ DATA_DIR: config.dataDir }))).toEqual({ problem: expect.stringMatching(/holds the demo city/) })
})
