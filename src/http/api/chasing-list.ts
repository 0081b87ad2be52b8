import type { Context } from 'hono'
import { stream } from 'hono/streaming'
import { listReceipts, type ReceiptView } from '../../../db/assignment-units.ts'
import type { ReceiptState } from '../../../db/assignment-view.ts'
import type { Database } from '../../../db/connect.ts'
import { showExact } from '../../../views/time.ts'
import { en } from '../../../views/words/en.ts'
import { zh } from '../../../views/words/zh.ts'
import type { Words } from '../../../views/words/zh.ts'
import { actorOf, languageOf, type Env } from '../session.ts'
import { CSV_START, csvLine } from './csv.ts'

const MOST_AT_ONCE = 500

interface Source {
  readonly reports: Database
  readonly timeZone: string
}

/** The units that have an assignment as a table for chasing them (催办): page by page, so that others are served in between. */
export function chasingList(
  c: Context<Env>,
  { reports, timeZone }: Source,
  id: number,
  state: ReceiptState | undefined,
  now: string,
): Response {
  const words = languageOf(c) === 'en' ? en : zh
  const { columns } = words.assignment
  const viewer = actorOf(c)
  c.header('content-type', 'text/csv; charset=utf-8')
  c.header('content-disposition', `attachment; filename="assignment-${id}.csv"`)
  return stream(c, async (out) => {
    await out.write(CSV_START + csvLine([columns.code, columns.name, columns.state, columns.due, columns.by, columns.at]))
    for (let cursor: string | null = null; !out.aborted;) {
      const { items, next } = await listReceipts(reports, viewer, id, { state, now }, { limit: MOST_AT_ONCE, cursor })
      await out.write(items.map((item) => csvLine(cellsOf(item, words, timeZone))).join(''))
      if (next === null) return
      cursor = next
    }
  })
}

function cellsOf({ unit, state, dueAt, signed }: ReceiptView, words: Words, timeZone: string): readonly (string | number | null)[] {
  const by =
    signed === null ? '' : words.assignment.signedBy(signed.by.name ?? signed.by.username ?? signed.by.id, postIn(words, signed.post))
  return [
    unit.code,
    unit.name,
    words.assignment.unitStates[state],
    showExact({ timeZone }, dueAt),
    by,
    signed === null ? '' : showExact({ timeZone }, signed.at),
  ]
}

function postIn({ posts }: Words, post: string): string {
  return Object.entries(posts).find(([name]) => name === post)?.[1] ?? post
}
