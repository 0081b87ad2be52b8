import type { Entry } from '../entry.ts'
import { awayBy } from '../overlay/in-force.ts'
import type { Response, Suspension, Visit } from '../response.ts'
import type { CountedFrom } from './counted.ts'
import type { MovedPlace, ResponseMoved } from './entry-bodies.ts'

/**
 * The response in another version of its playbook. Stays go on, signatures with them; cases, plan, batch and what led to the
 * phase are as they were. Nothing is asked of a statechart: the entry says all of it.
 */
export function movedOver(response: Response, { seq, at }: Pick<Entry, 'seq' | 'at'>, body: ResponseMoved): Response {
  const begun: Visit = { seq, at, awayMs: 0 }
  const { outcome } = body
  return {
    ...response,
    version: body.to,
    nodes: outcome.nodes,
    phase: outcome.phase,
    teaching: outcome.teaching,
    visits: visitsAt(outcome, response.visits, begun),
    suspended: response.suspended.map((frame, index) => suspendedAt(frame, body.suspended[index], begun)),
    plan: { ...response.plan, returnedItems: response.plan.returnedItems.map((task) => body.renamed[task] ?? task) },
    marks: marksAfter(response.marks, body),
    ...(body.counted.length === 0 ? {} : { counted: [...(response.counted ?? []), countedFrom(response, seq, at, body.counted)] }),
  }
}

function visitsAt({ nodes, visits }: MovedPlace, before: Readonly<Record<string, Visit>>, begun: Visit): Readonly<Record<string, Visit>> {
  const bySeq = new Map(Object.values(before).map((visit) => [visit.seq, visit]))
  return Object.fromEntries(nodes.map((node) => [node, bySeq.get(visits[node] ?? begun.seq) ?? begun]))
}

function suspendedAt(frame: Suspension, place: MovedPlace | undefined, begun: Visit): Suspension {
  if (place === undefined) return frame
  const { phase, teaching, nodes } = place
  return { ...frame, phase, teaching, nodes, visits: visitsAt(place, frame.visits, begun) }
}

function marksAfter(marks: Response['marks'], { renamed, dropped }: ResponseMoved): Response['marks'] {
  const gone = new Set(dropped)
  return Object.fromEntries(
    Object.entries(marks).flatMap(([key, mark]) => {
      const at = key.indexOf('@')
      const task = key.slice(0, at)
      return gone.has(task) ? [] : [[`${renamed[task] ?? task}${key.slice(at)}`, mark] as const]
    }),
  )
}

function countedFrom(response: Response, seq: number, at: string, tasks: readonly string[]): CountedFrom {
  return { seq, at, tasks, awayMs: awayBy(response, at) }
}
