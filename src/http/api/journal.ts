import { z, type OpenAPIHono } from '@hono/zod-openapi'
import { accepts } from 'hono/accepts'
import type { Context } from 'hono'
import { stream } from 'hono/streaming'
import { findPersonByUsername } from '../../../db/accounts.ts'
import { listEntries, type EntryView } from '../../../db/journal.ts'
import { taskName } from '../../../views/step-words.ts'
import { en } from '../../../views/words/en.ts'
import { zh } from '../../../views/words/zh.ts'
import { normalizeUsername } from '../auth.ts'
import type { Deps } from '../deps.ts'
import { actorOf, languageOf, type Env, type Language } from '../session.ts'
import { CSV_START, csvLine } from './csv.ts'
import { Code, Instant } from './parts.ts'
import { describe, resource } from './route.ts'

const JournalQuery = z.object({
  unit: Code.optional(),
  region: Code.optional(),
  actor: z.string().min(1).max(80).optional().openapi({ description: 'Account name, or id of a person.' }),
  type: z.string().max(80).optional(),
  event: z.string().max(80).optional(),
  q: z.string().min(1).max(80).optional(),
  from: Instant.transform(utc).optional(),
  to: Instant.transform(utc).optional(),
  after: z.coerce.number().int().min(0).optional(),
  cursor: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(1).max(500).optional(),
  format: z.enum(['json', 'csv', 'ndjson']).optional().openapi({ description: 'Instead of the Accept header, for links.' }),
})

const Entry = z
  .object({
    seq: z.number(),
    unit: Code.nullable(),
    unitName: z.string().nullable(),
    playbook: z.string().nullable(),
    mode: z.string().nullable(),
    type: z.string(),
    actor: z.string(),
    actorName: z.string().nullable(),
    post: z.string().nullable(),
    standsInFor: z.string().nullable(),
    at: Instant,
    taskTitle: z.string().nullable().meta({ description: 'The step that it names, in words; of a local addition as its issuer wrote it.' }),
    body: z.looseObject({ type: z.string() }),
    texts: z.record(z.string(), z.string().nullable()).meta({ description: 'Free texts; null once erased.' }),
  })
  .openapi('Entry')
type Entry = z.infer<typeof Entry>

const getJournal = describe({
  method: 'get',
  path: '/journal',
  summary: 'Entries in order of seq; CSV and NDJSON go to the end unless a limit is given',
  request: { query: JournalQuery },
  responses: {
    200: {
      description: 'Entries.',
      content: {
        'application/json': { schema: z.object({ items: z.array(Entry), next: z.string().nullable() }) },
        'text/csv': { schema: z.string() },
        'application/x-ndjson': { schema: z.string() },
      },
    },
  },
})

const MOST_AT_ONCE = 500
const BY_DEFAULT = 100

export function journal({ connections: { reports } }: Deps): OpenAPIHono<Env> {
  return resource().openapi(getJournal, async (c) => {
    const { limit, format, cursor, actor, after, ...query } = c.req.valid('query')
    const person = actor === undefined ? null : await findPersonByUsername(reports, normalizeUsername(actor))
    const filter = { ...query, actor: person?.person ?? actor, after: Math.max(after ?? 0, cursor ?? 0) }
    const read = (from: number, most: number) => listEntries(reports, actorOf(c), { ...filter, after: from, limit: most })
    const wanted = format ?? formatAccepted(c)
    if (wanted !== 'json') return exported(c, wanted, pages(read, filter.after, limit ?? Infinity, languageOf(c)))
    const entries = await read(filter.after, limit ?? BY_DEFAULT)
    const next = entries.length < (limit ?? BY_DEFAULT) ? null : String(entries.at(-1)?.seq ?? 0)
    return c.json({ items: entries.map((entry) => entryItem(entry, languageOf(c))), next }, 200)
  })
}

type Read = (after: number, limit: number) => Promise<readonly EntryView[]>
type Format = 'json' | 'csv' | 'ndjson'

function formatAccepted(c: Context<Env>): Format {
  const type = accepts(c, {
    header: 'Accept',
    supports: ['application/json', 'text/csv', 'application/x-ndjson'],
    default: 'application/json',
  })
  return type === 'text/csv' ? 'csv' : type === 'application/x-ndjson' ? 'ndjson' : 'json'
}

/** Page by page, so that others are served in between however long the journal is. */
async function* pages(read: Read, after: number, limit: number, language: Language): AsyncGenerator<readonly Entry[]> {
  let from = after
  for (let left = limit; left > 0;) {
    const most = Math.min(left, MOST_AT_ONCE)
    const entries = await read(from, most)
    yield entries.map((entry) => entryItem(entry, language))
    if (entries.length < most) return
    from = entries.at(-1)?.seq ?? from
    left -= entries.length
  }
}

function exported(c: Context<Env>, format: 'csv' | 'ndjson', parts: AsyncGenerator<readonly Entry[]>): Response {
  c.header('content-type', format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson')
  c.header('content-disposition', `attachment; filename="journal.${format}"`)
  return stream(c, async (out) => {
    if (format === 'csv') await out.write(CSV_START + csvLine(COLUMNS))
    for await (const entries of parts) {
      if (out.aborted) return
      await out.write(
        entries
          .map((entry) => (format === 'csv' ? csvLine(COLUMNS.map((column) => cellOf(entry[column]))) : `${JSON.stringify(entry)}\n`))
          .join(''),
      )
    }
  })
}

const COLUMNS = [
  'seq',
  'at',
  'unit',
  'unitName',
  'playbook',
  'mode',
  'type',
  'actor',
  'actorName',
  'post',
  'standsInFor',
  'body',
  'texts',
  'taskTitle',
] as const

function cellOf(value: Entry[(typeof COLUMNS)[number]]): string | number | null {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value
}

function entryItem({ unit, actor, body, texts, overlays, ...entry }: EntryView, language: Language): Entry {
  const page = { lang: language, words: language === 'en' ? en : zh }
  return {
    ...entry,
    taskTitle: 'task' in body ? taskName(page, { playbook: entry.playbook, overlays }, body.task) : null,
    unit: unit?.code ?? null,
    unitName: unit?.name ?? null,
    actor: actor.username ?? actor.id,
    actorName: actor.name,
    body: { ...body },
    texts: { ...texts },
  }
}

function utc(at: string): string {
  return new Date(at).toISOString()
}
