import { Hono } from 'hono'
import type { Context } from 'hono'
import { z } from 'zod'
import { concealmentsAt } from '../../../db/concealments.ts'
import { findPersonByUsername } from '../../../db/accounts.ts'
import { attachmentsOf } from '../../../db/attachment-view.ts'
import { findEntry, listEntries, neighbours } from '../../../db/journal.ts'
import type { EntryFilter, EntryView } from '../../../db/journal.ts'
import { signOffsOf } from '../../../db/sign-offs.ts'
import { latestPlaybooks } from '../../../machines/registry.ts'
import { EntryPage } from '../../../views/entry.tsx'
import { JournalPage } from '../../../views/journal.tsx'
import type { JournalQuery } from '../../../views/journal.tsx'
import { instantOfLocal } from '../../../views/time.ts'
import { normalizeUsername } from '../auth.ts'
import { actorOf } from '../session.ts'
import type { Env } from '../session.ts'
import { pageOf } from './page.ts'
import type { Shown } from './page.ts'
import { notFound } from './wrong.ts'

const SHOWN = 50

const text = z.string().trim().max(80).default('')
const Query = z.object({ q: text, unit: text, region: text, type: text, event: text, actor: text, from: text, to: text })
const Before = z.coerce.number().int().positive().optional().catch(undefined)

/** `/journal` searched and filtered, `/journal/:seq` one entry between its neighbours. */
export function journalPages(shown: Shown): Hono<Env> {
  const db = shown.deps.connections.reports
  return new Hono<Env>()
    .get('/journal', async (c) => list(c, shown))
    .get('/journal/:seq{[0-9]{1,15}}', async (c) => {
      const actor = actorOf(c)
      const entry = await findEntry(db, actor, Number(c.req.param('seq')))
      if (entry === null) return notFound(c, shown)
      const [near, withdrawnBy, files] = await Promise.all([
        neighbours(db, actor, entry),
        withdrawalOf(shown, c, entry),
        attachmentsOf(db, actor, [entry.seq]),
      ])
      return c.html(EntryPage({ page: pageOf(c, shown), entry, ...near, withdrawnBy, files: files.get(entry.seq) ?? [] }))
    })
}

async function list(c: Context<Env>, shown: Shown): Promise<Response> {
  const db = shown.deps.connections.reports
  const page = pageOf(c, shown)
  const query = Query.parse(c.req.query())
  const person = query.actor === '' ? null : await findPersonByUsername(db, normalizeUsername(query.actor))
  const filter = filterOf({ ...query, actor: person?.person ?? query.actor }, page.timeZone)
  const before = Before.parse(c.req.query('before'))
  const entries = await listEntries(db, actorOf(c), { ...filter, before, descending: true, limit: SHOWN })
  const last = entries.at(-1)?.seq
  return c.html(
    JournalPage({
      page,
      query,
      entries,
      events: latestPlaybooks().flatMap((playbook) => Object.values(playbook.events)),
      earlier: entries.length < SHOWN || last === undefined ? null : `/journal?${parametersOf({ ...query, before: String(last) })}`,
      csv: `/api/v1/journal?${parametersOf({ ...definedOf(filter), format: 'csv' })}`,
    }),
  )
}

/** Empty answers ask for nothing. Days are the days of the time zone, the last one included. */
function filterOf({ from, to, ...query }: JournalQuery, timeZone: string): Omit<EntryFilter, 'limit'> {
  const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''))
  const day = (date: string, days: number): string =>
    instantOfLocal(timeZone, `${Temporal.PlainDate.from(date).add({ days }).toString()}T00:00`)
  return { ...given, ...(isDate(from) && { from: day(from, 0) }), ...(isDate(to) && { to: day(to, 1) }) }
}

function isDate(given: string): boolean {
  return z.iso.date().safeParse(given).success
}

function definedOf(filter: Omit<EntryFilter, 'limit'>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])))
}

function parametersOf(query: Readonly<Record<string, string>>): string {
  return new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '')).toString()
}

/** The entry that took a signature, or a statement of concealment, back; null if nothing did, or if this is neither. */
async function withdrawalOf({ deps }: Shown, c: Context<Env>, { seq, unit, body }: EntryView): Promise<number | null> {
  if (unit === null) return null
  if (body.type === 'report.concealed') {
    const stated = await concealmentsAt(deps.connections.reports, actorOf(c), unit.code)
    return stated.find((one) => one.seq === seq)?.withdrawnBy ?? null
  }
  if (body.type !== 'task.signed') return null
  const signOffs = await signOffsOf(deps.connections.reports, actorOf(c), unit.code, { task: body.task, visit: body.visit })
  return signOffs.find((signOff) => signOff.seq === seq)?.withdrawn?.seq ?? null
}
