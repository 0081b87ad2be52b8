import { expect, test } from 'vitest'
import { fromPortable, toPortable } from '../../db/portable-row.ts'

const AT = '2026-03-06T14:00:00.123Z'
const onSqlite = { id: 'p', emailVerified: 0, createdAt: AT, updatedAt: AT, image: null }
const onPostgres = { id: 'p', emailVerified: false, createdAt: new Date(AT), updatedAt: new Date(AT), image: null }
const portable = { id: 'p', emailVerified: false, createdAt: AT, updatedAt: AT, image: null }

test('an account is the same row in the backup of either database, and goes into either', () => {
  expect(toPortable('user', onSqlite)).toEqual(portable)
  expect(toPortable('user', onPostgres)).toEqual(portable)
  expect(fromPortable('user', portable, 'sqlite')).toEqual(onSqlite)
  expect(fromPortable('user', portable, 'postgres')).toEqual({ ...onPostgres, createdAt: AT, updatedAt: AT })
  expect(fromPortable('user', { emailVerified: true }, 'sqlite')).toEqual({ emailVerified: 1 })
})

test('0 and 1 of our own tables stay numbers on both', () => {
  const person = { id: 'p', active: 1, username: null }
  expect(toPortable('person', person)).toEqual(person)
  expect(fromPortable('person', person, 'postgres')).toEqual(person)
  expect(fromPortable('person', person, 'sqlite')).toEqual(person)
})

test('what has no form in a backup is not passed over in silence', () => {
  expect(() => toPortable('unit', { code: Buffer.from('x') })).toThrow('unit.code holds a object')
  expect(() => toPortable('unit', { id: 1n })).toThrow('unit.id holds a bigint')
})
