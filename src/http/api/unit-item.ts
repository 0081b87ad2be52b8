import { z } from '@hono/zod-openapi'
import type { ResponseView } from '../../../db/response-view.ts'
import type { UnitView } from '../../../db/units.ts'
import { Code, Instant, Kind } from './parts.ts'

export const ResponseItem = z
  .object({
    playbook: z.string(),
    mode: z.string(),
    version: z.number(),
    phase: z.string(),
    teaching: z.string(),
    since: Instant,
    revision: z.number(),
    progress: z
      .object({ total: z.number(), done: z.number(), overdue: z.number(), awaiting: z.number(), awaitingOverdue: z.number() })
      .meta({
        description: 'Mandatory tasks. Overdue are those that the unit is late with; awaiting are those that wait for a bureau above.',
      }),
    openCases: z.number(),
    provisional: z.number(),
    nextDueAt: Instant.nullable(),
    order: z.number().nullable().meta({ description: 'The order that led to the phase.' }),
  })
  .openapi('Response')

export const UnitItem = z
  .object({
    code: Code,
    name: z.string(),
    kind: Kind,
    region: Code.nullable().meta({ description: 'Code of the unit directly above.' }),
    boarders: z.number(),
    day: z.number(),
    staff: z.number(),
    hospital: z.string(),
    boarding: z.boolean(),
    responses: z.array(ResponseItem),
  })
  .openapi('Unit')

export function unitItem(unit: UnitView): z.infer<typeof UnitItem> {
  const { code, name, kind, parent, boarders, day, staff, hospital } = unit
  return {
    code,
    name,
    kind,
    region: parent,
    boarders,
    day,
    staff,
    hospital,
    boarding: boarders > 0,
    responses: unit.responses.map(responseItem),
  }
}

function responseItem(response: ResponseView): z.infer<typeof ResponseItem> {
  const { total, done, overdue, awaiting, awaitingOverdue, causeOrder, causeSeq: _seq, ...rest } = response
  return { ...rest, progress: { total, done, overdue, awaiting, awaitingOverdue }, order: causeOrder }
}
