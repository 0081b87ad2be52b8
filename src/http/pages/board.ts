import { Hono } from 'hono'
import type { Context } from 'hono'
import { readCounter } from '../../../db/append.ts'
import { BoardPage } from '../../../views/board.tsx'
import { actorOf } from '../session.ts'
import type { Env } from '../session.ts'
import { boardQuery, sharedBoard } from './board-figures.ts'
import type { BoardAsked, SharedBoard } from './board-figures.ts'
import { answerPart, wantsPart } from './live-part.ts'
import { pageOf } from './page.ts'
import type { Shown } from './page.ts'
import { sharedParts } from './shared-parts.ts'
import { notFound } from './wrong.ts'

/** A city's counties, each in two languages, and some filters. */
const MOST_BOARDS = 64

/** `/board?region=`: the figures of a region and the schools behind them. */
export function boardPages(shown: Shown): Hono<Env> {
  const boards = sharedParts<SharedBoard>(MOST_BOARDS)
  const find = (asked: BoardAsked) => boards.find(JSON.stringify(asked), () => sharedBoard(shown, asked))
  return new Hono<Env>().get('/board', async (c) => board(c, shown, find))
}

async function board(c: Context<Env>, shown: Shown, find: (asked: BoardAsked) => Promise<SharedBoard | null>): Promise<Response> {
  const actor = actorOf(c)
  const query = boardQuery(c.req.query())
  const page = pageOf(c, shown)
  const asOf = await readCounter(shown.deps.connections.reports)
  const found = await find({
    top: actor.path,
    region: query.region === '' ? actor.unit : query.region,
    query,
    lang: page.lang,
    here: page.here,
    asOf,
    now: toSecond(page.now),
  })
  if (found === null) return notFound(c, shown)
  if (found.figures === null) return c.redirect(`/units/${found.region.code}`, 303)
  if (wantsPart(c, 'board')) return answerPart(c, await found.part())
  return c.html(BoardPage({ ...found.figures, page, asOf, above: found.above }))
}

/** Times on the board are told in minutes: whoever asks within the same second is shown the same. */
function toSecond(now: string): string {
  return `${now.slice(0, 'yyyy-mm-ddThh:mm:ss'.length)}.000Z`
}
