import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { connectSqlite, type Connections } from '../../db/connect.ts'
import { migrate } from '../../db/migrate.ts'
import { createAccounts, type Accounts } from '../../src/http/accounts.ts'

// Each password takes a tenth of a second of a processor that other tests use as well.
vi.setConfig({ testTimeout: 30_000 })

const folder = mkdtempSync(join(tmpdir(), 'fangxian-'))
let connections: Connections
let accounts: Accounts

beforeAll(async () => {
  connections = await connectSqlite(join(folder, 'a.sqlite'))
  await migrate(connections.writer)
  await connections.writer
    .insertInto('unit')
    .values({
      id: 1,
      code: '1',
      parent: null,
      kind: 'senior',
      name: '一中',
      path: '1/',
      levels: '',
      boarders: 1,
      day: 1,
      staff: 1,
      hospital: '',
      seq: 1,
    })
    .execute()
  await connections.writer
    .insertInto('person')
    .values({ id: 'p1', username: '王校长', name: '王建国', role: 'principal', unit: '1', posts: '["principal"]', active: 1, seq: 2 })
    .execute()
  accounts = createAccounts({ connections, secret: 'f'.repeat(20) + 'a1b2c3d4e5f6g7', publicUrl: null })
  await accounts.setPassword({ id: 'p1', username: '王校长', name: '王建国' }, 'correct horse')
})

afterAll(async () => {
  await connections.close()
  rmSync(folder, { recursive: true })
})

const cookieOf = (cookies: readonly string[]): Headers => new Headers({ cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; ') })

test('a principal with a Chinese account name signs in, is recognised, and is forgotten after signing out', async () => {
  const signedIn = await accounts.signIn('王校长', 'correct horse', new Headers())
  if ('refusal' in signedIn) throw new Error(signedIn.refusal)
  const headers = cookieOf(signedIn.cookies)
  const presence = await accounts.presenceOf(headers)
  expect(presence).toMatchObject({ person: { person: 'p1', role: 'principal', level: 'school', posts: ['principal'] } })
  expect((await accounts.sessions([presence?.token ?? ''])).size).toBe(1)
  await accounts.signOut(headers)
  expect(await accounts.presenceOf(headers)).toBeNull()
  expect((await accounts.sessions([presence?.token ?? ''])).size).toBe(0)
})

test('the eleventh guess within a quarter of an hour is refused even with the right password', async () => {
  for (let guess = 1; guess <= 10; guess += 1)
    expect(await accounts.signIn('王校长', `wrong ${guess}`, new Headers())).toEqual({ refusal: 'wrong_password' })
  expect(await accounts.signIn('王校长', 'correct horse', new Headers())).toEqual({ refusal: 'too_many_guesses' })
})
