import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '../../../src/core/actor.ts'
import { endorse, submitPlan } from '../../engine/plan.ts'
import { cityCommander, countyCommander, otherPrincipal, TINGLAN } from '../../world.ts'
import type { ServedCity } from '../served.ts'
import { serveCity } from '../served.ts'

let city: ServedCity

/** 汀兰 has submitted its plan of reopening. */
beforeAll(async () => {
  city = await serveCity()
  await submitPlan(city)
})

afterAll(() => city.close())

const HOME = `/units/${TINGLAN.code}`

test('the school reads who has endorsed its plan and whose turn it is; the later stage stands under what waits for above', async () => {
  const page = await text(otherPrincipal, HOME)
  expect(page).toContain('审核路径：县级（待审核）→ 市级（尚未轮到）')
  const above = page.slice(page.indexOf('id="above"'), page.indexOf('id="figures"'))
  expect(above).toContain('县级审核与现场核查')
  expect(above).toMatch(/市级审核与现场核查[\s\S]*须先经县级审核同意/)
})

test('the checklist names the stages of the route, the later one with the level that comes first', async () => {
  const { tasks } = (await (await city.ask(otherPrincipal, `/api/v1/units/${TINGLAN.code}/checklist`)).json()) as {
    tasks: readonly { id: string; after: string | null }[]
  }
  expect(tasks.filter(({ id }) => id.startsWith('P-05')).map(({ id, after }) => [id, after])).toEqual([
    ['P-05-county', null],
    ['P-05-city', 'county'],
  ])
})

test('a level out of turn finds the button closed with what comes first, and no form to sign; its list of things to do is empty', async () => {
  const { responses } = await city.read(cityCommander, `/api/v1/units/${TINGLAN.code}`)
  const endorsing = responses[0]?.events.find(({ type }) => type === 'ENDORSE_PLAN')
  expect(endorsing).toMatchObject({ allowed: false, missing: [{ text: '须先经县级审核同意' }, { task: 'P-05-county' }] })
  const page = await text(cityCommander, `${HOME}/tasks/P-05-city`)
  expect(page).toContain('须先经县级审核同意')
  expect(page).not.toContain('name="evidence.itemsPassed"')
  expect(await todo(cityCommander)).toEqual([])
  expect(await todo(countyCommander)).toEqual(['P-05-county'])
})

test('once the county has endorsed, the line and the lists move on to the city, and at last to approval', async () => {
  await endorse(city, countyCommander)
  expect(await text(otherPrincipal, HOME)).toContain('审核路径：县级（已同意）→ 市级（待审核）')
  expect([await todo(countyCommander), await todo(cityCommander)]).toEqual([[], ['P-05-city']])
  await endorse(city, cityCommander)
  expect(await text(otherPrincipal, HOME)).toContain('审核路径：县级（已同意）→ 市级（已同意）→ 待批复')
})

async function todo(who: Actor): Promise<readonly string[]> {
  const { items } = (await (await city.ask(who, '/api/v1/waiting')).json()) as {
    items: readonly { unit: { code: string }; task: string | null; event: string | null }[]
  }
  return items.filter(({ unit }) => unit.code === TINGLAN.code).map(({ task, event }) => task ?? event ?? '')
}

async function text(who: Actor, path: string): Promise<string> {
  const page = await city.ask(who, path)
  expect(page.status).toBe(200)
  return page.text()
}
