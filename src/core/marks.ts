import type { Entry, TaskSigned } from './entry.ts'
import { MANY_MARKS, withoutOldMarks } from './old-marks.ts'
import type { Mark, Response } from './response.ts'
import { taskKey } from './response.ts'

/** The response with a signature under one occurrence of a task. */
export function signed(response: Response, entry: Entry, body: TaskSigned): Response {
  const key = taskKey(body.task, body.visit, body.occurrence)
  const earlier = response.marks[key]
  const signature = {
    seq: entry.seq,
    by: entry.actor,
    post: entry.standsInFor ?? entry.post ?? 'principal',
    standIn: entry.standsInFor !== null,
    at: entry.at,
    evidence: body.evidence,
    ...(body.servedBy === undefined ? {} : { servedBy: body.servedBy }),
  } as const
  const { statement, late, complete, keptUntil } = body
  const signatures = [...(earlier?.signatures ?? []), signature]
  const mark: Mark = { statement, signatures, late, complete, ...(keptUntil === undefined ? {} : { keptUntil }) }
  return { ...response, marks: { ...response.marks, [key]: mark } }
}

/** Withdrawing the first signature takes the second with it: it was given to what the first one said. */
export function withdrawn(response: Response, key: string, signOff: number): Response {
  const mark = response.marks[key]
  if (mark === undefined) return response
  const index = mark.signatures.findIndex(({ seq }) => seq === signOff)
  const signatures = index === -1 ? mark.signatures : mark.signatures.slice(0, index)
  const { [key]: _gone, ...others } = response.marks
  return { ...response, marks: signatures.length === 0 ? others : { ...others, [key]: { ...mark, signatures, complete: false } } }
}

/** Marks go when their visit ends; those of past rounds when enough have come together to be worth the look. */
export function tidied(response: Response, { body, at }: Pick<Entry, 'body' | 'at'>): Response {
  return body.type === 'event.sent' || Object.keys(response.marks).length > MANY_MARKS ? withoutOldMarks(response, at) : response
}
