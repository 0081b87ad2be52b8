import type { RawEvidence } from '../../src/core/command.ts'
import type { Scope } from '../../src/core/entry.ts'
import { local } from '../world.ts'
import type { Desk, Reply } from './desk.ts'
import { accepted } from './desk.ts'

export interface Moved {
  readonly seq: number
  readonly phase: string
  readonly teaching: string
}

export interface Signed {
  readonly seq: number
  readonly task: string
  readonly state: string
}

export interface Preview {
  readonly matched: number
  readonly accepted: number
  readonly unchanged: number
  readonly refusedTotal: number
  readonly refused: readonly { readonly unit: string; readonly refusal: string }[]
}

export interface AcceptedOrder {
  readonly id: number
  readonly status: string
}

/** What comes with an event or an order beyond its name. */
export interface Sent {
  readonly facts?: RawEvidence
  readonly reason?: string
  readonly document?: string
}

const EPIDEMIC = { playbook: 'epidemic' } as const

/** Sends an event to one school. */
export function send(desk: Desk, unit: string, event: string, sent: Sent = {}): Promise<Reply> {
  return desk.post(`/api/v1/units/${unit}/events`, { ...EPIDEMIC, event, ...sent })
}

/** Gives an order to every school of the scope. */
export function order(desk: Desk, event: string, scope: Scope, reason: string, key?: string): Promise<Reply> {
  return desk.post('/api/v1/orders', { ...EPIDEMIC, event, scope, reason }, key)
}

/** Asks what the order would do. */
export function dryRun(desk: Desk, event: string, scope: Scope, reason: string): Promise<Preview> {
  return accepted(desk.post('/api/v1/orders', { ...EPIDEMIC, event, scope, reason, dryRun: true }))
}

/** Signs the round of a task that the checklist shows as still to be signed; otherwise the last that it shows. */
export async function sign(desk: Desk, unit: string, task: string, evidence: RawEvidence = {}): Promise<Reply> {
  const shown = (await checklistOf(desk, unit)).tasks.filter(({ id }) => id === task)
  const item = shown.find(({ state }) => ['open', 'partly', 'overdue'].includes(state)) ?? shown.at(-1)
  if (item === undefined) throw new Error(`${task} is not on the checklist of ${unit}`)
  return signRound(desk, unit, item, evidence)
}

/** Signs one round, open or not. */
export function signRound(
  desk: Desk,
  unit: string,
  round: Pick<TaskShown, 'id' | 'visit' | 'occurrence'>,
  evidence: RawEvidence,
): Promise<Reply> {
  const { id, visit, occurrence } = round
  return desk.post(`/api/v1/units/${unit}/sign-offs`, { ...EPIDEMIC, task: id, visit, occurrence, statement: 'done', evidence })
}

/** Withdraws a signature, with a reason. */
export function withdraw(desk: Desk, unit: string, seq: number, reason: string): Promise<Reply> {
  return desk.post(`/api/v1/units/${unit}/sign-offs/${seq}/withdrawal`, { reason })
}

/** What the clock on the wall says, as forms send it. */
export function at(wall: string): string {
  return local(wall)
}

export interface TaskShown {
  readonly id: string
  readonly visit: number
  readonly occurrence: string | null
  readonly state: string
  readonly dueAt: string | null
  readonly late: boolean
  readonly signOffs: readonly { readonly seq: number; readonly by: string; readonly post: string; readonly standIn: boolean }[]
}

export interface ChecklistShown {
  readonly phase: string
  readonly teaching: string
  readonly since: string
  readonly tasks: readonly TaskShown[]
}

export function checklistOf(desk: Desk, unit: string): Promise<ChecklistShown> {
  return accepted(desk.get(`/api/v1/units/${unit}/checklist`))
}

/** How the first round of a task stands that the checklist shows; undefined if it shows none. */
export async function taskAt(desk: Desk, unit: string, task: string): Promise<TaskShown | undefined> {
  return (await checklistOf(desk, unit)).tasks.find(({ id }) => id === task)
}
