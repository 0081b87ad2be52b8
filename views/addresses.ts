import type { ChecklistItem } from '../src/core/checklist.ts'
import type { Response } from '../src/core/response.ts'

/** The response that a page is about: a unit's run of one playbook. */
export type Run = Pick<Response, 'unit' | 'playbook'>

/** Playbooks that a unit's page shows unless another is asked for: a school's own first one, and a bureau's only one. */
export const SHOWN_FIRST: readonly string[] = ['epidemic', 'bureau']

/** The page of the unit, with this playbook. */
export function unitHref({ unit, playbook }: Run, more: Readonly<Record<string, string>> = {}): string {
  return withQuery(`/units/${unit}`, { ...named(playbook), ...more })
}

/** The picture of the whole course with the unit's place in it. */
export function lifecycleHref({ unit, playbook }: Run): string {
  return withQuery(`/units/${unit}/lifecycle`, named(playbook))
}

/** The page of one task; of one round of it, if that is given. */
export function taskHref({ unit, playbook }: Run, item: string | ChecklistItem): string {
  if (typeof item === 'string') return withQuery(`/units/${unit}/tasks/${encodeURIComponent(item)}`, named(playbook))
  const { task, visit, occurrence } = item
  const round = { visit: String(visit), ...(occurrence.id !== null && { occurrence: occurrence.id }) }
  return withQuery(`/units/${unit}/tasks/${encodeURIComponent(task.id)}`, { ...named(playbook), ...round })
}

/** Where a signature of the task is withdrawn. */
export function withdrawalHref({ unit, playbook }: Run, task: string): string {
  return withQuery(`/units/${unit}/tasks/${encodeURIComponent(task)}/withdrawal`, named(playbook))
}

/** Where a signature of the task is sent back by whoever should confirm it. */
export function returnHref({ unit, playbook }: Run, task: string): string {
  return withQuery(`/units/${unit}/tasks/${encodeURIComponent(task)}/return`, named(playbook))
}

/** What was stated about concealed reports of the school, and the form; `below` is a place under it. */
export function concealmentsHref({ unit, playbook }: Run, below = '', more: Readonly<Record<string, string>> = {}): string {
  return withQuery(`/units/${unit}/concealments${below}`, { ...named(playbook), ...more })
}

/** The form of one event. */
export function eventHref({ unit, playbook }: Run, event: string): string {
  return withQuery(`/units/${unit}/events/${event}`, named(playbook))
}

function named(playbook: string): Readonly<Record<string, string>> {
  return SHOWN_FIRST.includes(playbook) ? {} : { playbook }
}

function withQuery(path: string, query: Readonly<Record<string, string>>): string {
  const parameters = new URLSearchParams(query).toString()
  return parameters === '' ? path : `${path}?${parameters}`
}
