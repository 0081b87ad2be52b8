import BetterSqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { keepingStatements } from '../../db/kept-statements.ts'

function counted() {
  const handle = new BetterSqlite(':memory:')
  handle.exec('create table stone (id integer primary key); insert into stone values (1), (2), (3)')
  let prepared = 0
  const driver = keepingStatements({
    prepare: (query) => {
      prepared += 1
      return handle.prepare(query)
    },
    close: () => handle.close(),
  })
  return { handle, driver, prepared: () => prepared }
}

const ALL = 'select * from stone order by id'

test('a statement is prepared once, however often it is used', () => {
  const { driver, prepared } = counted()
  expect(driver.prepare(ALL).all([])).toHaveLength(3)
  expect(driver.prepare(ALL).all([])).toHaveLength(3)
  expect(prepared()).toBe(1)
})

test('one that is being read row by row can be asked again meanwhile', () => {
  const { driver } = counted()
  const found: unknown[] = []
  for (const row of driver.prepare(ALL).iterate([])) found.push([row, driver.prepare(ALL).all([]).length])
  expect(found).toEqual([
    [{ id: 1 }, 3],
    [{ id: 2 }, 3],
    [{ id: 3 }, 3],
  ])
})

test('a column added meanwhile is there', () => {
  const { handle, driver } = counted()
  driver.prepare(ALL).all([])
  handle.exec("alter table stone add column colour text not null default 'grey'")
  expect(driver.prepare(ALL).all([])[0]).toEqual({ id: 1, colour: 'grey' })
})

test('of very many statements only the last are kept', () => {
  const { driver, prepared } = counted()
  const others = Array.from({ length: 400 }, (_, index) => `select ${index}`)
  for (const query of [ALL, ...others, ALL]) driver.prepare(query)
  expect(prepared()).toBe(402)
})
