import { expect, test } from 'vitest'
import type { Database } from '../../db/connect.ts'
import type { Awaited } from '../../db/waiting.ts'
import { findAwaited } from '../../db/waiting.ts'
import { addResponse, CITY, COUNTY, openCast, OTHER_COUNTY } from './cast.ts'

const DECIDED = [
  { playbook: 'epidemic', phases: ['reopening.review'] },
  { playbook: 'flood', phases: [] },
]

interface Place {
  readonly path: string
}

async function awaited(db: Database, { path }: Place, limit = 10, cursor: string | null = null): Promise<Awaited> {
  return findAwaited(db, { path, unit: path.split('/').at(-2) ?? '' }, DECIDED, { limit, cursor })
}

/** One school waits for its bureau, one for a decision on its plan, one for nothing but a drill. */
async function openSchools(): Promise<Database> {
  const db = await openCast()
  const state = JSON.stringify({ playbook: 'epidemic' })
  await addResponse(db, 'lianping', { awaiting: 2, state })
  await addResponse(db, 'yanhu', { phase: 'reopening.review', state })
  await addResponse(db, 'heyuan', { state })
  await addResponse(db, 'shiyan', { mode: 'drill-1', awaiting: 1, state })
  return db
}

test('only what waits for a bureau or its decision is looked at, and only in the viewer’s part of the tree', async () => {
  const db = await openSchools()
  const codes = async (viewer: Place): Promise<readonly string[]> => (await awaited(db, viewer)).responses.map(({ unit }) => unit.code)
  expect(await codes(CITY)).toEqual(['yanhu', 'lianping'])
  expect(await codes(COUNTY)).toEqual(['lianping'])
  expect(await codes(OTHER_COUNTY)).toEqual(['yanhu'])
})

test('a list that goes on says where, and at how many units more', async () => {
  const db = await openSchools()
  const begun = await awaited(db, CITY, 1)
  expect([begun.responses.map(({ unit }) => unit.code), begun.more]).toEqual([['yanhu'], 1])
  const rest = await awaited(db, CITY, 1, begun.next)
  expect([rest.responses.map(({ unit }) => unit.code), rest.more, rest.next]).toEqual([['lianping'], 0, null])
})
