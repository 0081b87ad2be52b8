import { describe, expect, test, vi } from 'vitest'
import { findOverlay } from '../../db/overlays.ts'
import { checklist } from '../../src/core/checklist.ts'
import type { PublishOverlay } from '../../src/core/decide/publish-overlay.ts'
import type { Actor } from '../../src/core/actor.ts'
import type { OverlayTerms } from '../../src/core/overlay/overlay.ts'
import type { Unit } from '../../src/core/unit.ts'
import { INVENTORY, terms } from '../core/overlay/overlays.ts'
import {
  admin,
  auditor,
  CITY,
  cityCommander,
  countyCommander,
  doctor,
  LIANPING,
  LINYI,
  local,
  otherPrincipal,
  principal,
  SUNFLOWER,
  TINGLAN,
  yanhuCommander,
  YANHU_SENIOR,
} from '../world.ts'
import type { TestCity } from './city.ts'
import { manySchools, openCity, orderBy, settle, signature } from './city.ts'

vi.setConfig({ testTimeout: 30_000 })

function publication(actor: Actor = countyCommander, more: Partial<OverlayTerms> = {}): PublishOverlay {
  return { actor, terms: terms(more), reason: '县指挥部第 3 次会商决定', document: '' }
}

async function publish(city: TestCity, command: PublishOverlay = publication(), key = 'overlay'): Promise<number> {
  const answer = await city.engine.publishOverlay(command, key)
  if ('refusal' in answer) throw new Error(`refused: ${answer.refusal}`)
  await city.engine.idle()
  return answer.id
}

/** The steps of its own that the school is asked for now. */
async function localSteps(city: TestCity, unit: Unit): Promise<readonly string[]> {
  const situation = await city.engine.situationOf({ path: unit.path }, unit.code, 'epidemic', 'actual')
  if (situation === null) throw new Error(`no response at ${unit.code}`)
  return checklist(situation, city.clock.now()).flatMap(({ task }) => (task.id.startsWith('X-') ? [task.title.zh] : []))
}

async function sealedCity(units: readonly Unit[] = CITY): Promise<TestCity> {
  const city = await openCity({ units })
  await settle(city, orderBy(cityCommander, 'ORDER_LOCKDOWN', { region: '140800' }))
  return city
}

describe('a county publishes what it asks beyond the playbook', () => {
  test('every school below has it at once, on record, and no school of another county', async () => {
    const city = await sealedCity()
    const id = await publish(city)
    expect(await localSteps(city, LIANPING)).toEqual(['清点应急照明'])
    expect(await localSteps(city, YANHU_SENIOR)).toEqual([])
    const reached = (await city.entries()).filter(({ body }) => body.type === 'overlay.applied')
    expect(reached).toHaveLength(4)
    expect(await findOverlay(city.connections.reader, id)).toMatchObject({ status: 'in_force', unit: LINYI.code })
    expect(await city.differences()).toEqual([])
  })

  test('only schools of the kinds that it names', async () => {
    const city = await sealedCity()
    await publish(city, publication(countyCommander, { kinds: ['junior'] }))
    expect(await localSteps(city, LIANPING)).toHaveLength(1)
    expect(await localSteps(city, TINGLAN)).toEqual([])
  })

  test('a school that is recorded afterwards has it from the start, and one before it is changed keeps it', async () => {
    const city = await sealedCity()
    await publish(city)
    const late = manySchools(1, LINYI)
    await city.engine.recordUnits(admin, [...late, { ...TINGLAN, day: 301 }])
    await settle(city, orderBy(cityCommander, 'ORDER_LOCKDOWN', { units: late.map(({ code }) => code) }), 'again')
    expect(await localSteps(city, late[0] ?? LIANPING)).toEqual(['清点应急照明'])
    expect(await localSteps(city, TINGLAN)).toEqual(['清点应急照明'])
    expect(await city.differences()).toEqual([])
  })

  test('the principal adds for that school alone', async () => {
    const city = await sealedCity()
    await publish(city, publication(principal))
    expect(await localSteps(city, LIANPING)).toHaveLength(1)
    expect(await localSteps(city, TINGLAN)).toEqual([])
  })

  test('what its schools sign is on record, and a form that was made longer is asked whole', async () => {
    const city = await sealedCity()
    const field = { kind: 'field', task: 'L-10', field: { label: '饮用水（箱）', type: 'count' } } as const
    const id = await publish(city, publication(countyCommander, { additions: [INVENTORY, field] }))
    const situation = await city.engine.situationOf({ path: LIANPING.path }, LIANPING.code, 'epidemic', 'actual')
    const visit = situation?.response.visits['control.lockdown.sealed']?.seq ?? 0
    const own = { ...signature(principal, 'L-04', visit), task: `X-${id}-1`, evidence: { [`X-${id}-1-1`]: 8 } }
    expect(await city.engine.execute(own, 'own')).toMatchObject({ task: { state: 'done' } })
    const stock = checklist(situation ?? fail(), city.clock.now()).find(({ task }) => task.id === 'L-10')
    const short = { ...signature(principal, 'L-10', stock?.visit ?? 0), occurrence: 'first' }
    expect(await city.engine.execute(short, 'short')).toMatchObject({ refusal: 'evidence_invalid', errors: [{ field: `X-${id}-2` }] })
    const whole = { ...short, evidence: { ...short.evidence, [`X-${id}-2`]: 40 } }
    expect(await city.engine.execute(whole, 'whole')).toMatchObject({ task: { id: 'L-10', state: 'done' } })
    expect(await city.differences()).toEqual([])
  })
})

describe('what is refused changes nothing', () => {
  test('nobody but heads publishes, and nothing that relaxes', async () => {
    const city = await sealedCity()
    const before = (await city.entries()).length
    for (const actor of [doctor, auditor, admin]) {
      expect(await city.engine.publishOverlay(publication(actor), actor.person)).toMatchObject({ refusal: 'not_your_role' })
    }
    const relaxed = publication(countyCommander, { additions: [{ kind: 'tighten', task: 'L-04', withinMinutes: 1_440 }] })
    expect(await city.engine.publishOverlay(relaxed, 'relaxed')).toMatchObject({ refusal: 'overlay_invalid' })
    expect(await city.entries()).toHaveLength(before)
  })

  test('a county may not go behind what the city asks', async () => {
    const city = await sealedCity()
    await publish(city, publication(cityCommander, { additions: [{ kind: 'tighten', task: 'L-04', withinMinutes: 120 }] }))
    const looser = publication(countyCommander, { additions: [{ kind: 'tighten', task: 'L-04', withinMinutes: 300 }] })
    expect(await city.engine.publishOverlay(looser, 'looser')).toMatchObject({ errors: [{ field: 'additions.0.withinMinutes' }] })
  })

  test('the same key gives the first answer again, and with other terms none', async () => {
    const city = await sealedCity()
    const id = await publish(city)
    expect(await city.engine.publishOverlay(publication(), 'overlay')).toEqual({ id, status: 'spreading' })
    expect(await city.engine.publishOverlay(publication(countyCommander, { title: '另一份' }), 'overlay')).toMatchObject({
      refusal: 'idempotency_mismatch',
    })
    expect((await city.entries()).filter(({ body }) => body.type === 'overlay.published')).toHaveLength(1)
  })
})

describe('an overlay is withdrawn', () => {
  test('with a reason: its steps go from every school, and the record keeps both', async () => {
    const city = await sealedCity()
    const overlay = await publish(city)
    expect(await city.engine.withdrawOverlay({ actor: countyCommander, overlay, reason: '' }, 'a')).toMatchObject({
      refusal: 'reason_required',
    })
    expect(await city.engine.withdrawOverlay({ actor: countyCommander, overlay, reason: '已无必要' }, 'b')).toEqual({
      id: overlay,
      status: 'withdrawing',
    })
    await city.engine.idle()
    expect(await localSteps(city, LIANPING)).toEqual([])
    expect(await findOverlay(city.connections.reader, overlay)).toMatchObject({ status: 'withdrawn' })
    expect(await city.engine.withdrawOverlay({ actor: countyCommander, overlay, reason: '再撤' }, 'c')).toMatchObject({
      refusal: 'overlay_over',
    })
    expect(await city.differences()).toEqual([])
  })

  test('by its issuer or somebody above; below it is known and not theirs, beside it does not exist', async () => {
    const city = await sealedCity()
    const overlay = await publish(city)
    const reason = '已无必要'
    expect(await city.engine.withdrawOverlay({ actor: otherPrincipal, overlay, reason }, 'a')).toMatchObject({ refusal: 'not_your_role' })
    expect(await city.engine.withdrawOverlay({ actor: yanhuCommander, overlay, reason }, 'b')).toMatchObject({ refusal: 'unknown_overlay' })
    expect(await city.engine.withdrawOverlay({ actor: countyCommander, overlay: 3, reason }, 'c')).toMatchObject({
      refusal: 'unknown_overlay',
    })
    expect(await city.engine.withdrawOverlay({ actor: cityCommander, overlay, reason }, 'd')).toMatchObject({ status: 'withdrawing' })
  })
})

describe('whatever happens meanwhile', () => {
  test('it ends by itself at midnight after its last day, also when the server was down then', async () => {
    const city = await sealedCity()
    await publish(city, publication(countyCommander, { reviewOn: '2026-03-06', expiresOn: '2026-03-07' }))
    await city.restart()
    city.clock.advanceTo(local('2026-03-08 06:00'))
    await city.engine.idle()
    expect(await localSteps(city, LIANPING)).toEqual([])
    const ended = (await city.entries()).filter(({ body }) => body.type === 'overlay.ended')
    expect(ended.map(({ body }) => 'why' in body && body.why)).toEqual(['expired', 'expired', 'expired', 'expired'])
    expect(await city.differences()).toEqual([])
  })

  test('the server dies while it spreads: every school has it once, afterwards', async () => {
    const city = await openCity({ units: [...CITY, ...manySchools(900, LINYI)] })
    const issued = city.engine.publishOverlay(publication(), 'overlay')
    await issued
    await city.crash()
    await city.engine.idle()
    const reached = (await city.entries()).filter(({ body }) => body.type === 'overlay.applied').map(({ unit, seq }) => [unit, seq])
    expect(reached).toHaveLength(904)
    expect(await city.differences()).toEqual([])
  })

  test('withdrawn while it spreads, it is nowhere in the end', async () => {
    const city = await openCity({ units: [...CITY, ...manySchools(900, LINYI)] })
    const issued = await city.engine.publishOverlay(publication(), 'overlay')
    const overlay = 'id' in issued ? issued.id : 0
    await city.engine.withdrawOverlay({ actor: countyCommander, overlay, reason: '发错了' }, 'back')
    await city.engine.idle()
    const types = (await city.entries()).map(({ body }) => body.type)
    const count = (wanted: string): number => types.filter((type) => type === wanted).length
    expect(count('overlay.applied')).toBe(count('overlay.ended'))
    expect((await city.responseOf(SUNFLOWER)).overlays).toBeUndefined()
    expect(await city.differences()).toEqual([])
  })

  test('the preview counts whom it would concern, and writes nothing', async () => {
    const city = await sealedCity()
    const before = (await city.entries()).length
    const everyPhase = { kind: 'field', task: 'N-02', field: { label: '今日离校人数', type: 'count' } } as const
    const asked = publication(countyCommander, { additions: [INVENTORY, everyPhase] })
    expect(await city.engine.previewOverlay(asked)).toMatchObject({ matched: 4, additions: [{ now: 4 }, { now: 4 }] })
    const inTerm = publication(countyCommander, { additions: [{ ...INVENTORY, node: 'control.normal.inTerm' }] })
    expect(await city.engine.previewOverlay(inTerm)).toMatchObject({ matched: 4, additions: [{ now: 0 }] })
    expect(await city.entries()).toHaveLength(before)
  })
})

function fail(): never {
  throw new Error('there is no situation')
}
