import type { RawEvidence } from '../../src/core/command.ts'
import type { Unit } from '../../src/core/unit.ts'
import { filledIn, taskOf } from '../world.ts'
import type { Signed } from './acts.ts'
import { send, sign } from './acts.ts'
import type { Desk } from './desk.ts'
import { accepted } from './desk.ts'

/** What a plan has to show before it goes up, in the order of the checklist. */
export const PLAN_STEPS = [
  'P-01-people',
  'P-01-teaching',
  'P-01-staff',
  'P-01-places',
  'P-01-disinfection',
  'P-01-food',
  'P-01-supplies',
  'P-01-liaison',
  'P-02',
  'P-03',
  'P-04',
]

/** Signs the whole plan: the head for the school, and the bureau beside them for the acceptance on site. */
export async function signPlan(head: Desk, bureau: Desk, school: Unit): Promise<void> {
  for (const step of PLAN_STEPS) await signStep(head, school, step)
  await accepted<Signed>(sign(bureau, school.code, 'P-04'))
}

/** A review in which everything was found in order. */
export const PASSED = { itemsPassed: 11, itemsFailed: 0 }

/** County and city review the plan and endorse it, one after the other. */
export async function endorsePlan({ taskForce, county, city }: Record<'taskForce' | 'county' | 'city', Desk>, school: Unit): Promise<void> {
  await signStep(taskForce, school, 'P-05-county', PASSED)
  await accepted(send(county, school.code, 'ENDORSE_PLAN'))
  await signStep(city, school, 'P-05-city', PASSED)
  await accepted(send(city, school.code, 'ENDORSE_PLAN'))
}

/** What a batch asks for until its people are in: before and on the day of return. */
export async function signReturn(head: Desk, bureau: Desk, school: Unit): Promise<void> {
  const arranged = school.kind === 'kindergarten' ? 'P-07-kindergarten' : 'P-07'
  for (const step of [arranged, 'P-08', 'P-10']) await signStep(head, school, step)
  await signStep(bureau, school, 'P-11')
}

/** What a batch asks for once its people are in; `doctor` is whoever signs for the health of the school. */
export async function signTested(doctor: Desk, school: Unit): Promise<void> {
  for (const step of ['P-09', 'P-15']) await signStep(doctor, school, step)
}

/** Signs one step with evidence that adds up, and with what the story says of it. */
export async function signStep(desk: Desk, school: Unit, step: string, said: RawEvidence = {}): Promise<void> {
  await accepted<Signed>(sign(desk, school.code, step, { ...filledIn(taskOf(step), school), ...said }))
}
