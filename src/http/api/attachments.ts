import { z, type OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { findAttachment, type OpenedAttachment } from '../../../db/attachment-view.ts'
import { readBytes } from '../../../db/attachments.ts'
import type { NewFile } from '../../engine/attach.ts'
import { isRefusal } from '../../core/refusal.ts'
import type { Deps } from '../deps.ts'
import { problem } from '../problem.ts'
import { actorOf, type Env } from '../session.ts'
import { CodeParam, OptionalKeyHeader } from './parts.ts'
import { describe, json, refused, resource } from './route.ts'

const Attached = z
  .object({
    id: z
      .string()
      .meta({ description: 'Named in the evidence of a sign-off at this unit, by whoever uploaded it, once and within a day.' }),
    sha256: z.string().meta({ description: 'Of the bytes, in hex.' }),
    size: z.number(),
    type: z.string().meta({ description: 'By its contents: JPEG, PNG, WebP, HEIC or PDF.' }),
  })
  .openapi('Attachment')

const bytes = { schema: { type: 'string', format: 'binary' } } as const

const postAttachment = describe({
  method: 'post',
  path: '/units/{code}/attachments',
  summary: 'Upload a picture or a PDF of 8 MB at most, for a sign-off to come: the bytes as they are, or a form with `file`',
  request: { params: CodeParam, headers: OptionalKeyHeader, query: z.object({ name: z.string().max(300).optional() }) },
  responses: { 201: json(Attached, 'Uploaded; it belongs to nothing until a sign-off names it.') },
})

/** Files under signatures (附件): uploaded first, then named in the evidence. */
export function attachments(deps: Deps): OpenAPIHono<Env> {
  const { engine, connections } = deps
  const routes = resource().openapi(postAttachment, async (c) => {
    const file = await fileIn(c, c.req.valid('query').name ?? '')
    if (file === null) return refused(c, { refusal: 'request_unreadable' })
    const unit = c.req.valid('param').code
    const answer = await engine.attach({ actor: actorOf(c), unit, files: [file] }, c.req.valid('header')['idempotency-key'] ?? null)
    if (isRefusal(answer)) return refused(c, answer)
    const [attached] = answer
    if (attached === undefined) throw new Error('a file was stored without an answer')
    return c.json(attached, 201)
  })
  routes.openAPIRegistry.registerPath({
    method: 'get',
    path: '/attachments/{id}',
    summary: 'The bytes of a file; one that is erased, unknown or not in your charge is not found',
    request: { params: z.object({ id: z.string() }) },
    responses: { 200: { description: 'Safe to show: no script in it runs.', content: { 'application/octet-stream': bytes } } },
  })
  routes.get('/attachments/:id', async (c) => {
    const found = await findAttachment(connections.reader, actorOf(c), c.req.param('id'))
    if (found === null) return problem(c, { refusal: 'not_found' })
    for (const [name, value] of Object.entries(headersOf(found))) c.header(name, value)
    if (c.req.header('if-none-match') === etagOf(found)) return c.body(null, 304)
    // Read apart: megabytes must not hold up whoever signs.
    const content = await readBytes(connections.reports, found.id)
    if (content === null) return problem(c, { refusal: 'not_found' })
    return c.body(new Uint8Array(content), 200, { 'content-type': found.type })
  })
  return routes
}

async function fileIn(c: Context<Env>, name: string): Promise<NewFile | null> {
  if (c.req.header('content-type')?.startsWith('multipart/form-data') !== true) {
    return { name, bytes: new Uint8Array(await c.req.arrayBuffer()) }
  }
  const { file } = await c.req.parseBody()
  return file instanceof File ? { name: file.name, bytes: await file.bytes() } : null
}

/** Pictures are shown, everything else is saved: no viewer of documents runs in our name. */
const SHOWN: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp'])

/** What was uploaded by one person is opened by another, so the browser is told to trust nothing in it. */
function headersOf(file: OpenedAttachment): Readonly<Record<string, string>> {
  const disposition = SHOWN.has(file.type) ? 'inline' : 'attachment'
  return {
    'content-disposition': `${disposition}; filename*=UTF-8''${encodeURIComponent(file.name).replaceAll("'", '%27')}`,
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    // It never changes, but who may see it does, and telephones are passed on: kept, and asked about each time.
    'cache-control': 'private, no-cache',
    etag: etagOf(file),
  }
}

function etagOf({ sha256 }: OpenedAttachment): string {
  return `"${sha256}"`
}
