import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '../../src/core/actor.ts'
import { DISGUISED, PHOTO, SCAN } from '../photos.ts'
import { auditor, cityCommander, filledIn, headOfSecurity, LIANPING, LINYI, otherPrincipal, taskOf } from '../world.ts'
import { inputOf, open, paperOf, sendFiles } from './pages/paper.ts'
import type { Paper } from './pages/paper.ts'
import { answered, first, HOST, OWN_ORIGIN, serveCity, type ServedCity } from './served.ts'

let city: ServedCity
beforeAll(async () => {
  city = await serveCity()
  await city.ask(cityCommander, '/api/v1/orders', {
    method: 'POST',
    headers: { 'idempotency-key': 'night' },
    body: { playbook: 'epidemic', event: 'ORDER_LOCKDOWN', scope: { region: LINYI.code, boarding: true }, reason: '县城发现疫情' },
  })
  await city.engine.idle()
})
afterAll(() => city.close())

const API = `/api/v1/units/${LIANPING.code}`
const TASK = `/units/${LIANPING.code}/tasks/L-02`

async function upload(who: Actor, body: BodyInit, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  const all = { host: HOST, origin: OWN_ORIGIN, cookie: await city.cookie(who), ...headers }
  return city.app.request(`${API}/attachments?name=${encodeURIComponent('东门 "夜".jpg')}`, { method: 'POST', headers: all, body })
}

const photoNamed = (name: string, bytes: Buffer = PHOTO): File => new File([new Uint8Array(bytes)], name)

describe('on the task page', () => {
  const blank = async (): Promise<Record<string, string>> => {
    const paper = await open(city, headOfSecurity, TASK)
    return {
      key: inputOf(paper, 'key'),
      visit: inputOf(paper, 'visit'),
      occurrence: '',
      statement: 'done',
      'e-gatesLocked': '3',
      'e-gatesManned': '1',
    }
  }
  const send = async (fields: Parameters<typeof sendFiles>[3]): Promise<Paper> => sendFiles(city, headOfSecurity, TASK, fields)

  test('a form with photos is sent as such, and says what it takes; a form without stays as it was', async () => {
    const { html, text } = await open(city, headOfSecurity, TASK)
    expect(html).toMatch(/<form[^>]*enctype="multipart\/form-data"/)
    expect(html).toMatch(/<input[^>]*id="e-gatePhotos"[^>]*type="file"[^>]*accept="image\/\*"[^>]*multiple/)
    expect(text).toContain('照片，最多 3 个，每个不超过 8 MB')
    expect((await open(city, headOfSecurity, TASK.replace('L-02', 'L-02-perimeter'))).html).not.toContain('multipart')
  })

  test('what is no picture, is empty or too large is refused in words, and nothing typed is lost', async () => {
    const large = Buffer.concat([PHOTO, Buffer.alloc(8 * 1024 * 1024)])
    const files = [
      photoNamed('东门.jpg'),
      photoNamed('<b>门</b>.jpg', DISGUISED),
      photoNamed('空.jpg', Buffer.alloc(0)),
      photoNamed('大.jpg', large),
    ]
    const paper = await send({ ...(await blank()), 'e-gatePhotos.files': files, note: '西门已焊' })
    expect(paper.status).toBe(422)
    expect(paper.text).toContain('文件未能接收')
    expect(paper.html).toContain('&lt;b&gt;门&lt;/b&gt;.jpg：不是照片或 PDF 文件')
    expect(paper.text).toContain('空.jpg：文件是空的，请重新选择')
    expect(paper.text).toContain('大.jpg：文件 8.0 MB，超过 8 MB，请压缩后再传')
    expect(inputOf(paper, 'e-gatesLocked')).toBe('3')
    expect(paper.html).toContain('>西门已焊</textarea>')
    // The one that was good need not be taken again.
    expect(paper.text).toContain('东门.jpg (1 KB)')
  })

  test('whatever else is wrong, a photo is uploaded once; then it stands under the signature, on the record, for command and auditor', async () => {
    const wrong = await send({ ...(await blank()), 'e-gatesManned': '0', 'e-gatePhotos.files': [photoNamed('东门.jpg')] })
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('已上传，随本次签字提交')
    const id = inputOf(wrong, 'e-gatePhotos')
    const signed = await send({ ...(await blank()), 'e-gatePhotos': id })
    expect(signed.status).toBe(303)
    const pages = [await open(city, headOfSecurity, TASK), await open(city, cityCommander, TASK), await open(city, auditor, TASK)]
    for (const { html, text } of pages) {
      expect(html).toContain(`href="/api/v1/attachments/${id}"`)
      expect(text).toMatch(/封门现场照片 东门\.jpg 1 KB 摘要 [0-9a-f]{16}/)
    }
    const [entry = ''] = /\/journal\/\d+/.exec(pages[2]?.html.slice(pages[2].html.indexOf('class="signature"')) ?? '') ?? []
    const record = await open(city, auditor, entry)
    expect(record.text).toMatch(/封门现场照片 东门\.jpg 1 KB 摘要 [0-9a-f]{16}/)
    expect(record.html).toContain('&quot;digest&quot;')
  })

  test('an upload that was cut short changes nothing and says what to do', async () => {
    const headers = {
      host: HOST,
      origin: OWN_ORIGIN,
      cookie: await city.cookie(headOfSecurity),
      'content-type': 'multipart/form-data; boundary=x',
    }
    const cut = await paperOf(
      await city.app.request(TASK, { method: 'POST', headers, body: '--x\r\ncontent-disposition: form-data; name="key"\r\n\r\nab' }),
    )
    expect(cut.status).toBe(400)
    expect(cut.text).toContain('上传未完成')
    const huge = await paperOf(
      await city.app.request(TASK, {
        method: 'POST',
        headers: { ...headers, 'content-length': String(99e6), accept: 'text/html' },
        body: 'x',
      }),
    )
    expect(huge.status).toBe(413)
    expect(huge.html).toContain('单个文件不得超过 8 MB')
  })
})

describe('through the API', () => {
  let id: string
  test('a file is uploaded as it is or in a form, and answered by what it is', async () => {
    const raw = await upload(headOfSecurity, new Uint8Array(PHOTO), { 'content-type': 'text/html', 'idempotency-key': 'photo' })
    expect(raw.status).toBe(201)
    const attached = await answered(raw)
    id = attached.id
    expect(attached).toMatchObject({
      id: expect.stringMatching(/^file-/),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      size: PHOTO.length,
      type: 'image/jpeg',
    })
    const again = await upload(headOfSecurity, new Uint8Array(PHOTO), { 'content-type': 'image/jpeg', 'idempotency-key': 'photo' })
    expect(await again.json()).toEqual(attached)
    const form = new FormData()
    form.append('file', photoNamed('报告.pdf', SCAN))
    expect(await answered(await upload(headOfSecurity, form))).toMatchObject({ type: 'application/pdf' })
  })

  test('what cannot be taken is refused with its reason, and out of scope nothing is said', async () => {
    const disguised = await upload(headOfSecurity, new Uint8Array(DISGUISED), { 'content-type': 'image/jpeg' })
    expect(disguised.status).toBe(422)
    expect(await answered(disguised)).toMatchObject({ refusal: 'file_invalid', errors: [{ field: 'file' }] })
    expect((await upload(otherPrincipal, new Uint8Array(PHOTO))).status).toBe(404)
    expect((await upload(auditor, new Uint8Array(PHOTO))).status).toBe(403)
    expect((await upload(headOfSecurity, new FormData())).status).toBe(400)
    expect((await upload(headOfSecurity, new Uint8Array(41 * 1024 * 1024))).status).toBe(413)
  })

  test('it is opened in scope only, by a browser that is told to trust nothing in it', async () => {
    const path = `/api/v1/attachments/${id}`
    const mine = await city.ask(headOfSecurity, path)
    expect(Buffer.from(await mine.arrayBuffer()).equals(PHOTO)).toBe(true)
    expect(Object.fromEntries(mine.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent('东门  夜.jpg')}`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache',
    })
    const etag = mine.headers.get('etag') ?? ''
    expect((await city.ask(headOfSecurity, path, { headers: { 'if-none-match': etag } })).status).toBe(304)
    // Nobody has signed for it yet, so it is its sender's alone, also for those who know its digest.
    for (const who of [cityCommander, otherPrincipal])
      expect((await city.ask(who, path, { headers: { 'if-none-match': etag } })).status).toBe(404)
    expect((await city.app.request(path, { headers: { host: HOST } })).status).toBe(401)
  })

  test('a sign-off names it by its id, and the checklist shows it', async () => {
    const list = await city.read(headOfSecurity, `${API}/checklist`)
    const task = list.tasks.find((one) => one.id === 'L-02')
    await city.ask(headOfSecurity, `${API}/sign-offs/${first(task?.signOffs).seq}/withdrawal`, {
      method: 'POST',
      body: { reason: '重签' },
      headers: { 'idempotency-key': 'w' },
    })
    const evidence = { ...filledIn(taskOf('L-02'), LIANPING), gatePhotos: [id] }
    const body = { playbook: 'epidemic', task: 'L-02', visit: task?.visit, statement: 'done', evidence }
    const answer = await city.ask(headOfSecurity, `${API}/sign-offs`, { method: 'POST', body, headers: { 'idempotency-key': 's' } })
    expect(answer.status).toBe(201)
    const after = await city.read(cityCommander, `${API}/checklist`)
    expect(after.tasks.find((one) => one.id === 'L-02')).toMatchObject({
      fields: expect.arrayContaining([
        { name: 'gatePhotos', type: 'file', label: '封门现场照片', required: false, accept: ['image'], most: 3 },
      ]),
      signOffs: [{ files: [{ id, field: 'gatePhotos', type: 'image/jpeg', size: PHOTO.length, access: 'open' }] }],
    })
    expect((await city.ask(cityCommander, `/api/v1/attachments/${id}`)).status).toBe(200)
  })

  test('the document of the API describes both', async () => {
    const { paths } = (await (await city.ask(headOfSecurity, '/api/openapi.json')).json()) as { readonly paths: object }
    expect(Object.keys(paths)).toEqual(expect.arrayContaining(['/api/v1/units/{code}/attachments', '/api/v1/attachments/{id}']))
  })
})
