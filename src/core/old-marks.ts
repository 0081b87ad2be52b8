import type { Instant } from '../../machines/vocabulary.ts'
import type { Response } from './response.ts'

/** Looking for old marks is worth it from so many on. */
export const MANY_MARKS = 16

/** Drops the marks of visits that are over and of rounds that closed long ago. */
export function withoutOldMarks(response: Response, at: Instant): Response {
  if (Object.keys(response.marks).length === 0) return response
  const visits = new Set(
    [response.visits, ...response.suspended.map((frame) => frame.visits)]
      .flatMap((each) => Object.values(each))
      .map(({ seq }) => String(seq)),
  )
  const oldest = new Date(Date.parse(at) - 86_400_000).toISOString().slice(0, 10)
  const kept = Object.entries(response.marks).filter(([key, { keptUntil }]) => {
    const [visit, occurrence] = key.slice(key.indexOf('@') + 1).split('#')
    if (visit === undefined || !visits.has(visit)) return false
    if (keptUntil !== undefined) return keptUntil > at
    return occurrence === undefined || !/^\d{4}-/.test(occurrence) || occurrence.slice(0, 10) >= oldest
  })
  return kept.length === Object.keys(response.marks).length ? response : { ...response, marks: Object.fromEntries(kept) }
}
