import { expect, test } from 'vitest'
import { appendEntries, takeCounter } from '../../db/append.ts'
import { saveUnits } from '../../db/unit-rows.ts'
import type { Unit } from '../../src/core/unit.ts'
import { admin, LINYI, NIGHT, YUNCHENG } from '../world.ts'
import type { TestCity } from './city.ts'
import { manySchools, openCity } from './city.ts'

const COUNTY: Unit = { ...LINYI, code: '140822', name: '万荣县', path: `${YUNCHENG.path}140822/` }

/** Records units as a version did that knew none of the playbooks: without any response. */
async function recordedLongAgo({ connections }: TestCity, units: readonly Unit[]): Promise<void> {
  await connections.writer.transaction().execute(async (trx) => {
    const last = await takeCounter(trx)
    const numbered = units.map((unit, index) => ({ ...unit, id: last + index + 1, seq: last + index + 1 }))
    const entries = numbered.map(({ id, seq, path: _path, ...unit }) => ({
      seq,
      unitId: id,
      draft: {
        at: NIGHT,
        unit: unit.code,
        playbook: null,
        mode: null,
        actor: admin.person,
        post: null,
        standsInFor: null,
        body: { type: 'unit.recorded', v: 1, ...unit } as const,
        texts: {},
      },
    }))
    await appendEntries(trx, entries, () => '00'.repeat(16))
    await saveUnits(trx, numbered)
  })
}

test('what an older database lacks is opened after the start, once, and the journal says so', async () => {
  const city = await openCity()
  const schools = manySchools(260, COUNTY)
  await recordedLongAgo(city, [COUNTY, ...schools])
  await city.restart()
  await city.engine.idle()
  const opened = (await city.entries()).filter(({ body }) => body.type === 'response.opened')
  const playbooks = Map.groupBy(opened.slice(-521), ({ playbook }) => playbook)
  expect([...playbooks].map(([name, entries]) => [name, entries.length])).toEqual([
    ['epidemic', 260],
    ['flood', 260],
    ['bureau', 1],
  ])
  expect((await city.engine.situationOf(COUNTY, COUNTY.code, 'bureau', 'actual'))?.response.phase).toBe('standby')
  expect(await city.differences()).toEqual([])
  const before = (await city.entries()).length
  await city.restart()
  await city.engine.idle()
  expect((await city.entries()).length).toBe(before)
})

test('a process that dies in the middle of it has opened nothing twice when the next one is done', async () => {
  const city = await openCity()
  await recordedLongAgo(city, [COUNTY, ...manySchools(600, COUNTY)])
  await city.restart()
  await city.crash()
  await city.engine.idle()
  const opened = (await city.entries())
    .filter(({ body }) => body.type === 'response.opened')
    .map((entry) => `${entry.playbook} ${String(unitIdOf(entry))}`)
  expect(new Set(opened).size).toBe(opened.length)
  expect(opened.filter((one) => one.startsWith('flood'))).toHaveLength(606)
  expect(await city.differences()).toEqual([])
})

function unitIdOf(entry: object): unknown {
  return Object.entries(entry).find(([name]) => name === 'unitId')?.[1]
}
