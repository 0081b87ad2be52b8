import type { Moved, Sent } from './acts.ts'
import { send, taskAt } from './acts.ts'
import type { Desk, Problem } from './desk.ts'
import { accepted, refused } from './desk.ts'
import { local } from '../world.ts'
import type { Stage } from './stage.ts'
import { openStage } from './stage.ts'
import { responseOf } from './thirty-days-acts.ts'
import type { Cast, Led } from './thirty-days-cast.ts'
import { PLACES, takeDesks, THIRTY_DAYS_PEOPLE } from './thirty-days-cast.ts'

/** What every chapter of the thirty days goes on from. */
export interface Story {
  readonly stage: Stage
  readonly cast: Cast
  readonly all: readonly Led[]
  /** All but the kindergarten, which comes back last. */
  readonly first: readonly Led[]
  /** Id of the step that the province adds in the middle, once it has. */
  addedStep: string
}

/** The four schools on the morning of the first day. */
export async function openThirtyDays(): Promise<Story> {
  const units = PLACES.map(({ id: _id, path: _path, ...unit }) => unit)
  const stage = await openStage('2022-03-02 06:00', units, THIRTY_DAYS_PEOPLE)
  const cast = await takeDesks(stage)
  const { senior, village, kindergarten, university } = cast
  return { stage, cast, all: [senior, village, kindergarten, university], first: [senior, village, university], addedStep: '' }
}

/** Sends an event that must be accepted. */
export function moved(desk: Desk, led: Led, event: string, sent: Sent = {}): Promise<Moved> {
  return accepted<Moved>(send(desk, led.unit, event, sent))
}

/** Sends an event behind a closed gate; says what is missing: steps by their id, all else in words. */
export async function missing(desk: Desk, led: Led, event: string, sent: Sent = {}): Promise<readonly string[]> {
  const problem: Problem = await refused(send(desk, led.unit, event, sent))
  return (problem.missing ?? []).map(({ text, task }) => task ?? text)
}

/** Does something at every one of these schools, one after the other, and says what came of it. */
export async function at<T>(schools: readonly Led[], act: (led: Led) => Promise<T>): Promise<readonly T[]> {
  const done: T[] = []
  for (const led of schools) done.push(await act(led))
  return done
}

/** The same for each of these schools. */
export function same<T>(schools: readonly Led[], value: T): readonly T[] {
  return schools.map(() => value)
}

/** Where each of these schools stands, and how it teaches. */
export function phases({ stage }: Story, schools: readonly Led[]): Promise<readonly string[]> {
  return at(schools, async (led) => {
    const { phase, teaching } = await responseOf(stage, led)
    return `${phase} ${teaching}`
  })
}

/** How a step stands at the school and until when it was to be done. */
export async function stepOf({ head, unit }: Led, step: string): Promise<string> {
  const shown = await taskAt(head, unit, step)
  return shown === undefined ? 'not asked' : `${shown.state} until ${shown.dueAt ?? 'whenever'}`
}

/** What `stepOf` says of a step in that state with that deadline on the clock on the wall. */
export function until(state: string, wall: string): string {
  return `${state} until ${local(wall)}`
}

export const SUSPICION: Sent = { facts: { people: 1, symptoms: ['fever'] } }
/** The finding that it is not what was suspected, given by telephone. */
export const CLEARED: Sent = { facts: { notifiedBy: 'cdc', notice: 'telephone' }, reason: '两次核酸均为阴性' }
