import type { Playbook } from '../../machines/playbook.ts'
import type { Likeness } from './likeness.ts'
import { inForceKey } from './overlay/overlaid.ts'
import type { Calendar, Situation } from './situation.ts'

/** Gives what was worked out for an earlier situation that stands alike, at the same time; else works it out. */
export type SharedByAlike<T> = (situation: Situation, likeness: Likeness, at: string, work: () => T) => T

const REMEMBERED = 2_000

/** Remembers what is the same for all schools that stand alike: under one playbook, calendar and set of overlays. */
export function sharedByAlike<T>(): SharedByAlike<T> {
  const known = new WeakMap<Playbook, WeakMap<Calendar, Map<string, T>>>()
  return ({ playbook, calendar, overlays }, { text }, at, work) => {
    const perCalendar = known.get(playbook) ?? new WeakMap<Calendar, Map<string, T>>()
    const perKey = perCalendar.get(calendar) ?? new Map<string, T>()
    known.set(playbook, perCalendar.set(calendar, perKey))
    const key = `${at}|${text}|${inForceKey(overlays)}`
    const found = perKey.get(key)
    if (found !== undefined) return found
    if (perKey.size >= REMEMBERED) perKey.clear()
    const worked = work()
    perKey.set(key, worked)
    return worked
  }
}
