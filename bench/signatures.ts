import { randomUUID } from 'node:crypto'
import type { Connections } from '../db/connect.ts'
import { loadHeldPosts, loadResponses } from '../db/responses.ts'
import { capacityToSign } from '../src/core/authority.ts'
import { weekdayCalendar } from '../src/core/calendar/calendar.ts'
import { calendarsFrom } from '../src/core/calendar/calendars.ts'
import { checklist } from '../src/core/checklist.ts'
import type { Unit } from '../src/core/unit.ts'
import { situationFor } from '../src/engine/context.ts'
import { createShelf } from '../src/engine/overlay-shelf.ts'
import { filledIn } from '../test/world.ts'
import { EVENING, principalOf, TIME_ZONE } from './region.ts'
import { requestText } from './request.ts'

/** All requests with which the principals of these schools sign what is theirs to sign now, by school. */
export async function signatureRequests(
  connections: Connections,
  schools: readonly Unit[],
  cookies: readonly string[],
): Promise<readonly (readonly string[])[]> {
  const loaded = await loadResponses(
    connections.reader,
    schools.map(({ code }) => ({ unit: code, playbook: 'epidemic', mode: 'actual' })),
  )
  const held = await loadHeldPosts(
    connections.reader,
    schools.map(({ code }) => code),
  )
  const calendars = calendarsFrom(weekdayCalendar(TIME_ZONE), [])
  return schools.map((school, index) => {
    const found = loaded.get(`${school.code} epidemic actual`)
    if (found === undefined) throw new Error(`${school.code} has no response`)
    const situation = situationFor({ calendars, shelf: createShelf() }, found.unit, found.response, held)
    return checklist(situation, EVENING)
      .filter(
        ({ task, mark }) =>
          mark === null && task.sends === undefined && capacityToSign(task.signers, principalOf(found.unit), situation) !== null,
      )
      .map(({ task, visit, occurrence }) =>
        requestText('POST', `/api/v1/units/${school.code}/sign-offs`, cookies[index] ?? '', {
          headers: { 'idempotency-key': randomUUID() },
          body: {
            playbook: 'epidemic',
            mode: 'actual',
            task: task.id,
            visit,
            occurrence: occurrence.id,
            statement: 'done',
            evidence: filledIn(task, found.unit),
            note: '',
            signedAt: null,
          },
        }),
      )
  })
}

/** Deals the schools' requests out to so many connections, a school's own in a row on one of them. */
export function dealt(bySchool: readonly (readonly string[])[], connections: number, most: number): readonly (readonly string[])[] {
  const hands = Array.from({ length: connections }, (_, hand) => bySchool.filter((_one, index) => index % connections === hand).flat())
  return hands.map((requests) => requests.slice(0, Math.ceil(most / connections)))
}
