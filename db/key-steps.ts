import type { Expression, SqlBool } from 'kysely'
import { expressionBuilder, sql } from 'kysely'
import type { KeyStep } from '../src/core/key-steps.ts'
import type { Database } from './connect.ts'
import { isPhaseBelow } from './like.ts'
import type { Tables } from './schema.ts'
import type { Viewer } from './scope.ts'
import { findPlace, withinSubtree } from './scope.ts'

/** How far the schools of a region have come with one step. */
export interface StepTally {
  readonly step: KeyStep
  /** Schools that have to do it now. */
  readonly schools: number
  /** Of these, those that have signed it in the present visit to the phase. */
  readonly signed: number
}

/** The tally of each step over the schools of a region; steps that concern no school now are left out. */
export async function stepTallies(db: Database, viewer: Viewer, region: string, steps: readonly KeyStep[]): Promise<readonly StepTally[]> {
  const place = await findPlace(db, viewer, region)
  if (place === null) return []
  const tallies = await Promise.all(steps.map((step) => tallyOf(db, place.path, step)))
  return tallies.filter(({ schools }) => schools > 0)
}

async function tallyOf(db: Database, path: string, step: KeyStep): Promise<StepTally> {
  const { schools, open } = await db
    .selectFrom('unit')
    .innerJoin('response', 'response.unit_id', 'unit.id')
    .select((eb) => [
      eb.fn.countAll<number | string>().as('schools'),
      eb.fn.coalesce(eb.fn.sum<number | string>(eb.case().when(isUnsigned(step.task)).then(1).else(0).end()), eb.val(0)).as('open'),
    ])
    .where(withinSubtree('unit.path', path))
    .where('response.mode', '=', 'actual')
    .where(isAsked(step))
    .executeTakeFirstOrThrow()
  return { step, schools: Number(schools), signed: Number(schools) - Number(open) }
}

/** For queries that have `unit` and `response`: the school has this step to do now. */
export function isAsked({ playbook, phase, teachings, kinds }: KeyStep): Expression<SqlBool> {
  const eb = expressionBuilder<Tables, 'unit' | 'response'>()
  return eb.and([
    eb('response.playbook', '=', playbook),
    ...(phase === null ? [] : [isPhaseBelow('response.phase', phase)]),
    ...(teachings === null ? [] : [eb('response.teaching', 'in', teachings)]),
    ...(kinds === null ? [] : [eb('unit.kind', 'in', kinds)]),
  ])
}

/** For queries that have `response`: nobody has completed the task in a visit that still counts. */
export function isUnsigned(task: string): Expression<SqlBool> {
  const eb = expressionBuilder<Tables, 'response'>()
  return eb.not(
    eb.exists(
      eb
        .selectFrom('sign_off')
        .select('sign_off.seq')
        .whereRef('sign_off.unit_id', '=', 'response.unit_id')
        .whereRef('sign_off.playbook', '=', 'response.playbook')
        .whereRef('sign_off.mode', '=', 'response.mode')
        .where('sign_off.task', '=', task)
        .where('sign_off.complete', '=', 1)
        .where('sign_off.withdrawn_by', 'is', null)
        .where(sql<SqlBool>`response.visits like '%,' || sign_off.visit || ',%'`),
    ),
  )
}
