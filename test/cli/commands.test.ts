import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { otherCityCsv } from '../demo/other-city.ts'
import { fangxian as runFangxian } from './fangxian.ts'

vi.setConfig({ testTimeout: 60_000 })

const folder = mkdtempSync(join(tmpdir(), 'fangxian-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs a command line on a database of this test alone. */
const fangxian = async (words: readonly string[], input = '') => runFangxian(join(folder, 'data'), words, input)
const json = async (words: readonly string[], input = '') =>
  JSON.parse((await fangxian([...words, '--json'], input)).stdout) as Record<string, unknown>
const file = (name: string, contents: string | Uint8Array): string => {
  writeFileSync(join(folder, name), contents)
  return join(folder, name)
}

test('every command explains itself, and what there is not is a mistake in usage', async () => {
  expect((await fangxian([])).status).toBe(2)
  expect(await fangxian(['--help'])).toMatchObject({ status: 0, stdout: expect.stringMatching(/import units FILE\.csv/) })
  for (const name of [
    'serve',
    'migrate',
    'import units',
    'import calendar',
    'user add',
    'user reset',
    'user list',
    'order',
    'replay',
    'lint',
    'export',
    'backup',
    'restore',
  ]) {
    expect(await fangxian([...name.split(' '), '--help'])).toMatchObject({ status: 0, stdout: expect.stringContaining(`-- ${name} `) })
  }
  expect(await fangxian(['fly'])).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/no such command: fly/) })
  expect((await fangxian(['replay', '--fast'])).status).toBe(2)
  expect((await fangxian(['import', 'units'])).status).toBe(2)
})

test('a bad list changes nothing and says why, line by line', async () => {
  const bad = file('bad.csv', 'code,parent,kind,name,boarders,day,staff,hospital\n1,,city,甲市,,,,\n2,9,junior,乙中,1,1,1,\n')
  expect(await fangxian(['import', 'units', bad])).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(/第 3 行.*9/) })
  expect((await fangxian(['import', 'units', join(folder, 'none.csv')])).status).toBe(2)
})

test('another city of 1,600 schools comes in once, checked first, and again changes nothing', async () => {
  const list = file('units.csv', otherCityCsv())
  expect(await json(['import', 'units', list, '--dry-run'])).toEqual({ dryRun: true, added: 1612, changed: 0, unchanged: 0 })
  expect(await json(['import', 'units', list])).toEqual({ dryRun: false, added: 1612, changed: 0, unchanged: 0 })
  const renamed = file('renamed.csv', otherCityCsv().replace('大连市', '大连'))
  expect(await json(['import', 'units', list])).toMatchObject({ added: 0, changed: 0, unchanged: 1612 })
  expect(await json(['import', 'units', renamed, '--dry-run'])).toMatchObject({ added: 0, changed: 1, unchanged: 1611 })
})

test('a school calendar comes in whole or not at all, in UTF-8 or GBK, and again changes nothing', async () => {
  const header = 'region,kind,from,to,what,name'
  const bad = file('bad-calendar.csv', `${header}\n210200,,2026-03-02,2026-07-10,学期,\n210299,,2026-05-01,2026-05-05,放假,劳动节\n`)
  const refused = await fangxian(['import', 'calendar', bad])
  expect(refused).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(/第 3 行.*210299/) })
  expect(await json(['import', 'calendar', bad])).toMatchObject({ problems: [{ line: 3 }] })
  // 学期 and 放假 in GBK.
  const [term, holiday] = [Buffer.from([0xd1, 0xa7, 0xc6, 0xda]), Buffer.from([0xb7, 0xc5, 0xbc, 0xd9])]
  const [before, between] = [`${header}\r\n210200,,2026-03-02,2026-07-10,`, ',\r\n210200,primary,2026/5/1,2026/5/5,']
  const list = file('calendar.csv', Buffer.concat([Buffer.from(before), term, Buffer.from(between), holiday, Buffer.from(',\r\n')]))
  expect(await json(['import', 'calendar', list, '--dry-run'])).toEqual({ dryRun: true, added: 2, unchanged: 0 })
  expect(await json(['import', 'calendar', list])).toEqual({ dryRun: false, added: 2, unchanged: 0 })
  const again = file('again.csv', `\ufeff${header}\n210200,小学,2026-05-01,2026-05-05,holiday,\n210200,,2026-03-02,2026-07-10,term,\n`)
  expect(await json(['import', 'calendar', again])).toEqual({ dryRun: false, added: 0, unchanged: 2 })
  expect((await fangxian(['import', 'calendar', join(folder, 'none.csv')])).status).toBe(2)
})

test('a commander gets an account; the name cannot be taken twice, and a weak password not be set', async () => {
  const add = ['user', 'add', '张主任', '--role', 'commander', '--unit', '210200', '--name', '张海', '--password-stdin']
  expect((await fangxian(add, 'short\n')).status).toBe(2)
  expect(await json(add, 'a sentence to remember\n')).toMatchObject({
    username: '张主任',
    name: '张海',
    role: 'commander',
    unit: '210200',
    posts: ['commander'],
  })
  expect((await fangxian(add, 'a sentence to remember\n')).status).toBe(1)
  expect((await fangxian(['user', 'reset', '张主任', '--password-stdin'], 'another sentence\n')).status).toBe(0)
  expect((await fangxian(['user', 'reset', '李主任', '--password-stdin'], 'another sentence\n')).status).toBe(1)
  expect(await json(['user', 'list'])).toMatchObject({ items: [{ username: '张主任', unitName: '大连市', active: true }] })
})

test.each([
  [['--role', 'king', '--unit', '210200'], /--role/],
  [['--role', 'commander', '--unit', '999'], /--unit/],
  [['--role', 'principal', '--unit', '210200'], /principal 须在学校/],
  [['--role', 'commander', '--unit', '210200', '--posts', 'doctor'], /no such post: doctor/],
])('an account with %s is a mistake in usage', async (options, line) => {
  const answer = await fangxian(['user', 'add', 'somebody', ...options, '--password-stdin'], 'a sentence to remember\n')
  expect([answer.status, answer.stderr]).toEqual([2, expect.stringMatching(line)])
})

test('two orders scoped by kind send the schools online and lock down colleges and vocational schools', async () => {
  const order = (event: string, kinds: string, ...more: readonly string[]) => [
    'order',
    event,
    '--as',
    '张主任',
    '--region',
    '210200',
    '--kinds',
    kinds,
    '--reason',
    '本市疫情',
    ...more,
  ]
  const online = order('ORDER_ONLINE', 'kindergarten,primary,junior,senior')
  const preview = await json([...online, '--dry-run'])
  expect(preview).toMatchObject({ unchanged: 0, refusedTotal: 0 })
  expect(await json(online)).toMatchObject({
    status: 'settled',
    counts: { matched: preview['matched'], changed: preview['matched'], refused: 0, pending: 0 },
  })
  expect(await json(order('ORDER_LOCKDOWN', 'university,vocational'))).toMatchObject({
    status: 'settled',
    counts: { unchanged: 0, refused: 0, pending: 0 },
  })
  expect(await fangxian(order('NO_SUCH_EVENT', 'primary'))).toMatchObject({ status: 1, stderr: expect.stringMatching(/No such event/) })
})

test('replaying the journal finds no difference, and the export is the whole of it', async () => {
  const { entries, differences } = await json(['replay'])
  expect(differences).toEqual([])
  const out = join(folder, 'journal.ndjson')
  expect(await json(['export', '--out', out])).toMatchObject({ entries, file: out })
  const lines = readFileSync(out, 'utf8').trimEnd().split('\n')
  expect(lines).toHaveLength(Number(entries))
  expect((await fangxian(['export'])).stdout.trimEnd().split('\n').length).toBe(lines.length)
})
