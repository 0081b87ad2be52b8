import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test, vi } from 'vitest'
import { addWrongGuess } from '../../db/accounts.ts'
import { BACKUP_TABLES } from '../../db/backup-tables.ts'
import { readCounter } from '../../db/append.ts'
import { insertChanges } from '../../db/calendar.ts'
import type { Connections } from '../../db/connect.ts'
import { MIGRATION_NAMES } from '../../db/migrate.ts'
import { probeWrite } from '../../db/probe.ts'
import { backup } from '../../src/engine/backup.ts'
import { checkBackup, restore } from '../../src/engine/restore.ts'
import { replay } from '../../src/engine/replay.ts'
import { createAccounts } from '../../src/http/accounts.ts'
import { PHOTO } from '../photos.ts'
import { terms } from '../core/overlay/overlays.ts'
import { admin, asPerson, countyCommander, dutyLeader, inspector, LIANPING, LINYI, NIGHT, TIME_ZONE } from '../world.ts'
import { openCity, OLDER, orderBy, settle, signature, type TestCity } from './city.ts'
import { contentsOf, newFolder, openFresh, restoredDatabase } from './restored.ts'

vi.setConfig({ testTimeout: 20_000 })

const PASSWORD = 'a sentence to remember'
const accountsOf = (connections: Connections) => createAccounts({ connections, secret: 'x'.repeat(64), publicUrl: null })

/** A city with something in every table: an order, a calendar of which one change is still on its way, a move that a school could not follow, a signature with a note that was erased, a file, a document to sign for, a concealed report, an account and its session. */
async function openEventfulCity(): Promise<TestCity> {
  const city = await openCity({ registered: OLDER })
  const { engine, connections } = city
  await settle(city, orderBy(countyCommander, 'ORDER_LOCKDOWN', { region: LINYI.code }), 'lockdown')
  const visit = (await city.responseOf(LIANPING)).visits['control.lockdown']?.seq ?? 0
  await engine.execute(signature(dutyLeader, 'L-04', visit, { note: '三号楼王同学、𠮷田同学 "未到"\n' }), 'one')
  const signed = await engine.execute(signature(dutyLeader, 'L-03', visit, { note: '已擦除', occurrence: 'first' }), 'two')
  await engine.attach({ actor: dutyLeader, unit: LIANPING.code, files: [{ name: '东门.jpg', bytes: PHOTO }] }, null)
  await engine.publishOverlay({ actor: countyCommander, terms: terms(), reason: '县指挥部令', document: '' }, 'overlay')
  await engine.idle()
  const texts = { title: '夜间值守通知', text: '今晚起双岗值守。', document: '', from: '', to: '' }
  const notice = { actor: countyCommander, terms: { kind: 'document' }, playbook: null, due: { hours: 12 }, texts } as const
  const report = { unit: LIANPING.code, playbook: 'epidemic', mode: 'actual', task: 'N-02', date: '2026-03-06', caseSeq: null }
  await engine.execute({ kind: 'concealment', actor: inspector, ...report, grounds: '核查台账', document: '' }, 'concealment')
  await engine.giveAssignment({ ...notice, scope: { region: LINYI.code } }, 'assignment')
  await engine.idle()
  const dates = { reviewOn: '2026-03-10', expiresOn: '2026-03-20' }
  const field = { kind: 'field', task: 'F-05', field: { label: '清运淤泥（车）', type: 'count' } } as const
  await engine.publishOverlay(
    { actor: countyCommander, terms: terms({ playbook: 'flood', ...dates, additions: [field] }), reason: '县指挥部令', document: '' },
    'flood',
  )
  await engine.idle()
  const scope = { region: LINYI.code }
  const move = { playbook: 'flood', mode: 'actual', from: 1, to: 2, scope, reason: '执行新版预案', document: '' }
  await engine.planMove({ actor: countyCommander, ...move }, 'move')
  await engine.idle()
  const { writer } = connections
  await writer
    .updateTable('private_text')
    .set({ text: null })
    .where('seq', '=', 'seq' in signed ? signed.seq : 0)
    .execute()
  await engine.recordPerson(admin, { ...asPerson(countyCommander), username: 'county' })
  await accountsOf(connections).setPassword({ id: countyCommander.person, username: 'county', name: '王指挥' }, PASSWORD)
  await accountsOf(connections).signIn('county', PASSWORD, new Headers())
  await addWrongGuess(writer, 'county', NIGHT, '')
  await engine.recordCalendar(admin, [
    { region: LINYI.code, kind: '', from: '2026-05-01', to: '2026-05-05', what: 'holiday', name: '劳动节' },
  ])
  await engine.idle()
  await insertChanges(writer, [{ seq: 1, path: '999999/', cursor: '' }])
  await probeWrite(writer, NIGHT)
  return city
}

test('what is restored is what was there, row by row; only sessions and wrong guesses stay behind', async () => {
  const { connections } = await openEventfulCity()
  const file = join(newFolder(), 'city.backup')
  const made = await backup(connections, file, NIGHT)
  const { session, wrong_guess, ...original } = await contentsOf(connections.reader)
  expect([session?.length, wrong_guess?.length]).toEqual([1, 1])
  // Otherwise nothing was put to the test. Nothing is verified by mail, and with SQLite the key of sessions is in a file.
  expect(Object.keys(original).filter((table) => original[table]?.length === 0)).toEqual(['secret', 'verification'])
  expect(await contentsOf((await restoredDatabase(file)).reader)).toEqual({ ...original, session: [], wrong_guess: [] })
  expect(made).toMatchObject({ seq: await readCounter(connections.reader), at: NIGHT })
  expect('rows' in made && made.rows).toEqual(Object.fromEntries(BACKUP_TABLES.map(({ name }) => [name, original[name]?.length])))
})

test('with the restored accounts people sign in with their passwords, and nobody is signed in yet', async () => {
  const city = await openEventfulCity()
  const signedIn = await accountsOf(city.connections).signIn('county', PASSWORD, new Headers())
  const cookie = 'cookies' in signedIn ? signedIn.cookies.map((one) => one.split(';')[0]).join('; ') : ''
  expect(await accountsOf(city.connections).presenceOf(new Headers({ cookie }))).toMatchObject({ person: { username: 'county' } })
  const file = join(newFolder(), 'city.backup')
  await backup(city.connections, file, NIGHT)
  const accounts = accountsOf(await restoredDatabase(file))
  expect(await accounts.presenceOf(new Headers({ cookie }))).toBeNull()
  expect(await accounts.signIn('county', PASSWORD, new Headers())).toMatchObject({ person: { username: 'county' } })
})

test('the file is for its owner alone, says what it is, and is there under its name only when it is whole', async () => {
  const { connections } = await openCity()
  const file = join(newFolder(), 'city.backup')
  const made = await backup(connections, file, NIGHT)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(existsSync(`${file}.partial`)).toBe(false)
  const lines = gunzipSync(readFileSync(file)).toString().trimEnd().split('\n')
  const migrations = MIGRATION_NAMES
  expect(JSON.parse(lines[0] ?? '')).toEqual({ format: 'fangxian-backup', v: 1, migrations, seq: 'seq' in made && made.seq, at: NIGHT })
  expect(JSON.parse(lines.at(-1) ?? '')).toEqual({ rows: 'rows' in made && made.rows, sha256: 'sha256' in made && made.sha256 })
})

test('nothing is overwritten: neither a backup, nor one that another is just writing', async () => {
  const { connections } = await openCity()
  const file = join(newFolder(), 'city.backup')
  const both = await Promise.all([backup(connections, file, NIGHT), backup(connections, file, NIGHT)])
  // Whether the other was still writing when it looked, or done already.
  expect(both.filter((made) => 'refusal' in made)).toEqual([{ refusal: expect.stringMatching(/^(unfinished_backup|file_exists)$/) }])
  const bytes = readFileSync(file)
  expect(await backup(connections, file, NIGHT)).toEqual({ refusal: 'file_exists' })
  expect(readFileSync(file).equals(bytes)).toBe(true)
  writeFileSync(`${file}.2.partial`, 'half')
  expect(await backup(connections, `${file}.2`, NIGHT)).toEqual({ refusal: 'unfinished_backup' })
  expect(readFileSync(`${file}.2.partial`, 'utf8')).toBe('half')
})

test('a file that cannot be written, or a database in which nothing was ever recorded, leaves no backup', async () => {
  const { connections } = await openCity()
  const folder = newFolder()
  expect(await backup(connections, join(folder, 'none', 'city.backup'), NIGHT)).toMatchObject({
    refusal: 'cannot_write',
    reason: expect.stringContaining('ENOENT'),
  })
  expect(await backup(await openFresh(), join(folder, 'empty.backup'), NIGHT)).toEqual({ refusal: 'nothing_recorded' })
  expect(existsSync(join(folder, 'empty.backup'))).toBe(false)
})

test('a database that holds a single entry is not restored into, and stays as it is', async () => {
  const city = await openCity()
  const file = join(newFolder(), 'city.backup')
  await backup(city.connections, file, NIGHT)
  const before = await contentsOf(city.connections.reader)
  const checked = await checkBackup(file)
  if ('refusal' in checked) throw new Error(checked.refusal)
  expect(await restore(city.connections, file, checked)).toEqual({ refusal: 'not_empty' })
  expect(await contentsOf(city.connections.reader)).toEqual(before)
})

test('a restored journal is as append-only as any', async () => {
  const city = await openCity()
  const file = join(newFolder(), 'city.backup')
  await backup(city.connections, file, NIGHT)
  const { writer } = await restoredDatabase(file)
  await expect(writer.updateTable('journal').set({ at: NIGHT }).where('seq', '=', 1).execute()).rejects.toThrow('append-only')
  await expect(writer.deleteFrom('journal').where('seq', '=', 1).execute()).rejects.toThrow('append-only')
})

test('a backup that is changed while it is restored leaves nothing', async () => {
  const [one, another] = [await openCity(), await openEventfulCity()]
  const file = join(newFolder(), 'city.backup')
  await backup(one.connections, file, NIGHT)
  const checked = await checkBackup(file)
  if ('refusal' in checked) throw new Error(checked.refusal)
  const other = join(newFolder(), 'city.backup')
  await backup(another.connections, other, NIGHT)
  const fresh = await openFresh()
  const before = await contentsOf(fresh.reader)
  await expect(restore(fresh, other, checked)).rejects.toThrow('became another file')
  expect(await contentsOf(fresh.reader)).toEqual(before)
  expect((await replay(fresh, TIME_ZONE)).entries).toBe(0)
})

test('a restored city is served on, backed up and restored again', async () => {
  const { connections } = await openEventfulCity()
  const [first, second] = [join(newFolder(), 'first.backup'), join(newFolder(), 'second.backup')]
  await backup(connections, first, NIGHT)
  await backup(await restoredDatabase(first), second, NIGHT)
  expect(gunzipSync(readFileSync(second)).equals(gunzipSync(readFileSync(first)))).toBe(true)
})
