import type { Instant } from '../../../machines/vocabulary.ts'
import type { ChecklistItem } from '../checklist.ts'
import { checklist } from '../checklist.ts'
import type { Situation } from '../situation.ts'
import { mappingFrom } from './steps.ts'

/** What a move comes to, added up over its responses. */
export interface MoveTally {
  /** Where they stand and where they come to stand. */
  readonly phases: readonly { readonly from: string; readonly to: string; readonly units: number }[]
  /** Signed steps that go on to count, by their name in the newer version. */
  readonly carried: readonly { readonly task: string; readonly units: number }[]
  /** Signed steps that no longer count. */
  readonly lost: readonly { readonly task: string; readonly units: number }[]
  /** Mandatory steps that nobody asked before, with the first and the last instant at which they are due. */
  readonly asked: readonly {
    readonly task: string
    readonly units: number
    readonly first: Instant | null
    readonly last: Instant | null
  }[]
}

export function emptyTally(): MoveTally {
  return { phases: [], carried: [], lost: [], asked: [] }
}

/** The tally with one more response, as it stands before and after. Pure. */
export function tallied(tally: MoveTally, before: Situation, after: Situation, now: Instant): MoveTally {
  const renamed = mappingFrom(after.playbook, before.playbook.version)?.renamed ?? {}
  const [was, is] = [checklist(before, now), checklist(after, now)]
  const signedNow = namesOf(is.filter(isSigned))
  const askedBefore = new Set(was.map(({ task }) => renamed[task.id] ?? task.id))
  const signedBefore = [...namesOf(was.filter(isSigned))].map((id) => renamed[id] ?? id)
  const isNew = ({ task, mark }: ChecklistItem): boolean => task.mandatory && mark === null && !askedBefore.has(task.id)
  return {
    phases: counted(tally.phases, [{ from: before.response.phase, to: after.response.phase }]),
    carried: counted(tally.carried, signedBefore.filter((id) => signedNow.has(id)).map(ofTask)),
    lost: counted(tally.lost, signedBefore.filter((id) => !signedNow.has(id)).map(ofTask)),
    asked: withDue(tally.asked, is.filter(isNew)),
  }
}

function ofTask(task: string): { readonly task: string } {
  return { task }
}

function isSigned({ mark }: ChecklistItem): boolean {
  return mark !== null
}

function namesOf(items: readonly ChecklistItem[]): ReadonlySet<string> {
  return new Set(items.map(({ task }) => task.id))
}

/** Each of `more` counts one more unit. */
function counted<K extends object>(
  known: readonly (K & { readonly units: number })[],
  more: readonly K[],
): readonly (K & { units: number })[] {
  return more.reduce<readonly (K & { units: number })[]>((list, one) => {
    const isSame = (other: K): boolean =>
      Object.entries(one).every(([key, value]) => Object.entries(other).some(([k, v]) => k === key && v === value))
    return list.some(isSame)
      ? list.map((other) => (isSame(other) ? { ...other, units: other.units + 1 } : other))
      : [...list, { ...one, units: 1 }]
  }, known)
}

function withDue(known: MoveTally['asked'], items: readonly ChecklistItem[]): MoveTally['asked'] {
  return items.reduce<MoveTally['asked']>((list, { task, occurrence: { dueAt } }) => {
    const other = list.find((one) => one.task === task.id)
    const one = {
      task: task.id,
      units: (other?.units ?? 0) + 1,
      first: earlier(other?.first ?? null, dueAt),
      last: later(other?.last ?? null, dueAt),
    }
    return other === undefined ? [...list, one] : list.map((each) => (each === other ? one : each))
  }, known)
}

function earlier(left: Instant | null, right: Instant | null): Instant | null {
  return left === null || (right !== null && right < left) ? right : left
}

function later(left: Instant | null, right: Instant | null): Instant | null {
  return left === null || (right !== null && right > left) ? right : left
}
