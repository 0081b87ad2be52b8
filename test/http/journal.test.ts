import { afterAll, beforeAll, expect, test } from 'vitest'
import { csvLine } from '../../src/http/api/csv.ts'
import { auditor, cityCommander, LIANPING, LINYI } from '../world.ts'
import { serveCity, type ServedCity } from './served.ts'

let city: ServedCity
beforeAll(async () => {
  city = await serveCity()
})
afterAll(() => city.close())

test('as CSV it opens in a spreadsheet: marked as UTF-8, one entry a line, as a file to keep', async () => {
  const answer = await city.ask(auditor, '/api/v1/journal', { headers: { accept: 'text/csv' } })
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="journal.csv"')
  const bytes = new Uint8Array(await answer.arrayBuffer())
  expect(Array.from(bytes.subarray(0, 3))).toEqual([0xef, 0xbb, 0xbf])
  const [header, first] = new TextDecoder().decode(bytes).split('\r\n')
  expect(header).toBe('seq,at,unit,unitName,playbook,mode,type,actor,actorName,post,standsInFor,body,texts,taskTitle')
  expect(first).toMatch(/^3,2026-03-06T14:00:00.000Z,140800,运城市,/)
})

test('as NDJSON every line is an entry, and the whole journal is there', async () => {
  const answer = await city.ask(auditor, '/api/v1/journal', { headers: { accept: 'application/x-ndjson' } })
  expect(answer.headers.get('content-type')).toBe('application/x-ndjson')
  const seqs = (await answer.text())
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { seq: number }).seq)
  expect(seqs).toEqual(seqs.toSorted((a, b) => a - b))
  expect(seqs).toHaveLength((await city.read(auditor, '/api/v1/journal?limit=500')).items.length)
})

test('in JSON it comes by pages', async () => {
  const earlier = await city.read(auditor, '/api/v1/journal?limit=3')
  expect(earlier.items).toHaveLength(3)
  const second = await city.read(auditor, `/api/v1/journal?limit=3&cursor=${earlier.next}`)
  expect(second.items.map(({ seq }) => seq)).not.toEqual(earlier.items.map(({ seq }) => seq))
})

test('an hour without entries is empty, and instants may name their offset', async () => {
  expect((await city.read(auditor, '/api/v1/journal?from=2026-03-06T22:00:01%2B08:00')).items).toEqual([])
  expect((await city.read(auditor, '/api/v1/journal?to=2026-03-06T22:00:01%2B08:00')).items.length).toBeGreaterThan(0)
})

test.each([
  ['=1+1', `"'=1+1,x"`],
  ['+86', `"'+86,x"`],
  ['-1', `"'-1,x"`],
  ['@SUM', `"'@SUM,x"`],
  ['\tx', `"'\tx,x"`],
  ['\rx', `"'\rx,x"`],
])('a cell that begins like %j is no formula', (text, cell) => {
  expect(csvLine([`${text},x`])).toBe(`${cell}\r\n`)
  expect(csvLine([text.startsWith('\r') ? 'plain' : text])).toMatch(/^'|plain/)
})

test('quotes and line ends stay inside their cell', () => {
  expect(csvLine(['他说"好"', '第一行\n第二行', null, 7])).toBe('"他说""好""","第一行\n第二行",,7\r\n')
})

test('a reason that looks like a formula is text in every cell', async () => {
  const body = { playbook: 'epidemic', event: 'ORDER_CLOSE', scope: { region: LINYI.code, kinds: ['primary'] }, reason: '=HYPERLINK("x")' }
  await city.ask(cityCommander, '/api/v1/orders', { method: 'POST', body, headers: { 'idempotency-key': 'formula' } })
  await city.engine.idle()
  const csv = await (await city.ask(auditor, '/api/v1/journal?format=csv')).text()
  expect(csv.split(/\r\n|,/).filter((cell) => /^"?[=+\-@]/.test(cell))).toEqual([])
  expect(csv).toContain(LIANPING.code)
})
