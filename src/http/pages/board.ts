import { Hono } from 'hono'
import type { Context } from 'hono'
import { z } from 'zod'
import type { Person } from '../../../db/accounts.ts'
import { readCounter } from '../../../db/append.ts'
import { boardOf, notActed, slowest } from '../../../db/board.ts'
import type { BoardRow } from '../../../db/board.ts'
import { stepTallies } from '../../../db/key-steps.ts'
import { listOrders } from '../../../db/orders.ts'
import { findUnit, listUnits } from '../../../db/units.ts'
import type { UnitFilter } from '../../../db/units.ts'
import { BUREAU_KINDS, SCHOOL_KINDS } from '../../../machines/vocabulary.ts'
import { BoardPage } from '../../../views/board.tsx'
import type { UnitQuery } from '../../../views/unit-list.tsx'
import { keySteps } from '../../core/key-steps.ts'
import { isBureauKind } from '../../core/unit.ts'
import { actorOf } from '../session.ts'
import type { Env } from '../session.ts'
import { epidemicPlaybook, reportDateOf } from './epidemic.ts'
import { pageOf } from './page.ts'
import type { Shown } from './page.ts'
import { notFound } from './wrong.ts'

const SHOWN_ORDERS = 3
const SHOWN_IDLE = 50
const SHOWN_UNITS = 50

const Query = z.object({
  region: z.string().default(''),
  order: z.string().default(''),
  list: z.string().default(''),
  q: z.string().trim().max(80).default(''),
  phase: z.string().default(''),
  kind: z.string().default(''),
  boarding: z.enum(['', 'true', 'false']).catch(''),
  overdue: z.string().default(''),
  unsigned: z.string().default(''),
  cursor: z.string().nullable().default(null),
})

/** `/board?region=`: the figures of a region and the schools behind them. */
export function boardPages(shown: Shown): Hono<Env> {
  return new Hono<Env>().get('/board', async (c) => board(c, shown))
}

async function board(c: Context<Env>, shown: Shown): Promise<Response> {
  const { connections } = shown.deps
  const db = connections.reports
  const actor = actorOf(c)
  const asked = Query.parse(c.req.query())
  const asOf = await readCounter(db)
  const region = await findUnit(db, actor, asked.region === '' ? actor.unit : asked.region)
  if (region === null) return notFound(c, shown)
  if (!isBureauKind(region.kind)) return c.redirect(`/units/${region.code}`, 303)
  const page = pageOf(c, shown)
  const steps = keySteps(epidemicPlaybook())
  const unsigned = steps.find(({ task }) => task === asked.unsigned) ?? null
  const query: UnitQuery = { ...asked, overdue: asked.overdue !== '', unsigned }
  const reportDate = reportDateOf(page)
  const rows = await boardOf(db, actor, region.code, { date: reportDate })
  const wantsUnits = asked.list !== '' || Object.values(filterOf(query)).some((value) => value !== undefined) || !rows.some(isBureau)
  const [units, above, orders] = await Promise.all([
    wantsUnits
      ? listUnits(db, actor, { region: region.code, kinds: SCHOOL_KINDS, ...filterOf(query) }, { limit: SHOWN_UNITS, cursor: asked.cursor })
      : null,
    region.parent === null ? null : findUnit(db, actor, region.parent),
    listOrders(db, actor, SHOWN_ORDERS),
  ])
  const slowestFirst = asked.order === 'slowest'
  return c.html(
    BoardPage({
      page,
      asOf,
      playbook: epidemicPlaybook(),
      region,
      above,
      rows: slowestFirst ? slowest(rows) : rows,
      slowestFirst,
      query,
      units: units?.items ?? null,
      nextUnits: units?.next ?? null,
      orders,
      keySteps: await stepTallies(db, actor, region.code, steps),
      reportDate,
      // One that was cancelled has moved nobody.
      idle: await idleSince(shown, actor, region.code, orders.find(({ status }) => status !== 'cancelled')?.id, page.now),
    }),
  )
}

function isBureau({ unit }: BoardRow): boolean {
  return BUREAU_KINDS.some((kind) => kind === unit.kind)
}

function filterOf({ q, phase, kind, boarding, overdue, unsigned }: UnitQuery): UnitFilter {
  return {
    q: q === '' ? undefined : q,
    phase: phase === '' ? undefined : phase,
    kind: kind === '' ? undefined : kind,
    boarding: boarding === '' ? undefined : boarding === 'true',
    overdue: overdue ? true : undefined,
    unsigned: unsigned ?? undefined,
  }
}

/** Who has signed nothing since the latest order moved them. */
export async function idleSince({ deps }: Shown, actor: Person, region: string, order: number | undefined, now: string) {
  if (order === undefined) return null
  return { order, ...(await notActed(deps.connections.reports, actor, region, order, { now, limit: SHOWN_IDLE })) }
}
