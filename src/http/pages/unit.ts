import { Hono } from 'hono'
import type { Context } from 'hono'
import { readCounter } from '../../../db/append.ts'
import { findEntry, listEntries } from '../../../db/journal.ts'
import { findOrder } from '../../../db/orders.ts'
import { findUnit } from '../../../db/units.ts'
import type { Person } from '../../../db/accounts.ts'
import { actedBy } from '../../../views/actor.ts'
import { eventName, taskOf } from '../../../views/describe-entry.ts'
import type { Page } from '../../../views/page.ts'
import { say } from '../../../views/page.ts'
import type { ShownCause } from '../../../views/situated.tsx'
import { UnitPage } from '../../../views/unit.tsx'
import { checklist } from '../../core/checklist.ts'
import { offers } from '../../core/decide/event.ts'
import type { Situation } from '../../core/situation.ts'
import type { Deps } from '../deps.ts'
import { actorOf } from '../session.ts'
import type { Env } from '../session.ts'
import { nextCapacity } from './next-signature.ts'
import { pageOf } from './page.ts'
import type { Shown } from './page.ts'
import { notFound } from './wrong.ts'

export const PLAYBOOK = 'epidemic'
export const MODE = 'actual'
const SHOWN_ENTRIES = 20

/** `/units/:code`: where the school stands and what is to be done. A bureau's page is its board. */
export function unitPages(shown: Shown): Hono<Env> {
  const { connections, engine } = shown.deps
  return new Hono<Env>().get('/units/:code', async (c) => {
    const actor = actorOf(c)
    const code = c.req.param('code')
    const asOf = await readCounter(connections.reader)
    const [view, situation] = await Promise.all([
      findUnit(connections.reader, actor, code),
      engine.situationOf(actor, code, PLAYBOOK, MODE),
    ])
    if (view === null) return notFound(c, shown)
    if (situation === null) return c.redirect(`/board?region=${encodeURIComponent(code)}`, 303)
    const page = pageOf(c, shown)
    const [cause, history] = await Promise.all([
      causeOf(page, shown.deps, actor, situation),
      listEntries(connections.reader, actor, { unit: code, descending: true, limit: SHOWN_ENTRIES }),
    ])
    return c.html(
      UnitPage({
        page,
        asOf,
        situation,
        parentName: view.parentName,
        items: checklist(situation, page.now),
        isMine: (item) => nextCapacity(actor, item, situation) !== null,
        offers: offers(actor, situation, page.now),
        cause,
        history,
        done: doneWords(c, page),
      }),
    )
  })
}

/** By whose order and why: the entry that led to the phase, or the order that carried it. Null if nobody ordered anything. */
async function causeOf(page: Page, { connections }: Deps, actor: Person, { response }: Situation): Promise<ShownCause | null> {
  const { cause } = response
  if (cause.event === '') return null
  const [entry, order] = await Promise.all([
    findEntry(connections.reader, actor, cause.seq),
    cause.order === null ? null : findOrder(connections.reader, actor, cause.order),
  ])
  if (entry === null) return null
  return {
    seq: cause.seq,
    event: cause.event,
    order: order?.id ?? null,
    by: order === null ? actedBy(page, entry) : `${order.unit.name} ${actedBy(page, entry)}`,
    document: order?.document ?? documentOf(entry.texts),
    reason: order?.reason ?? entry.texts['reason'] ?? '',
    at: cause.at,
  }
}

/** The number of the document, of the finding or of the approval; empty while it is to follow. */
function documentOf(texts: Readonly<Record<string, string | null>>): string {
  return texts['document'] ?? texts['facts.reference'] ?? texts['facts.approvalNumber'] ?? ''
}

/** What the viewer has just done, from the address to which the form led. */
function doneWords(c: Context<Env>, page: Page): string | null {
  const { unit } = page.words
  const [task, event] = [c.req.query('task') ?? '', c.req.query('sent')]
  const title = taskOf(PLAYBOOK, task)?.title
  if (event !== undefined) return unit.sent(eventName(page, PLAYBOOK, event))
  if (title === undefined) return null
  const how = { signed: unit.signed, partly: unit.signedPartly, withdrawn: unit.withdrawn }
  const done = c.req.query('done')
  return done === 'signed' || done === 'partly' || done === 'withdrawn' ? how[done](say(page, title)) : null
}
