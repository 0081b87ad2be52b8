import { Hono } from 'hono'
import type { Context } from 'hono'
import { findUnit, listUnits } from '../../../db/units.ts'
import type { Person } from '../../../db/accounts.ts'
import type { EventDefinition, Playbook } from '../../../machines/playbook.ts'
import { latestPlaybooks } from '../../../machines/registry.ts'
import { BUREAU_KINDS } from '../../../machines/vocabulary.ts'
import { describeScope } from '../../../views/describe-entry.ts'
import { FACT } from '../../../views/event.tsx'
import type { Typed } from '../../../views/fields.tsx'
import { ChooseEventPage, ScopePage } from '../../../views/order-new.tsx'
import type { Orderable } from '../../../views/order-new.tsx'
import { PreviewPage } from '../../../views/order-preview.tsx'
import type { Sending } from '../../../views/task-form.tsx'
import type { Option } from '../../../views/unit-list.tsx'
import type { IssueOrder } from '../../core/command.ts'
import type { Scope } from '../../core/entry.ts'
import { isRefusal } from '../../core/refusal.ts'
import { STATUS } from '../refusals.ts'
import { actorOf } from '../session.ts'
import type { Env } from '../session.ts'
import { onward, pageOf } from './page.ts'
import type { Shown } from './page.ts'
import { answers, fresh, keyOf, many, one, refusedForm, typedIn } from './typed.ts'
import { MODE } from './run.ts'
import { notFound } from './wrong.ts'

const MOST_REGIONS = 400

/**
 * `/orders/new` in three steps: what, for whom, look and confirm. Answers travel in the forms themselves, so each step
 * works without scripts and can be gone back to; nothing is stored before the order is given.
 */
export function newOrderPages(shown: Shown): Hono<Env> {
  return new Hono<Env>()
    .get('/orders/new', async (c) => {
      const type = c.req.query('event')
      if (type === undefined) return c.html(ChooseEventPage({ page: pageOf(c, shown), choices: orderable(actorOf(c)) }))
      const chosen = chosenOf(actorOf(c), c.req.query('playbook') ?? '', type)
      return chosen === undefined
        ? notFound(c, shown)
        : showScope(c, shown, chosen, fresh({ region: [c.req.query('region') ?? actorOf(c).unit] }))
    })
    .post('/orders/new', async (c) => {
      const typed = await typedIn(c)
      const chosen = chosenOf(actorOf(c), one(typed, 'playbook'), one(typed, 'event'))
      if (chosen === undefined) return notFound(c, shown)
      switch (one(typed, 'step')) {
        case 'issue':
          return issue(c, shown, chosen, typed)
        case 'preview':
          return preview(c, shown, chosen, typed)
        default:
          return showScope(c, shown, chosen, fresh(typed))
      }
    })
}

interface Chosen {
  readonly playbook: Playbook
  readonly event: EventDefinition
}

/** An event that the person may order; without a playbook the first that has it. */
function chosenOf(actor: Person, name: string, type: string): Chosen | undefined {
  return orderable(actor)
    .filter(({ playbook }) => name === '' || playbook.name === name)
    .flatMap(({ playbook, events }) => events.map((event): Chosen => ({ playbook, event })))
    .find(({ event }) => event.type === type)
}

/** What the person may order for many units at once, by playbook. */
function orderable({ role, level }: Person): readonly Orderable[] {
  if (role !== 'commander') return []
  const isSender = (event: EventDefinition): boolean =>
    event.senders.some((sender) => sender.by === 'bureau' && sender.levels.some((each) => each === level))
  return latestPlaybooks()
    .map((playbook): Orderable => ({ playbook, events: Object.values(playbook.events).filter((event) => event.order && isSender(event)) }))
    .filter(({ events }) => events.length > 0)
}

async function preview(c: Context<Env>, shown: Shown, chosen: Chosen, typed: Typed): Promise<Response> {
  const page = pageOf(c, shown)
  const order = orderOf(actorOf(c), chosen, typed, page.timeZone)
  const answer = await shown.deps.engine.dryRun(order)
  if (isRefusal(answer)) {
    c.status(STATUS[answer.refusal])
    return showScope(c, shown, chosen, refusedForm(typed, answer))
  }
  const region = order.scope.region === undefined ? null : await findUnit(shown.deps.connections.reports, actorOf(c), order.scope.region)
  const scope = describeScope(page, order.scope, order.playbook, region?.name)
  const facts = Object.fromEntries(
    Object.entries(order.facts).map(([name, value]) => [name, Array.isArray(value) ? value.map(String) : String(value)]),
  )
  return c.html(PreviewPage({ page, event: chosen.event, scope, facts, preview: answer, sending: fresh(typed) }))
}

async function issue(c: Context<Env>, shown: Shown, chosen: Chosen, typed: Typed): Promise<Response> {
  const answer = await shown.deps.engine.issueOrder(orderOf(actorOf(c), chosen, typed, shown.deps.timeZone), keyOf(typed))
  if (!isRefusal(answer)) return onward(c, `/orders/${answer.id}`)
  c.status(STATUS[answer.refusal])
  return showScope(c, shown, chosen, refusedForm(typed, answer))
}

function orderOf(actor: Person, { playbook, event }: Chosen, typed: Typed, timeZone: string): IssueOrder {
  return {
    actor,
    playbook: playbook.name,
    mode: MODE,
    event: event.type,
    facts: answers(event.facts, FACT, typed, timeZone),
    scope: scopeOf(typed),
    reason: one(typed, 'reason'),
    document: one(typed, 'document'),
  }
}

/** The scope as the form states it. */
export function scopeOf(typed: Typed): Scope {
  const [region, boarding, kinds, phases] = [one(typed, 'region'), one(typed, 'boarding'), many(typed, 'kinds'), many(typed, 'phases')]
  const [units, except] = [codesIn(typed, 'units'), codesIn(typed, 'except')]
  return {
    ...(region !== '' && { region }),
    ...(units.length > 0 && { units }),
    ...(kinds.length > 0 && { kinds }),
    ...(boarding !== '' && { boarding: boarding === 'true' }),
    ...(phases.length > 0 && { phases }),
    ...(except.length > 0 && { except }),
  }
}

/** Codes as people type them: apart by blanks, lines or commas. */
export function codesIn(typed: Typed, name: string): readonly string[] {
  return [
    ...new Set(
      one(typed, name)
        .split(/[\s,，、;；]+/)
        .filter((code) => code !== ''),
    ),
  ]
}

async function showScope(c: Context<Env>, shown: Shown, { playbook, event }: Chosen, sending: Sending): Promise<Response> {
  const regions = await regionsOf(shown, actorOf(c))
  return c.html(ScopePage({ page: pageOf(c, shown), playbook, event, regions, sending }))
}

/** Code and name of every bureau in the charge of whoever looks, in order of path. */
export async function regionsOf({ deps }: Shown, actor: Person): Promise<readonly Option[]> {
  const { items } = await listUnits(deps.connections.reports, actor, { kinds: BUREAU_KINDS }, { limit: MOST_REGIONS, cursor: null })
  return items.map(({ code, name }): Option => [code, `${name} ${code}`])
}
