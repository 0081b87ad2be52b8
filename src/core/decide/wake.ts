import type { Instant } from '../../../machines/vocabulary.ts'
import { sharedByAlike } from '../alike.ts'
import { ENGINE } from '../actor.ts'
import { itemsBetween } from '../checklist.ts'
import type { ChecklistItem } from '../checklist.ts'
import type { EntryDraft } from '../entry.ts'
import type { Likeness } from '../likeness.ts'
import { isSeq, likenessOf } from '../likeness.ts'
import { withoutOverlay } from '../overlay/in-force.ts'
import type { Seq } from '../response.ts'
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
  const likeness = likenessOf(situation)
  const facts = shared(situation, likeness, `${from} ${to}`, () => factsBetween(situation, likeness, from, to))
  if (facts.length === 0) return []
  const seqs = [...likeness.ranks.keys()]
  const head = heading(ENGINE, situation, now)
  return facts.map((fact) => ({ ...head, post: null, standsInFor: null, body: bodyOf(fact, seqs), texts: {} }))
}

/** A deadline that passed or a round that closed, without the seqs by which schools that stand alike differ. */
type Fact = DeadlineFact | ClosingFact

interface DeadlineFact {
  readonly type: 'deadline.passed'
  readonly at: Instant
  readonly task: string
  /** The rank of the visit. */
  readonly visit: number
  readonly occurrence: OccurrenceName | null
}

interface ClosingFact extends Omit<DeadlineFact, 'type' | 'occurrence'> {
  readonly type: 'occurrence.missed'
  readonly occurrence: OccurrenceName
}

/** The id of the occurrence, or the rank of the case or act that it is about. */
type OccurrenceName = string | number

const shared = sharedByAlike<readonly Fact[]>()

function factsBetween(situation: Situation, likeness: Likeness, from: Instant, to: Instant): readonly Fact[] {
  return itemsBetween(situation, from, to, to, ({ mandatory }) => mandatory)
    .filter(({ mark }) => mark?.complete !== true)
    .flatMap((item) => [...deadline(item, likeness, from, to), ...missed(item, likeness, from, to)])
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

function deadline({ task, visit, occurrence }: ChecklistItem, likeness: Likeness, from: Instant, to: Instant): readonly Fact[] {
  const { id, dueAt } = occurrence
  if (dueAt === null || dueAt <= from || dueAt > to) return []
  const name = id === null ? null : nameOf(id, likeness)
  return [{ type: 'deadline.passed', at: dueAt, task: task.id, visit: rankOf(visit, likeness), occurrence: name }]
}

function missed({ task, visit, occurrence }: ChecklistItem, likeness: Likeness, from: Instant, to: Instant): readonly Fact[] {
  const { id, closesAt } = occurrence
  if (id === null || closesAt === null || closesAt <= from || closesAt > to) return []
  return [{ type: 'occurrence.missed', at: closesAt, task: task.id, visit: rankOf(visit, likeness), occurrence: nameOf(id, likeness) }]
}

function nameOf(occurrence: string, likeness: Likeness): OccurrenceName {
  return isSeq(occurrence) ? rankOf(Number(occurrence), likeness) : occurrence
}

function rankOf(seq: Seq, { ranks }: Likeness): number {
  const rank = ranks.get(seq)
  if (rank === undefined) throw new Error(`a step hangs on ${seq}, which its likeness leaves out`)
  return rank
}

function bodyOf(fact: Fact, seqs: readonly Seq[]): EntryDraft['body'] {
  const { type, at, task } = fact
  const visit = seqAt(seqs, fact.visit)
  if (type === 'occurrence.missed') return { type, v: 1, task, visit, occurrence: idOf(fact.occurrence, seqs), closedAt: at }
  return { type, v: 1, task, visit, occurrence: fact.occurrence === null ? null : idOf(fact.occurrence, seqs), dueAt: at }
}

function idOf(occurrence: OccurrenceName, seqs: readonly Seq[]): string {
  return typeof occurrence === 'number' ? String(seqAt(seqs, occurrence)) : occurrence
}

function seqAt(seqs: readonly Seq[], rank: number): Seq {
  const seq = seqs[rank]
  if (seq === undefined) throw new Error(`no seq has the rank ${rank}`)
  return seq
}
