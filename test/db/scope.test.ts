import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { findPlace, withinSubtree } from '../../db/scope.ts'
import { isWithin } from '../../src/core/unit.ts'
import { CITY, COUNTY, openCast, PRINCIPAL } from './cast.ts'

const code = fc.string({ unit: fc.constantFrom('0', '1', '9', 'a'), minLength: 1, maxLength: 3 })
const path = fc.array(code, { minLength: 1, maxLength: 4 }).map((codes) => `${codes.join('/')}/`)

test('the subtree in the database is the subtree of the core, whatever the paths', async () => {
  const db = await openCast()
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(path, { minLength: 1, maxLength: 12 }), path, async (paths, top) => {
      await db.deleteFrom('unit').execute()
      const roster = { parent: null, kind: 'primary', name: '', levels: '', boarders: 0, day: 0, staff: 0, hospital: '', seq: 1 }
      await db
        .insertInto('unit')
        .values(paths.map((each, id) => ({ id, code: each, path: each, ...roster })))
        .execute()
      const found = await db.selectFrom('unit').select('path').where(withinSubtree('unit.path', top)).execute()
      expect(found.map((row) => row.path).toSorted()).toEqual(paths.filter((each) => isWithin(each, top)).toSorted())
    }),
    { numRuns: 60 },
  )
})

test('whoever has no place sees nothing', async () => {
  const db = await openCast()
  await db.updateTable('unit').set({ path: '-/' }).where('code', '=', 'fenhe').execute()
  expect(await db.selectFrom('unit').select('code').where(withinSubtree('unit.path', '')).execute()).toEqual([])
})

test('a unit above or beside the viewer is as unknown as one that does not exist', async () => {
  const db = await openCast()
  expect(await findPlace(db, COUNTY, 'lianping')).toMatchObject({ code: 'lianping', path: PRINCIPAL.path })
  expect(await findPlace(db, CITY, '140800')).toMatchObject({ path: CITY.path })
  expect(await findPlace(db, COUNTY, 'yanhu')).toBeNull()
  expect(await findPlace(db, COUNTY, '140800')).toBeNull()
  expect(await findPlace(db, COUNTY, 'nowhere')).toBeNull()
})
