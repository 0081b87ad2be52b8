import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '../../../src/core/actor.ts'
import { auditor, cityCommander, countyCommander, doctor, LIANPING, LINYI, local, principal, TINGLAN, yanhuCommander } from '../../world.ts'
import { otherPrincipal, taskForce } from '../../world.ts'
import type { ServedCity } from '../served.ts'
import { serveCity } from '../served.ts'
import { replay } from '../../../src/engine/replay.ts'
import { TIME_ZONE } from '../../world.ts'

let city: ServedCity

/** Before anybody ordered it, two schools of 临猗 seal their campus in the evening. */
beforeAll(async () => {
  city = await serveCity()
  for (const [who, code] of [
    [principal, LIANPING.code],
    [otherPrincipal, TINGLAN.code],
  ] as const) {
    const sent = await city.ask(who, `/api/v1/units/${code}/events`, {
      method: 'POST',
      body: { playbook: 'epidemic', event: 'SEAL_PROVISIONALLY' },
      headers: { 'idempotency-key': `seal-${code}` },
    })
    if (sent.status !== 201) throw new Error(`${code} was not sealed: ${await sent.text()}`)
  }
})

afterAll(() => city.close())

interface Listed {
  readonly items: readonly {
    readonly unit: { readonly code: string }
    readonly what: string
    readonly task: string | null
    readonly overdue: boolean
  }[]
  readonly next: string | null
  readonly more: number
}

async function waiting(who: Actor, query = ''): Promise<Listed> {
  return (await (await city.ask(who, `/api/v1/waiting${query}`)).json()) as Listed
}

async function ratifications(who: Actor): Promise<readonly string[]> {
  return (await waiting(who)).items.filter(({ task }) => task === 'R-02-ratify').map(({ unit }) => unit.code)
}

async function text(who: Actor, path: string): Promise<string> {
  const page = await city.ask(who, path)
  expect(page.status).toBe(200)
  return page.text()
}

describe('what waits for whom', () => {
  test('the county and the city above have two acts to ratify; another county, the school and the auditor none', async () => {
    expect(await ratifications(countyCommander)).toEqual([TINGLAN.code, LIANPING.code])
    expect(await ratifications(cityCommander)).toEqual([TINGLAN.code, LIANPING.code])
    expect(await ratifications(yanhuCommander)).toEqual([])
    expect(await ratifications(principal)).toEqual([])
    expect((await waiting(auditor)).items).toEqual([])
    expect(await text(auditor, '/waiting')).toContain('目前没有等您办理的事项')
  })

  test('a principal and a doctor find the steps of their own school, and only those that they may sign', async () => {
    const [ofPrincipal, ofDoctor] = await Promise.all([waiting(principal), waiting(doctor)])
    expect(new Set([...ofPrincipal.items, ...ofDoctor.items].map(({ unit }) => unit.code))).toEqual(new Set([LIANPING.code]))
    expect(ofPrincipal.items.map(({ task }) => task)).toContain('L-01')
    expect(ofDoctor.items.map(({ task }) => task)).not.toContain('L-01')
  })

  test('a list that does not fit goes on, and says at how many units more', async () => {
    const one = await waiting(countyCommander, '?limit=1')
    // The bureau itself comes first in order of path.
    expect(one).toMatchObject({ more: 2 })
    const two = await waiting(countyCommander, `?limit=1&cursor=${one.next ?? ''}`)
    const three = await waiting(countyCommander, `?limit=1&cursor=${two.next ?? ''}`)
    expect([...one.items, ...two.items, ...three.items].filter(({ task }) => task === 'R-02-ratify').map(({ unit }) => unit.code)).toEqual([
      TINGLAN.code,
      LIANPING.code,
    ])
    expect([two.more, three.more, three.next]).toEqual([1, 0, null])
  })

  test('the page leads the county to the step; on the page of the school the principal reads that it is not his', async () => {
    const page = await text(countyCommander, '/waiting')
    expect(page).toContain(`/units/${LIANPING.code}/tasks/R-02-ratify?`)
    expect(page).toContain('补批先期处置')
    const school = await text(principal, `/units/${LIANPING.code}`)
    const [before = '', above = ''] = school.split('<h2 id="above">')
    expect(above.slice(0, above.indexOf('</section>'))).toMatch(/待上级办理[^]*补批先期处置[^]*派出包联干部/)
    expect(before).not.toContain('派出包联干部')
    expect(await text(principal, `/units/${LIANPING.code}/tasks/R-02-ratify`)).not.toContain('<form method="post" action="/units')
  })

  test('overdue, it is the command’s lateness: the board says so, and no school is overdue by it', async () => {
    await city.engine.idle()
    city.clock.advanceTo(local('2026-03-07 22:30'))
    await city.engine.idle()
    const { items } = await waiting(countyCommander)
    expect(items.filter(({ task }) => task === 'R-02-ratify').map(({ overdue }) => overdue)).toEqual([true, true])
    expect(items[0]?.overdue).toBe(true)
    const board = await text(countyCommander, `/board?region=${LINYI.code}`)
    // At each school the ratification and the liaison officer.
    expect(board).toMatch(/待上级办理<\/dt><dd><a href="\/waiting">4<\/a><\/dd><dd class="rest">其中逾期 4 项/)
  })

  test('signed, it leaves the list, and answers that it is done; the journal gives the same again', async () => {
    const item = (await city.read(countyCommander, `/api/v1/units/${LIANPING.code}/checklist`)).tasks.find(({ id }) => id === 'R-02-ratify')
    const answer = await city.ask(countyCommander, `/api/v1/units/${LIANPING.code}/sign-offs`, {
      method: 'POST',
      body: {
        playbook: 'epidemic',
        task: 'R-02-ratify',
        visit: item?.visit,
        occurrence: item?.occurrence,
        statement: 'done',
        evidence: { document: '临教指〔2026〕3 号' },
      },
      headers: { 'idempotency-key': 'ratify-1' },
    })
    expect([answer.status, await answer.json()]).toMatchObject([201, { task: 'R-02-ratify', state: 'done' }])
    expect(await ratifications(countyCommander)).toEqual([TINGLAN.code])
    expect(await text(principal, `/units/${LIANPING.code}`)).toContain('临教指〔2026〕3 号')
    expect(await ratifications(taskForce)).toEqual([])
    expect((await replay(city.connections, TIME_ZONE)).differences).toEqual([])
  })
})
