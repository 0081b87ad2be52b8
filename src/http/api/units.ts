import { z, type OpenAPIHono } from '@hono/zod-openapi'
import { findUnit, listUnits } from '../../../db/units.ts'
import type { Actor } from '../../core/actor.ts'
import { offers } from '../../core/decide/event.ts'
import type { Deps } from '../deps.ts'
import { actorOf, languageOf, type Env, type Language } from '../session.ts'
import { Code, CodeParam, Flag, Kind, MissingItem, PageQuery, PlaybookName } from './parts.ts'
import { describe, json, refused, resource } from './route.ts'
import { ResponseItem, unitItem, UnitItem } from './unit-item.ts'

const UnitsQuery = z.object({
  ...PageQuery,
  region: Code.optional().openapi({ description: 'This unit and everything below it.' }),
  kind: Kind.optional(),
  playbook: PlaybookName.default('epidemic').openapi({ description: 'Whose phase, teaching and overdue tasks are meant.' }),
  phase: z.string().max(80).optional().openapi({ description: 'A phase and everything below it.' }),
  teaching: z.string().max(40).optional(),
  boarding: Flag.optional(),
  overdue: Flag.optional(),
  q: z.string().max(80).optional().openapi({ description: 'Part of the name or code.' }),
})

const EventOffer = z
  .object({
    type: z.string(),
    title: z.string(),
    allowed: z.boolean(),
    refusal: z.string().optional(),
    missing: z.array(MissingItem).optional(),
  })
  .openapi('EventOffer')

const OneUnit = UnitItem.extend({ responses: z.array(ResponseItem.extend({ events: z.array(EventOffer) })) }).openapi('UnitWithEvents')

const getUnits = describe({
  method: 'get',
  path: '/units',
  summary: 'Units in your charge, in order of the tree',
  request: { query: UnitsQuery },
  responses: { 200: json(z.object({ items: z.array(UnitItem), next: z.string().nullable() }), 'One page of them.') },
})

const getUnit = describe({
  method: 'get',
  path: '/units/{code}',
  summary: 'One unit, with the events that you may send to it',
  request: { params: CodeParam },
  responses: { 200: json(OneUnit, 'The unit.') },
})

export function units({ connections: { reports }, engine }: Deps): OpenAPIHono<Env> {
  const eventsFor = async (actor: Actor, unit: string, playbook: string, mode: string, language: Language) => {
    const situation = await engine.situationOf(actor, unit, playbook, mode)
    if (situation === null) return []
    return offers(actor, situation, engine.clock.now()).map(({ event, allowed, refusal, missing }) => ({
      type: event.type,
      title: event.title[language],
      allowed,
      ...(refusal && { refusal }),
      ...(missing && { missing: missing.map(({ text, ...rest }) => ({ ...rest, text: text[language] })) }),
    }))
  }
  return resource()
    .openapi(getUnits, async (c) => {
      const { limit, cursor, ...filter } = c.req.valid('query')
      const { items, next } = await listUnits(reports, actorOf(c), filter, { limit, cursor: cursor ?? null })
      return c.json({ items: items.map(unitItem), next }, 200)
    })
    .openapi(getUnit, async (c) => {
      const { code } = c.req.valid('param')
      const unit = await findUnit(reports, actorOf(c), code)
      if (unit === null) return refused(c, { refusal: 'unknown_unit' })
      const item = unitItem(unit)
      const responses = item.responses.map(async (response) => ({
        ...response,
        events: await eventsFor(actorOf(c), code, response.playbook, response.mode, languageOf(c)),
      }))
      return c.json({ ...item, responses: await Promise.all(responses) }, 200)
    })
}
