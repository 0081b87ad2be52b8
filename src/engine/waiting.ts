import type { Database } from '../../db/connect.ts'
import type { Page } from '../../db/page.ts'
import { loadHeldPosts } from '../../db/responses.ts'
import { findAwaited } from '../../db/waiting.ts'
import { latestPlaybooks } from '../../machines/registry.ts'
import type { Instant } from '../../machines/vocabulary.ts'
import type { Actor } from '../core/actor.ts'
import type { Situation } from '../core/situation.ts'
import type { Unit } from '../core/unit.ts'
import type { Waiting } from '../core/waiting.ts'
import { byUrgency, mayDecide, phasesDecided, waitingFor } from '../core/waiting.ts'
import type { Context } from './context.ts'
import { lineage, situationFor } from './context.ts'
import { inWords } from './in-words.ts'
import { everythingBut, lookAround, surrounded } from './surroundings.ts'

/** One thing that waits for a person, at one unit. */
export interface WaitingAt extends Waiting {
  readonly unit: Unit
  readonly playbook: string
  readonly mode: string
}

/** What waits for a person at the next units in order of path, the overdue first. */
export interface WaitingPage {
  readonly items: readonly WaitingAt[]
  /** Cursor of the units that follow; null at the end. */
  readonly next: string | null
  /** At how many units more something may wait. */
  readonly more: number
}

/** Everything that waits for the actor, across all units in their charge: derived from what each source finds, never stored. */
export async function waitingOf(context: Context, db: Database, actor: Actor, page: Page): Promise<WaitingPage> {
  if (actor.path === '' || actor.role === 'auditor' || actor.role === 'admin') return { items: [], next: null, more: 0 }
  const now = context.clock.now()
  const found = await Promise.all(SOURCES.map((source) => source(context, db, actor, page, now)))
  return together(found)
}

/** Looks through so many units after the cursor, in order of path. */
type Source = (context: Context, db: Database, actor: Actor, page: Page, now: Instant) => Promise<WaitingPage>

/** Where things wait. Whatever else gives people something to do becomes one more source. */
const SOURCES: readonly Source[] = [responses]

/** Steps and decisions of responses. */
async function responses(context: Context, db: Database, actor: Actor, page: Page, now: Instant): Promise<WaitingPage> {
  const decided = latestPlaybooks().map((playbook) => ({ playbook: playbook.name, phases: phasesDecided(playbook) }))
  const { responses: loaded, next, more } = await findAwaited(db, actor, decided, page)
  const held = await loadHeldPosts(
    db,
    loaded.flatMap(({ unit }) => lineage(unit)),
  )
  await context.shelf.fetch(
    db,
    loaded.map(({ response }) => response),
  )
  const situations = await inWords(
    db,
    loaded.map(({ unit, response }) => situationFor(context, unit, response, held)),
  )
  const items = (await withSurroundings(context, db, actor, situations)).flatMap((situation) => {
    const { unit, response } = situation
    return waitingFor(actor, situation, now).map((one): WaitingAt => ({ ...one, unit, playbook: response.playbook, mode: response.mode }))
  })
  return { items, next, more }
}

/** Those at which an event may wait, with all that its gates look at. */
async function withSurroundings(
  context: Context,
  db: Database,
  actor: Actor,
  situations: readonly Situation[],
): Promise<readonly Situation[]> {
  const deciding = situations.filter((situation) => mayDecide(actor, situation))
  const names = [...new Set(deciding.flatMap(({ playbook: { name } }) => everythingBut(name).beside))]
  const around = await lookAround(context, db, deciding, { beside: names, area: true }, { kept: false })
  return situations.map((situation) =>
    deciding.includes(situation) ? surrounded(context, situation, everythingBut(situation.playbook.name), around) : situation,
  )
}

/** All sources have been looked through only as far as the one that came least far; what lies beyond comes on the next page. */
function together(found: readonly WaitingPage[]): WaitingPage {
  const ends = found.flatMap(({ next }) => next ?? [])
  const pathOf = (cursor: string): string => Buffer.from(cursor, 'base64url').toString('utf8')
  const next = ends.toSorted((left, right) => (pathOf(left) < pathOf(right) ? -1 : 1))[0] ?? null
  const items = found.flatMap((one) => one.items).filter(({ unit }) => next === null || unit.path <= pathOf(next))
  return { items: items.toSorted(byUrgency), next, more: Math.max(...found.map(({ more }) => more)) }
}
