import { expect, test } from 'vitest'
import { prepared } from '../../db/prepared.ts'
import { openCast } from './cast.ts'

interface Asked {
  readonly codes: readonly string[]
  readonly kind: string
}

let built = 0
const schoolsOf = prepared((db, { codes, kind }: Asked) => {
  built += 1
  return db.selectFrom('unit').select('code').where('code', 'in', codes).where('kind', '=', kind).orderBy('code')
})

test('a query made once answers each time to its own values, however many there are', async () => {
  const db = await openCast()
  const all = await db.selectFrom('unit').select(['code', 'kind']).orderBy('code').execute()
  for (const { kind } of all)
    for (let count = 1; count <= all.length; count += 1) {
      const some = all.slice(0, count)
      const found = await schoolsOf(db, { codes: some.map(({ code }) => code), kind })
      expect(found).toEqual(some.filter((one) => one.kind === kind).map(({ code }) => ({ code })))
    }
  expect(built).toBeLessThan(all.length)
})

test('a query that looks at a value while it is built, or is given an empty list, is a mistake of the program', async () => {
  const db = await openCast()
  const looks = prepared((trx, { part }: { readonly part: string }) =>
    trx.selectFrom('unit').select('code').where('name', 'like', `%${part}%`),
  )
  await expect(looks(db, { part: '中学' })).rejects.toThrow("'part' must not be looked at")
  await expect(schoolsOf(db, { codes: [], kind: 'junior' })).rejects.toThrow('no query takes a list of 0')
})
