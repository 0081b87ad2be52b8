import { afterAll, beforeAll, expect, test } from 'vitest'
import { OLDER } from '../../engine/city.ts'
import { auditor, cityCommander, countyCommander, LIANPING, LINYI, principal, yanhuCommander } from '../../world.ts'
import { answered, serveCity, type ServedCity } from '../served.ts'
import { inputOf, linksTo, open, send } from './paper.ts'

// The city began when there was one version of the flood; what it serves knows two.
let city: ServedCity
beforeAll(async () => {
  city = await serveCity({ registered: OLDER })
  for (const [key, event] of [['damage', 'REPORT_DAMAGE']] as const) {
    const body = { playbook: 'flood', event }
    await city.ask(principal, `/api/v1/units/${LIANPING.code}/events`, { method: 'POST', body, headers: { 'idempotency-key': key } })
  }
})
afterAll(() => city.close())

const API = '/api/v1/playbooks/flood'
const MOVE = { from: 1, to: 2, scope: { region: LINYI.code }, reason: '执行新版预案' }

test('an older version is read at its own address and says that it is older', async () => {
  const older = await open(city, principal, '/playbooks/flood?version=1')
  expect([older.status, older.text.includes('供水设施清洗'), older.text.includes('旧版，不再用于新启动的处置')]).toEqual([200, false, true])
  for (const version of ['3', '0', 'x']) expect((await open(city, principal, `/playbooks/flood?version=${version}`)).status).toBe(404)
  expect(await city.read(principal, `${API}?version=1`)).toMatchObject({ version: 1 })
  expect((await city.ask(principal, `${API}?version=9`)).status).toBe(404)
})

test('its versions are listed with the responses that follow each; commanders are offered to move them', async () => {
  const paper = await open(city, countyCommander, '/playbooks/flood/versions')
  for (const words of ['第 2 版', '现行版', '没有处置在用', '4 项处置在用', '尚未迁移过']) expect(paper.text).toContain(words)
  expect(linksTo(paper, '将第 1 版的处置迁移到第 2 版')).toEqual(['/playbooks/flood/moves/new?from=1&to=2'])
  expect(linksTo(await open(city, auditor, '/playbooks/flood/versions'), '迁移')).toEqual([])
  expect((await open(city, auditor, '/playbooks/flood/moves/new?from=1&to=2')).status).toBe(404)
  expect((await open(city, countyCommander, '/playbooks/flood/moves/new?from=2&to=1')).status).toBe(404)
  expect((await open(city, auditor, '/playbooks/earthquake/versions')).status).toBe(404)
  expect(await city.read(principal, `${API}/versions`)).toEqual({
    items: [
      { version: 2, responses: 0, movableFrom: [1] },
      { version: 1, responses: 1, movableFrom: [] },
    ],
  })
})

test('what changed is read phase by phase, with how responses come over', async () => {
  const paper = await open(city, principal, '/playbooks/flood/changes?from=1&to=2')
  for (const words of [
    '第 1 版到第 2 版的变更',
    '新增阶段：修缮重建 · 施工',
    '新增 供水设施清洗',
    '时限由“不限时”改为“进入阶段后 3 天内”',
    '填报内容增加：检测机构（文字）',
    '新增 施工结束',
    '阶段“修缮重建”改为“修缮重建 · 清洁验水”',
    '“清淤和消毒 F-05”的签字计入“清淤和消毒 F-05-disinfect”',
  ])
    expect(paper.text).toContain(words)
  expect((await open(city, principal, '/playbooks/flood/changes?from=2&to=2')).text).toContain('两版内容相同')
  expect((await open(city, principal, '/playbooks/flood/changes?from=1&to=7')).status).toBe(404)
  expect(await city.read(principal, `${API}/changes?from=1&to=2`)).toMatchObject({
    phases: [
      { node: 'control.repairing' },
      { kind: 'added', node: 'control.repairing.works' },
      { steps: [{ id: 'F-05-disinfect', before: 'F-05' }, {}, {}] },
    ],
    mapping: { renamed: { 'F-05': 'F-05-disinfect' } },
  })
  expect((await city.ask(principal, `${API}/changes?from=1`)).status).toBe(422)
})

test('a move is chosen, looked at and carried out, each step without scripts', async () => {
  const [address] = ['/playbooks/flood/moves/new']
  const form = await open(city, countyCommander, `${address}?from=1&to=2`)
  for (const words of ['迁移范围', '临猗县 140821', '下一步：核对影响']) expect(form.text).toContain(words)
  const fields = { from: '1', to: '2', region: LINYI.code, reason: '执行新版预案' }
  const unreasoned = await send(city, countyCommander, address, { ...fields, reason: '', step: 'preview' })
  expect([unreasoned.status, unreasoned.text.includes('请说明理由')]).toEqual([422, true])
  const preview = await send(city, countyCommander, address, { ...fields, step: 'preview' })
  for (const words of ['核对后迁移', '受灾评估：1 项，阶段不变', '无灾情：3 项，阶段不变', '迁移后不能撤回', '确认迁移 4 项处置'])
    expect(preview.text).toContain(words)
  const key = inputOf(preview, 'key')
  const planned = await send(city, countyCommander, address, { ...fields, step: 'plan', key })
  expect([planned.status, planned.headers.get('location')]).toEqual([303, expect.stringMatching(/^\/playbooks\/flood\/moves\/\d+$/)])
  await city.engine.idle()
  const at = planned.headers.get('location') ?? ''
  const shown = await open(city, countyCommander, at)
  for (const words of ['已办结', '已迁移 4', '未受理 0', '执行新版预案']) expect(shown.text).toContain(words)
  expect((await open(city, yanhuCommander, at)).status).toBe(404)
  expect((await open(city, countyCommander, '/playbooks/flood/versions')).text).toContain('已办结')
})

test('the journal says what was planned, what became of each school, and how it ended', async () => {
  const journal = await open(city, countyCommander, `/journal?unit=${LIANPING.code}`)
  expect(journal.text).toContain('预案由第 1 版改为第 2 版')
  const all = await open(city, cityCommander, '/journal?type=move.planned')
  expect(all.text).toContain('计划将“水灾灾后重建”第 1 版的处置迁移到第 2 版')
  expect((await open(city, principal, `/units/${LIANPING.code}?playbook=flood`)).text).toContain('人员安全清点')
})

test('the same over the API: a dry run, the move, its refusals', async () => {
  const dry = await city.ask(cityCommander, `${API}/moves`, {
    method: 'POST',
    body: { ...MOVE, scope: { region: '140800' }, dryRun: true },
  })
  expect(await dry.json()).toMatchObject({
    matched: 2,
    phases: [{ from: 'normal', to: 'normal', responses: 2 }],
    refused: [],
    reversible: false,
  })
  const post = async (body: object, key?: string) =>
    city.ask(cityCommander, `${API}/moves`, { method: 'POST', body, ...(key !== undefined && { headers: { 'idempotency-key': key } }) })
  expect(await answered(await post(MOVE))).toMatchObject({ refusal: 'key_required' })
  expect(await answered(await post({ ...MOVE, from: 2, to: 1 }, 'a'))).toMatchObject({ refusal: 'unknown_version' })
  const planned = await post({ ...MOVE, scope: { region: '140800' } }, 'b')
  expect([planned.status, planned.headers.get('location')]).toEqual([202, expect.stringMatching(/moves\/\d+$/)])
  const { id } = await answered(planned)
  await city.engine.idle()
  expect(await city.read(cityCommander, `${API}/moves/${id}`)).toMatchObject({
    status: 'settled',
    counts: { moved: 2, refused: 0 },
    refused: [],
  })
  expect((await city.read(cityCommander, `${API}/moves`)).items).toHaveLength(2)
  expect((await city.ask(yanhuCommander, `${API}/moves/${id}`)).status).toBe(404)
})
