import type { Task } from '../../machines/task.ts'
import type { Instant } from '../../machines/vocabulary.ts'
import { sharedByAlike } from './alike.ts'
import type { ChecklistItem } from './checklist.ts'
import { checklist, itemsBetween } from './checklist.ts'
import { likenessOf } from './likeness.ts'
import type { Situation } from './situation.ts'
import { turnOf } from './turn.ts'

/** What boards show of a response without working out its checklist again. */
export interface Summary {
  /** Mandatory tasks that are done once in a visit, and rounds open today. */
  readonly total: number
  readonly done: number
  /** Mandatory tasks past their deadline that the unit's own people have not signed. */
  readonly overdue: number
  /** Mandatory tasks that wait for a bureau above (待上级办理), and those of them past their deadline. */
  readonly awaiting: number
  readonly awaitingOverdue: number
  readonly nextDueAt: Instant | null
  /** The next instant at which something has to be recorded. */
  readonly nextWakeAt: Instant | null
}

/** The summary right after an entry at `now`. Pure; schools that stand alike have the same, worked out once. */
export function summaryOf(situation: Situation, now: Instant): Summary {
  return shared(situation, likenessOf(situation), now, () => workedOut(situation, now))
}

const shared = sharedByAlike<Summary>()

/** The same, without remembering. */
export function workedOut(situation: Situation, now: Instant): Summary {
  const mandatory = checklist(situation, now).filter(({ task }) => task.mandatory)
  const open = mandatory.filter(({ mark }) => mark?.complete !== true)
  const late = open.filter(({ state }) => state === 'overdue' || state === 'missed')
  const isAbove = (item: ChecklistItem): boolean => turnOf(item, situation.unit) === 'above'
  const next = comingInstants(situation)
  return {
    total: mandatory.length,
    done: mandatory.length - open.length,
    overdue: late.filter((item) => !isAbove(item)).length,
    awaiting: open.filter((item) => isAbove(item) && item.after === undefined).length,
    awaitingOverdue: late.filter(isAbove).length,
    nextDueAt: next.due,
    nextWakeAt: next.wake,
  }
}

interface Coming {
  readonly due: Instant | null
  readonly wake: Instant | null
}

/**
 * Mostly something is due within two days; over holidays, for rounds of weeks, months, terms and years it is further off.
 * Looking so far costs little, because it is only done where no round of days or weeks is open in between.
 */
const LOOK_AHEAD_DAYS = [2, 15, 70, 400, 3_000]

function comingInstants(situation: Situation): Coming {
  const from = situation.response.settledTo
  for (const days of LOOK_AHEAD_DAYS) {
    const to = later(from, days)
    const coming = comingWithin(situation, from, to)
    // What is further off than that could be preceded by a round that has not been looked at.
    if (coming.wake !== null && coming.wake <= to) return coming
  }
  return { due: null, wake: null }
}

function isMandatory({ mandatory }: Task): boolean {
  return mandatory
}

function later(at: Instant, days: number): Instant {
  return new Date(Date.parse(at) + days * 86_400_000).toISOString()
}

function comingWithin(situation: Situation, from: Instant, to: Instant): Coming {
  const unsigned = itemsBetween(situation, from, to, from, isMandatory).filter(({ mark }) => mark?.complete !== true)
  const dues = unsigned.map(({ occurrence }) => occurrence.dueAt)
  const closings = unsigned.map(({ occurrence }) => occurrence.closesAt)
  const expiries = situation.overlays.map(({ overlay }) => overlay.expiresAt)
  return { due: earliestAfter(dues, from), wake: earliestAfter([...dues, ...closings, ...expiries], from) }
}

function earliestAfter(instants: readonly (Instant | null)[], from: Instant): Instant | null {
  return instants.reduce<Instant | null>((best, at) => (at !== null && at > from && (best === null || at < best) ? at : best), null)
}
