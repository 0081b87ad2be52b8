import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { connectSqlite } from '../../db/connect.ts'
import { fangxian } from './fangxian.ts'

vi.setConfig({ testTimeout: 30_000 })

const folder = mkdtempSync(join(tmpdir(), 'fangxian-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))
const [school, fresh, file] = [join(folder, 'school'), join(folder, 'fresh'), join(folder, 'night.backup')]

beforeAll(async () => {
  const list = join(folder, 'units.csv')
  writeFileSync(list, 'code,parent,kind,name,boarders,day,staff,hospital\n1,,city,甲市,,,,\n2,1,junior,乙中,100,20,9,\n')
  await fangxian(school, ['import', 'units', list])
  const add = ['user', 'add', 'zhang', '--role', 'commander', '--unit', '1', '--name', '张海', '--password-stdin']
  await fangxian(school, add, 'a sentence to remember\n')
})

test('a backup is made once, and what it holds is said', async () => {
  const made = await fangxian(school, ['backup', file, '--json'])
  expect([made.status, JSON.parse(made.stdout)]).toEqual([
    0,
    {
      file,
      seq: 6,
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      rows: expect.objectContaining({ journal: 6, unit: 2, person: 1, user: 1, account: 1 }),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    },
  ])
  const bytes = readFileSync(file)
  expect(await fangxian(school, ['backup', file])).toEqual({
    status: 1,
    stdout: '',
    stderr: `未备份 no backup: ${file}\n文件已存在，不予覆盖 the file exists and is not overwritten\n`,
  })
  expect(readFileSync(file).equals(bytes)).toBe(true)
})

test('a backup of nothing is no success: the folder is most likely the wrong one', async () => {
  const none = join(folder, 'none.backup')
  expect(await fangxian(join(folder, 'wrong'), ['backup', none])).toMatchObject({ status: 1, stderr: expect.stringMatching(/DATA_DIR/) })
  expect(existsSync(none)).toBe(false)
})

test('it is restored into a new folder, compared, and not a second time', async () => {
  const first = await fangxian(fresh, ['restore', file, '--json'])
  expect([first.status, JSON.parse(first.stdout)]).toMatchObject([0, { file, seq: 6, entries: 6, differences: [] }])
  expect(JSON.parse((await fangxian(fresh, ['user', 'list', '--json'])).stdout)).toMatchObject({ items: [{ username: 'zhang' }] })
  const second = await fangxian(fresh, ['restore', file, '--json'])
  expect([second.status, JSON.parse(second.stdout)]).toEqual([1, { refusal: 'not_empty' }])
  const said = await fangxian(join(folder, 'another'), ['restore', file])
  expect(said).toMatchObject({ status: 0, stdout: expect.stringMatching(/restored: .*\n.*entries 6, .*no difference\n$/) })
})

test('a damaged file is refused before there is so much as a folder', async () => {
  const damaged = join(folder, 'damaged.backup')
  writeFileSync(damaged, readFileSync(file).subarray(0, -20))
  const answer = await fangxian(join(folder, 'untouched'), ['restore', damaged])
  expect(answer).toEqual({
    status: 1,
    stdout: '',
    stderr: `未恢复 nothing restored: ${damaged}\n文件不是完整的备份 the file is not a whole backup\nit cannot be unpacked\n`,
  })
  expect(existsSync(join(folder, 'untouched'))).toBe(false)
})

test('no file, a folder for a file, or no word at all is a mistake in usage', async () => {
  for (const words of [['restore', join(folder, 'nothing')], ['restore', folder], ['restore'], ['backup'], ['backup', 'a', 'b']]) {
    expect([words, (await fangxian(fresh, words)).status]).toEqual([words, 2])
  }
})

test('where the backup differs from its own journal, it is restored and every difference named', async () => {
  // Somebody changed the database behind the back of the program, and backed it up after that.
  const tampered = join(folder, 'tampered')
  expect((await fangxian(tampered, ['restore', file])).status).toBe(0)
  await renameSchool(tampered)
  expect((await fangxian(tampered, ['backup', join(folder, 'tampered.backup')])).status).toBe(0)
  const answer = await fangxian(join(folder, 'found'), ['restore', join(folder, 'tampered.backup')])
  expect(answer).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(/unit .* name: .*丙中.*乙中/) })
})

async function renameSchool(dataDir: string): Promise<void> {
  const { writer, close } = await connectSqlite(join(dataDir, 'fangxian.sqlite'))
  await writer.updateTable('unit').set({ name: '丙中' }).where('code', '=', '2').execute()
  await close()
}
