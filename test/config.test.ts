import { isAbsolute } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from '../src/config.ts'

test('with nothing set it listens on this machine only, with the demo, in Shanghai time', () => {
  const config = readConfig({})
  expect(config).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    demo: true,
    production: false,
    clock: null,
    publicUrl: null,
    timeZone: 'Asia/Shanghai',
    logLevel: 'info',
  })
  expect('dataDir' in config && isAbsolute(config.dataDir)).toBe(true)
})

test('an empty value is the same as none', () => {
  expect(readConfig({ PORT: '', PUBLIC_URL: ' ' })).toMatchObject({ port: 3000, publicUrl: null })
})

test.each([
  [{}, true],
  [{ NODE_ENV: 'production' }, false],
  [{ FANGXIAN_DEMO: '0' }, false],
  [{ NODE_ENV: 'production', FANGXIAN_DEMO: '1' }, true],
])('with %o a demo is allowed: %s', (env, demo) => {
  expect(readConfig(env)).toMatchObject({ demo })
})

test('an instant may name its offset, and an address is cut to its origin', () => {
  const env = { FANGXIAN_CLOCK: '2022-03-06T22:00:00+08:00', PUBLIC_URL: 'https://fangxian.example/x' }
  expect(readConfig(env)).toMatchObject({ clock: '2022-03-06T14:00:00.000Z', publicUrl: 'https://fangxian.example' })
})

test.each([
  ['PORT', 'eighty', /^PORT must be a port number$/],
  ['PORT', '70000', /^PORT must be 0 to 65535$/],
  ['FANGXIAN_DEMO', 'yes', /^FANGXIAN_DEMO must be 0 or 1$/],
  ['FANGXIAN_DEMO_PASSWORD', 'short', /at least 8/],
  ['FANGXIAN_CLOCK', 'tonight', /^FANGXIAN_CLOCK must be an instant/],
  ['PUBLIC_URL', 'ftp://x.example', /^PUBLIC_URL must be an address/],
  ['TZ_NAME', 'Mars/Base', /^TZ_NAME must be a time zone/],
  ['LOG_LEVEL', 'loud', /^LOG_LEVEL must be one of/],
  ['DATABASE_URL', 'mysql://localhost/x', /^DATABASE_URL must be an address such as postgres:/],
])('a bad %s stops the start with one clear line', (name, value, line) => {
  const config = readConfig({ [name]: value })
  expect('problems' in config ? config.problems : []).toEqual([expect.stringMatching(line)])
})

test('several bad values are all named at once', () => {
  const config = readConfig({ PORT: 'x', LOG_LEVEL: 'y' })
  expect('problems' in config ? config.problems : []).toHaveLength(2)
})

test('time cannot be frozen in production', () => {
  const config = readConfig({ NODE_ENV: 'production', FANGXIAN_CLOCK: '2022-03-06T22:00:00+08:00' })
  expect('problems' in config ? config.problems : []).toEqual([expect.stringMatching(/production/)])
})
