import { expect, test } from 'vitest'
import { sharedParts } from '../../../src/http/pages/shared-parts.ts'

test('as many as ask while a part is made, or afterwards, get the one that is made', async () => {
  const parts = sharedParts<string>(2)
  let made = 0
  const make = async (): Promise<string> => {
    await Promise.resolve()
    return `part ${(made += 1)}`
  }
  expect(await Promise.all([parts.find('a', make), parts.find('a', make)])).toEqual(['part 1', 'part 1'])
  expect(await parts.find('a', make)).toBe('part 1')
  expect(await parts.find('b', make)).toBe('part 2')
})

test('what was not found and what failed is looked for again', async () => {
  const parts = sharedParts<string>(2)
  expect(await parts.find('a', () => Promise.resolve(null))).toBeNull()
  await expect(parts.find('a', () => Promise.reject(new Error('the database is away')))).rejects.toThrow('the database is away')
  expect(await parts.find('a', () => Promise.resolve('found'))).toBe('found')
})

test('no more are kept than so many, the oldest going first', async () => {
  const parts = sharedParts<string>(2)
  for (const key of ['a', 'b', 'c']) await parts.find(key, () => Promise.resolve(`first ${key}`))
  const again = (key: string) => parts.find(key, () => Promise.resolve(`second ${key}`))
  expect(await again('b')).toBe('first b')
  expect(await again('c')).toBe('first c')
  expect(await again('a')).toBe('second a')
})
