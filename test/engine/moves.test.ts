import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { refusalsOfMove, viewMove } from '../../db/move-view.ts'
import { countByVersion, readPlaybookVersions } from '../../db/playbook-versions.ts'
import { signOffsOf } from '../../db/sign-offs.ts'
import { REGISTERED } from '../../machines/registry.ts'
import type { Actor } from '../../src/core/actor.ts'
import { checklist } from '../../src/core/checklist.ts'
import type { PlanMove } from '../../src/core/command.ts'
import { startEngine } from '../../src/engine/start.ts'
import { terms } from '../core/overlay/overlays.ts'
import {
  auditor,
  CITY,
  cityCommander,
  countyCommander,
  dutyLeader,
  LIANPING,
  LINYI,
  local,
  principal,
  SHANXI,
  TIME_ZONE,
  TINGLAN,
  YANHU,
  YUNCHENG,
} from '../world.ts'
import type { TestCity } from './city.ts'
import { eventBy, foundCity, manySchools, OLDER, orderBy, settle, signature } from './city.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const MANY = 600

// Schools damaged under the first version; then the program that has the second is started. Each test goes on from the one before.
let city: TestCity
beforeAll(async () => {
  city = await foundCity({ at: local('2021-07-20 21:00'), units: [...CITY, ...manySchools(MANY, LINYI)], registered: OLDER })
  await settle(city, { ...orderBy(cityCommander, 'DECLARE_DAMAGED', { region: LINYI.code }), playbook: 'flood' })
  for (const task of ['F-01', 'F-02-fence', 'F-02', 'F-02-dormitory'])
    await sign(task === 'F-01' || task === 'F-02-fence' ? dutyLeader : principal, task)
  await send('BEGIN_REPAIR', { finishOn: '2021-08-25' })
  for (const task of ['F-03', 'F-05']) await sign(principal, task)
  await settle(city, { ...orderBy(countyCommander, 'RELOCATE', { units: [TINGLAN.code] }), playbook: 'flood' }, 'relocate')
  await city.restart()
})
afterAll(() => city.close())

async function situation(code = LIANPING.code) {
  const found = await city.engine.situationOf(SHANXI, code, 'flood', 'actual')
  if (found === null) throw new Error(`no response at ${code}`)
  return found
}

async function sign(actor: Actor, task: string): Promise<void> {
  const item = checklist(await situation(), city.clock.now()).find((one) => one.task.id === task)
  const answer = await city.engine.execute(
    { ...signature(actor, task, item?.visit ?? 0), playbook: 'flood' },
    `${task} ${city.clock.now()}`,
  )
  if ('refusal' in answer) throw new Error(`${task}: ${answer.refusal}`)
}

async function send(event: string, facts: Readonly<Record<string, unknown>> = {}): Promise<void> {
  const answer = await city.engine.execute(eventBy(principal, event, { playbook: 'flood', facts }), event)
  if ('refusal' in answer) throw new Error(`${event}: ${answer.refusal}`)
}

function plan(actor: Actor, more: Partial<PlanMove> = {}): PlanMove {
  return {
    actor,
    playbook: 'flood',
    mode: 'actual',
    from: 1,
    to: 2,
    scope: { region: LINYI.code },
    reason: '执行新版预案',
    document: '',
    ...more,
  }
}

describe('before anything is moved', () => {
  test('what began keeps its version, what begins has the newest', async () => {
    expect([...(await countByVersion(city.connections.reader, YUNCHENG, 'flood', 'actual'))]).toEqual([[1, MANY + 6]])
    expect(await situation()).toMatchObject({ playbook: { version: 1 }, response: { version: 1, phase: 'repairing' } })
    await city.engine.recordUnits(cityCommander, [{ ...manySchools(1, YANHU)[0], code: '1408029999', parent: YANHU.code } as never])
    expect((await situation('1408029999')).response.version).toBe(2)
  })

  test('only a commander plans a move, between versions that belong together, below the own bureau, and says why', async () => {
    const answers = [
      plan(auditor),
      plan(principal),
      plan(cityCommander, { to: 3 }),
      plan(cityCommander, { from: 2, to: 1 }),
      plan(cityCommander, { playbook: 'earthquake' }),
      plan(countyCommander, { scope: { region: YANHU.code } }),
      plan(countyCommander, { reason: '' }),
    ].map(async (one) => city.engine.planMove(one, JSON.stringify([one.actor.person, one.to, one.playbook, one.scope, one.reason])))
    expect((await Promise.all(answers)).map((answer) => 'refusal' in answer && answer.refusal)).toEqual([
      'not_your_role',
      'not_your_role',
      'unknown_version',
      'unknown_version',
      'unknown_playbook',
      'unknown_unit',
      'reason_required',
    ])
  })

  test('the preview says where everybody comes to stand, what goes on to count and what is new, and writes nothing', async () => {
    const before = (await city.entries()).length
    const preview = await city.engine.previewMove(plan(countyCommander))
    expect(preview).toMatchObject({ matched: MANY + 4, refusedTotal: 0, reversible: false, lost: [] })
    expect('phases' in preview && preview.phases.toSorted((a, b) => a.units - b.units || (a.from < b.from ? 1 : -1))).toEqual([
      { from: 'repairing', to: 'repairing.cleaning', units: 1 },
      { from: 'relocated', to: 'relocated', units: 1 },
      { from: 'damaged', to: 'damaged', units: MANY + 2 },
    ])
    expect('carried' in preview && preview.carried).toEqual([
      { task: 'F-03', units: 1 },
      { task: 'F-05-disinfect', units: 1 },
    ])
    const due = local('2021-07-22 21:00')
    expect('asked' in preview && preview.asked).toEqual([{ task: 'F-05-pipes', units: 1, first: due, last: due }])
    expect(await city.entries()).toHaveLength(before)
  })
})

describe('a move', () => {
  test('goes on where it was after the server died, while people sign, and reaches everybody once', async () => {
    const planned = await city.engine.planMove(plan(countyCommander), 'move')
    await sign(principal, 'F-03-done')
    await city.crash()
    await city.engine.idle()
    if (!('id' in planned)) throw new Error('the move was refused')
    expect(await city.engine.planMove(plan(countyCommander), 'move')).toEqual(planned)
    expect((await city.entries()).filter(({ body }) => body.type === 'response.moved')).toHaveLength(MANY + 4)
    expect([...(await countByVersion(city.connections.reader, LINYI, 'flood', 'actual'))]).toEqual([[2, MANY + 4]])
    expect(await viewMove(city.connections.reader, LINYI, 'flood', planned.id)).toMatchObject({
      status: 'settled',
      counts: { expected: MANY + 4, moved: MANY + 4, refused: 0 },
      reason: '执行新版预案',
    })
    expect(await viewMove(city.connections.reader, YANHU, 'flood', planned.id)).toBeNull()
    expect(await city.differences()).toEqual([])
  })

  test('leaves every signature where it counts, on every screen, and the record as it was', async () => {
    const { response, playbook } = await situation()
    expect([response.version, playbook.version, response.phase]).toEqual([2, 2, 'repairing.cleaning'])
    const states = Object.fromEntries(checklist(await situation(), city.clock.now()).map(({ task, state }) => [task.id, state]))
    expect(states).toMatchObject({
      'F-03': 'done',
      'F-03-done': 'done',
      'F-05-disinfect': 'done',
      'F-05-pipes': 'open',
      'F-05-water': 'open',
    })
    const [listed] = await signOffsOf(city.connections.reader, LINYI, LIANPING.code, { playbook: 'flood', task: 'F-05-disinfect' })
    const entry = (await city.entries()).find(({ seq }) => seq === listed?.seq)
    expect(entry?.body).toMatchObject({ type: 'task.signed', task: 'F-05' })
    const withdrawal = {
      actor: principal,
      unit: LIANPING.code,
      playbook: 'flood',
      mode: 'actual',
      signOff: listed?.seq ?? 0,
      reason: '填错了',
    }
    expect(await city.engine.execute({ kind: 'withdrawal', ...withdrawal }, 'back')).toMatchObject({
      task: { id: 'F-05-disinfect', state: 'open' },
    })
    expect(await city.differences()).toEqual([])
  })

  test('refuses, school by school and on record, what does not fit; that stays with its version', async () => {
    const other = await foundCity({ at: local('2021-07-20 21:00'), registered: OLDER })
    try {
      await settle(other, { ...orderBy(countyCommander, 'DECLARE_DAMAGED', { region: LINYI.code }), playbook: 'flood' })
      const field = { kind: 'field', task: 'F-05', field: { label: '清运淤泥（车）', type: 'count' } } as const
      const asked = terms({ playbook: 'flood', reviewOn: '2021-08-01', expiresOn: '2021-08-31', additions: [field] })
      await other.engine.publishOverlay({ actor: principal, terms: asked, reason: '校内补充', document: '' }, 'overlay')
      await other.engine.idle()
      await other.restart()
      const scope = { units: [LIANPING.code, TINGLAN.code] }
      const preview = await other.engine.previewMove(plan(cityCommander, { scope }))
      expect(preview).toMatchObject({ matched: 2, refusedTotal: 1, refused: [{ unit: LIANPING.code, refusal: 'overlay_in_the_way' }] })
      const planned = await other.engine.planMove(plan(cityCommander, { scope }), 'move')
      await other.engine.idle()
      const id = 'id' in planned ? planned.id : 0
      expect(await viewMove(other.connections.reader, YUNCHENG, 'flood', id)).toMatchObject({ counts: { moved: 1, refused: 1 } })
      const [refused] = await refusalsOfMove(other.connections.reader, YUNCHENG, id, 10)
      expect(refused).toMatchObject({ unit: LIANPING.code, refusal: 'overlay_in_the_way', missing: [{ gate: 'overlay' }] })
      const found = (await other.entries()).find(({ body }) => body.type === 'command.refused')
      expect(found?.body).toMatchObject({ command: 'move', move: id, refusal: 'overlay_in_the_way' })
      const byVersion = await countByVersion(other.connections.reader, LINYI, 'flood', 'actual')
      expect([byVersion.get(1), byVersion.get(2)]).toEqual([3, 1])
      expect(await other.differences()).toEqual([])
    } finally {
      await other.close()
    }
  })
})

describe('versions in use', () => {
  test('cannot be removed: the server does not start without them', async () => {
    const { connections, clock } = city
    const start = (registered: typeof REGISTERED) => startEngine({ connections, clock, timeZone: TIME_ZONE, registered })
    const without = REGISTERED.filter(({ playbook }) => playbook.name !== 'flood' || playbook.version === 2)
    await expect(start(without)).rejects.toThrow(/^playbook versions in use cannot be removed or altered: this program lacks flood v1$/)
    await expect(start(OLDER)).rejects.toThrow('lacks flood v2')
  })

  test('cannot be altered, not even together with their digest', async () => {
    const { connections, clock } = city
    const start = (registered: typeof REGISTERED) => startEngine({ connections, clock, timeZone: TIME_ZONE, registered })
    const otherwise = REGISTERED.map((one) => (one.playbook.version === 2 ? { ...one, playbook: { ...one.playbook, kinds: [] } } : one))
    await expect(start(otherwise)).rejects.toThrow(/: flood v2 says something else here than when it came into use$/)
    const kept = await readPlaybookVersions(connections.reader)
    const again = REGISTERED.map((one) => (one.playbook.name === 'epidemic' ? { ...one, digest: 'f'.repeat(64) } : one))
    await expect(start(again)).rejects.toThrow('epidemic v1 says something else')
    expect(await readPlaybookVersions(connections.reader)).toEqual(kept)
    expect(kept.map(({ playbook, version }) => `${playbook} v${version}`)).toEqual(['bureau v1', 'epidemic v1', 'flood v1', 'flood v2'])
  })
})
