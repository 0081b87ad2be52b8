import type { Instant } from '../../../machines/vocabulary.ts'
import { ENGINE } from '../actor.ts'
import { itemsBetween } from '../checklist.ts'
import type { ChecklistItem } from '../checklist.ts'
import type { EntryDraft } from '../entry.ts'
import { withoutOverlay } from '../overlay/in-force.ts'
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
  const { drafts, since, after } = throughExpiries(situation, from, now)
  return [...drafts, ...dueBetween(after, since, now, now)]
}

interface Settled {
  readonly drafts: readonly EntryDraft[]
  readonly since: Instant
  readonly after: Situation
}

/** Overlays that end by themselves: what fell due under each comes before its end, and nothing of it after. */
function throughExpiries(situation: Situation, from: Instant, now: Instant): Settled {
  const ending = situation.overlays
    .map(({ overlay }) => overlay)
    .filter(({ expiresAt }) => expiresAt <= now)
    .toSorted((a, b) => (a.expiresAt < b.expiresAt ? -1 : 1))
  return ending.reduce<Settled>(
    ({ drafts, since, after }, { seq, expiresAt }) => {
      const until = expiresAt > since ? expiresAt : since
      const ended: EntryDraft = {
        ...heading(ENGINE, situation, now),
        post: null,
        standsInFor: null,
        body: { type: 'overlay.ended', v: 1, overlay: seq, why: 'expired' },
        texts: {},
      }
      return { drafts: [...drafts, ...dueBetween(after, since, until, now), ended], since: until, after: endedAt(after, seq) }
    },
    { drafts: [], since: from, after: situation },
  )
}

function endedAt(situation: Situation, seq: number): Situation {
  return {
    ...situation,
    response: withoutOverlay(situation.response, seq),
    overlays: situation.overlays.filter(({ overlay }) => overlay.seq !== seq),
  }
}

function dueBetween(situation: Situation, from: Instant, to: Instant, now: Instant): readonly EntryDraft[] {
  return itemsBetween(situation, from, to, to, ({ mandatory }) => mandatory)
    .filter(({ mark }) => mark?.complete !== true)
    .flatMap((item) => [...deadline(item, from, to), ...missed(item, from, to)])
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
