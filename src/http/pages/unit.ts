import { Hono } from 'hono'
import type { Context } from 'hono'
import { readCounter } from '../../../db/append.ts'
import { concealmentsAt } from '../../../db/concealments.ts'
import { appliedIn } from '../../../db/declared.ts'
import { findEntry, latestEntries } from '../../../db/journal.ts'
import { findOrder } from '../../../db/orders.ts'
import { findUnit } from '../../../db/units.ts'
import type { UnitView } from '../../../db/units.ts'
import { findPlaybook } from '../../../machines/registry.ts'
import type { Instant } from '../../../machines/vocabulary.ts'
import type { Person } from '../../../db/accounts.ts'
import { actedBy } from '../../../views/actor.ts'
import { eventName } from '../../../views/describe-entry.ts'
import { taskOf } from '../../../views/step-words.ts'
import type { ShownConcealment } from '../../../views/concealed-here.tsx'
import type { RunNow } from '../../../views/now-together.tsx'
import type { OtherRun } from '../../../views/other-runs.tsx'
import type { Page } from '../../../views/page.ts'
import { say } from '../../../views/page.ts'
import type { ShownCause } from '../../../views/situated.tsx'
import { UnitPage } from '../../../views/unit.tsx'
import { capacityToSend } from '../../core/authority.ts'
import { activeTasks, checklist } from '../../core/checklist.ts'
import { isLocal } from '../../core/overlay/overlaid.ts'
import { assignmentOf } from '../../core/assignment/assignment.ts'
import { offers } from '../../core/decide/event.ts'
import type { Situation } from '../../core/situation.ts'
import { initialStep } from '../../core/statechart.ts'
import { sameSteps } from '../../core/surroundings/same-step.ts'
import type { Deps } from '../deps.ts'
import { actorOf } from '../session.ts'
import type { Env } from '../session.ts'
import { nextCapacity } from '../../core/next-signature.ts'
import { mayStateHere } from './concealments.ts'
import { pageOf } from './page.ts'
import type { Shown } from './page.ts'
import { MODE, situationShown } from './run.ts'
import { notFound } from './wrong.ts'

const SHOWN_ENTRIES = 8
const NOTHING_DECLARED = { level: null, risk: null }

/**
 * `/units/:code`: where a school or a bureau's own command stands and what is to be done; `?playbook=` shows another of its
 * responses. The schools of a bureau are on its board.
 */
export function unitPages(shown: Shown): Hono<Env> {
  const { connections } = shown.deps
  return new Hono<Env>().get('/units/:code', async (c) => {
    const actor = actorOf(c)
    const code = c.req.param('code')
    const asOf = await readCounter(connections.reader)
    const [view, situation] = await Promise.all([findUnit(connections.reader, actor, code), situationShown(c, shown, code)])
    if (view === null || situation === null) return notFound(c, shown)
    const page = pageOf(c, shown)
    const [applied, cause, history, concealed] = await Promise.all([
      appliedIn(connections.reader, situation.area ?? NOTHING_DECLARED),
      causeOf(page, shown.deps, actor, situation),
      latestEntries(connections.reader, actor, view, SHOWN_ENTRIES),
      concealedHere(shown.deps, actor, situation),
    ])
    return c.html(
      UnitPage({
        page,
        asOf,
        situation,
        parentName: view.parentName,
        applied,
        others: othersOf(actor, view, situation),
        items: checklist(situation, page.now),
        isMine: (item) => nextCapacity(actor, item, situation) !== null,
        together: together(actor, situation, page.now),
        offers: offers(actor, situation, page.now),
        cause,
        history,
        concealed,
        mayStateConcealment: mayStateHere(c, situation),
        done: doneWords(c, page, situation),
      }),
    )
  })
}

/** The response of the page and those others of the unit that are not where every response begins. */
function together(actor: Person, situation: Situation, now: Instant): readonly RunNow[] {
  const all = [situation, ...(situation.beside ?? [])]
  const underWay = all.filter((one) => one === situation || one.response.phase !== initialStep(one.playbook).phase)
  return underWay.map((one) => {
    const beside = underWay.filter((other) => other !== one)
    return {
      situation: one,
      items: checklist(one, now),
      isMine: (item) => nextCapacity(actor, item, one) !== null,
      servesAlso: (item) => sameSteps(item, { ...one, beside }, now),
    }
  })
}

/** The unit's other responses; what is urgent may be reported from here, by whoever holds the post at this unit. */
function othersOf(actor: Person, { code, responses }: UnitView, situation: Situation): readonly OtherRun[] {
  return responses.flatMap((response): readonly OtherRun[] => {
    const playbook = findPlaybook(response.playbook, response.version)
    if (playbook === undefined || response.mode !== MODE || response.playbook === situation.playbook.name) return []
    const { phase, total, done, overdue } = response
    const quiet = total === 0 && phase === initialStep(playbook).phase
    const urgent = Object.values(playbook.events).filter(
      ({ tone, order, senders }) => tone === 'urgent' && !order && capacityToSend(senders, actor, situation.unit, situation) !== null,
    )
    return [{ run: { unit: code, playbook: response.playbook }, playbook, phase, quiet, total, done, overdue, urgent }]
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

/** Reports that were stated to be concealed and are so still, with the names of the offices; few schools have any. */
async function concealedHere({ connections }: Deps, actor: Person, { response }: Situation): Promise<readonly ShownConcealment[]> {
  if (response.concealed === undefined) return []
  const all = new Map((await concealmentsAt(connections.reader, actor, response.unit)).map((one) => [one.seq, one]))
  return response.concealed.map((one) => {
    const stated = all.get(one.seq)
    return { ...one, officeName: stated?.office.name ?? one.office, at: stated?.at ?? response.settledTo }
  })
}

/** The number of the document, of the finding or of the approval; empty while it is to follow. */
function documentOf(texts: Readonly<Record<string, string | null>>): string {
  return texts['document'] ?? texts['facts.reference'] ?? texts['facts.approvalNumber'] ?? ''
}

/** What the viewer has just done, from the address to which the form led. */
function doneWords(c: Context<Env>, page: Page, situation: Situation): string | null {
  const { unit } = page.words
  const [task, event] = [c.req.query('task') ?? '', c.req.query('sent')]
  const assigned = assignmentOf(task)
  const playbook = situation.playbook.name
  const known = (taskOf(playbook, task) ?? activeTasks(situation).find((one) => isLocal(one.task) && one.task.id === task)?.task)?.title
  const title = known === undefined ? (assigned === null ? undefined : page.words.assignment.task(assigned)) : say(page, known)
  if (event !== undefined) return unit.sent(eventName(page, playbook, event))
  if (title === undefined) return null
  const how = { signed: unit.signed, partly: unit.signedPartly, withdrawn: unit.withdrawn, returned: page.words.assignment.sentBackDone }
  const done = c.req.query('done')
  return done === 'signed' || done === 'partly' || done === 'withdrawn' || done === 'returned' ? how[done](title) : null
}
