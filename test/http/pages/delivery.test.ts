import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditor, cityCommander, LIANPING, principal } from '../../world.ts'
import { serveCity, type ServedCity } from '../served.ts'
import { open } from './paper.ts'

let city: ServedCity
beforeAll(async () => {
  city = await serveCity()
})
afterAll(() => city.close())

const assetsOf = (html: string): readonly string[] => [...html.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? '')

test('files carry the digest of what is in them and may be kept for ever', async () => {
  const { html } = await open(city, principal, `/units/${LIANPING.code}`)
  expect(assetsOf(html)).toHaveLength(3)
  for (const path of assetsOf(html)) {
    const answer = await city.app.request(path)
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable'])
    expect(path).toMatch(/\.[0-9a-f]{12}\.(css|js)$/)
  }
})

test('the checklist comes in 60 KB the first time and in 8 KB afterwards', async () => {
  const { html } = await open(city, principal, `/units/${LIANPING.code}`)
  const page = gzipSync(html).length
  const sizes = await Promise.all(
    assetsOf(html).map(
      async (path) => (await (await city.app.request(path, { headers: { 'accept-encoding': 'gzip' } })).arrayBuffer()).byteLength,
    ),
  )
  expect(page).toBeLessThan(8 * 1024)
  expect(sizes.reduce((sum, size) => sum + size, page)).toBeLessThan(60 * 1024)
})

test('pages are zipped for whoever can unzip them, and say so', async () => {
  const answer = await city.ask(principal, `/units/${LIANPING.code}`, { headers: { 'accept-encoding': 'gzip, br' } })
  expect([answer.headers.get('content-encoding'), answer.headers.get('vary')]).toEqual(['gzip', 'accept-encoding'])
})

test('no page carries a script or a style of its own', async () => {
  const pages = [
    await open(city, principal, `/units/${LIANPING.code}`),
    await open(city, principal, `/units/${LIANPING.code}/tasks/N-02`),
    await open(city, cityCommander, '/board'),
    await open(city, cityCommander, '/orders/new?event=ORDER_LOCKDOWN'),
    await open(city, auditor, '/journal'),
  ]
  for (const { html } of pages) expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|hx-on/)
})
