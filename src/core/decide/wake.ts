import type { Instant } from '../../../machines/vocabulary.ts'
import { ENGINE } from '../actor.ts'
import { itemsBetween } from '../checklist.ts'
import type { ChecklistItem } from '../checklist.ts'
import type { EntryDraft } from '../entry.ts'
import type { Situation } from '../situation.ts'
import { heading } from './event.ts'

/**
 * The deadlines that passed and the rounds that closed unsigned since the response was last settled, in order of time:
 * one entry each, so that none is recorded twice however often the clock asks.
 */
export function fallenDue(situation: Situation, now: Instant): readonly EntryDraft[] {
  const from = situation.response.settledTo
  const { nextWakeAt } = situation
  if (now <= from || nextWakeAt === null || (nextWakeAt !== undefined && nextWakeAt > now)) return []
  return itemsBetween(situation, from, now, now, ({ mandatory }) => mandatory)
    .filter(({ mark }) => mark?.complete !== true)
    .flatMap((item) => [...deadline(item, from, now), ...missed(item, from, now)])
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .map(({ body }) => ({ ...heading(ENGINE, situation, now), post: null, standsInFor: null, body, texts: {} }))
}

interface Fact {
  readonly at: Instant
  readonly body: EntryDraft['body']
}

function deadline({ task, visit, occurrence }: ChecklistItem, from: Instant, now: Instant): readonly Fact[] {
  const { id, dueAt } = occurrence
  if (dueAt === null || dueAt <= from || dueAt > now) return []
  return [{ at: dueAt, body: { type: 'deadline.passed', v: 1, task: task.id, visit, occurrence: id, dueAt } }]
}

function missed({ task, visit, occurrence }: ChecklistItem, from: Instant, now: Instant): readonly Fact[] {
  const { id, closesAt } = occurrence
  if (id === null || closesAt === null || closesAt <= from || closesAt > now) return []
  return [{ at: closesAt, body: { type: 'occurrence.missed', v: 1, task: task.id, visit, occurrence: id, closedAt: closesAt } }]
}
