import { html } from 'hono/html'
import { z } from 'zod'
import { boardOf, notActed, slowest } from '../../../db/board.ts'
import type { BoardRow } from '../../../db/board.ts'
import { stepTallies } from '../../../db/key-steps.ts'
import { listOrders } from '../../../db/orders.ts'
import type { Viewer } from '../../../db/scope.ts'
import { findUnit, listUnits } from '../../../db/units.ts'
import type { UnitFilter, UnitView } from '../../../db/units.ts'
import { BUREAU_KINDS, SCHOOL_KINDS } from '../../../machines/vocabulary.ts'
import { BoardPart } from '../../../views/board.tsx'
import type { BoardPartProps } from '../../../views/board.tsx'
import type { Page } from '../../../views/page.ts'
import type { UnitQuery } from '../../../views/unit-list.tsx'
import { keySteps } from '../../core/key-steps.ts'
import type { Seq } from '../../core/response.ts'
import { isBureauKind } from '../../core/unit.ts'
import { epidemicPlaybook, reportDateOf } from './epidemic.ts'
import { livePart } from './live-part.ts'
import type { LivePart } from './live-part.ts'
import { sharedPage } from './page.ts'
import type { Shown } from './page.ts'

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

export type BoardQuery = z.infer<typeof Query>

export function boardQuery(query: Readonly<Record<string, string>>): BoardQuery {
  return Query.parse(query)
}

/** All that decides what a board shows and to whom: boards are shared under it, and made of nothing else. */
export interface BoardAsked extends Pick<Page, 'lang' | 'here' | 'now'> {
  /** What lies below this path may be seen. */
  readonly top: string
  readonly region: string
  readonly query: BoardQuery
  /** Seq of the last entry: whoever hears of a later one asks for another board. */
  readonly asOf: Seq
}

/** The board of a region for everybody with the same part of the tree; a school has no figures of its own. */
export interface SharedBoard {
  readonly region: UnitView
  readonly above: UnitView | null
  readonly figures: BoardPartProps | null
  readonly part: () => Promise<LivePart>
}

/** Null if the region may not be seen from there. */
export async function sharedBoard(shown: Shown, asked: BoardAsked): Promise<SharedBoard | null> {
  const db = shown.deps.connections.reports
  const viewer: Viewer = { path: asked.top }
  const region = await findUnit(db, viewer, asked.region)
  if (region === null) return null
  const figures = isBureauKind(region.kind) ? await figuresOf(shown, viewer, region, asked) : null
  let part: Promise<LivePart> | null = null
  return {
    region,
    above: region.parent === null ? null : await findUnit(db, viewer, region.parent),
    figures,
    part: () => (part ??= rendered(figures)),
  }
}

async function figuresOf(shown: Shown, viewer: Viewer, region: UnitView, asked: BoardAsked): Promise<BoardPartProps> {
  const db = shown.deps.connections.reports
  const page = sharedPage(shown, asked)
  const steps = keySteps(epidemicPlaybook())
  const unsigned = steps.find(({ task }) => task === asked.query.unsigned) ?? null
  const query: UnitQuery = { ...asked.query, overdue: asked.query.overdue !== '', unsigned }
  const reportDate = reportDateOf(page)
  const rows = await boardOf(db, viewer, region.code, { date: reportDate })
  const filter = filterOf(query)
  const wantsUnits = asked.query.list !== '' || Object.values(filter).some((value) => value !== undefined) || !rows.some(isBureau)
  const [units, orders, tallies] = await Promise.all([
    wantsUnits
      ? listUnits(db, viewer, { region: region.code, kinds: SCHOOL_KINDS, ...filter }, { limit: SHOWN_UNITS, cursor: asked.query.cursor })
      : null,
    listOrders(db, viewer, SHOWN_ORDERS),
    stepTallies(db, viewer, region.code, steps),
  ])
  const slowestFirst = asked.query.order === 'slowest'
  return {
    page,
    playbook: epidemicPlaybook(),
    region,
    rows: slowestFirst ? slowest(rows) : rows,
    slowestFirst,
    query,
    units: units?.items ?? null,
    nextUnits: units?.next ?? null,
    orders,
    keySteps: tallies,
    reportDate,
    // One that was cancelled has moved nobody.
    idle: await idleSince(shown, viewer, region.code, orders.find(({ status }) => status !== 'cancelled')?.id, page.now),
  }
}

async function rendered(figures: BoardPartProps | null): Promise<LivePart> {
  return livePart(figures === null ? '' : await html`${BoardPart(figures)}`)
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
export async function idleSince({ deps }: Shown, viewer: Viewer, region: string, order: number | undefined, now: string) {
  if (order === undefined) return null
  return { order, ...(await notActed(deps.connections.reports, viewer, region, order, { now, limit: SHOWN_IDLE })) }
}
