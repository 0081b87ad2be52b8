import { Hono } from 'hono'
import type { Context } from 'hono'
import type { EventDefinition } from '../../../machines/playbook.ts'
import { unitHref } from '../../../views/addresses.ts'
import { EventPage, FACT } from '../../../views/event.tsx'
import type { Sending } from '../../../views/task-form.tsx'
import { offers } from '../../core/decide/event.ts'
import { isRefusal, refuse } from '../../core/refusal.ts'
import type { Situation } from '../../core/situation.ts'
import { STATUS } from '../refusals.ts'
import { actorOf } from '../session.ts'
import type { Env } from '../session.ts'
import { onward, pageOf } from './page.ts'
import type { Shown } from './page.ts'
import { answers, fresh, keyOf, one, refusedForm, typedIn } from './typed.ts'
import { situationShown } from './run.ts'
import { notFound, refusedPage } from './wrong.ts'

type Place = '/units/:code/events/:event'

/** `/units/:code/events/:event`: the form of one event that the viewer may send to one school. */
export function eventPages(shown: Shown): Hono<Env> {
  return new Hono<Env>()
    .get('/units/:code/events/:event', async (c) => {
      const found = await findEvent(c, shown)
      if (found === null) return notFound(c, shown)
      const offer = offers(actorOf(c), found.situation, pageOf(c, shown).now).find(({ event }) => event === found.event)
      if (offer === undefined) return refusedPage(c, shown, 'not_your_role')
      const sending = offer.allowed
        ? fresh()
        : refusedForm({}, refuse(offer.refusal ?? 'wrong_phase', offer.missing === undefined ? {} : { missing: offer.missing }))
      return show(c, shown, found, sending)
    })
    .post('/units/:code/events/:event', async (c) => {
      const found = await findEvent(c, shown)
      if (found === null) return notFound(c, shown)
      const { unit, playbook, mode } = found.situation.response
      const event = found.event.type
      const typed = await typedIn(c)
      const facts = answers(found.event.facts, FACT, typed, shown.deps.timeZone)
      const [reason, document] = [one(typed, 'reason'), one(typed, 'document')]
      const answer = await shown.deps.engine.execute(
        { kind: 'event', actor: actorOf(c), unit, playbook, mode, event, facts, reason, document, order: null },
        keyOf(typed),
      )
      if (!isRefusal(answer)) return onward(c, unitHref(found.situation.response, { sent: event }))
      c.status(STATUS[answer.refusal])
      return show(c, shown, found, refusedForm(typed, answer))
    })
}

interface Found {
  readonly situation: Situation
  readonly event: EventDefinition
}

async function show(c: Context<Env, Place>, shown: Shown, { situation, event }: Found, sending: Sending): Promise<Response> {
  const openCases = situation.response.cases.filter(({ confirmedAt }) => confirmedAt === null)
  return c.html(EventPage({ page: pageOf(c, shown), unit: situation.unit, run: situation.response, event, openCases, sending }))
}

async function findEvent(c: Context<Env, Place>, shown: Shown): Promise<Found | null> {
  const { code, event: type } = c.req.param()
  const situation = await situationShown(c, shown, code)
  if (situation === null) return null
  const { events } = situation.playbook
  const event = Object.hasOwn(events, type) ? events[type] : undefined
  return event === undefined ? null : { situation, event }
}
