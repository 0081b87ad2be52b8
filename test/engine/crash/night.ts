import type { SignOff, WithdrawSignOff } from '../../../src/core/command.ts'
import type { Actor } from '../../../src/core/actor.ts'
import type { Answer } from '../../../src/engine/engine.ts'
import type { Unit } from '../../../src/core/unit.ts'
import { LINYI } from '../../world.ts'
import { manySchools } from '../city.ts'

/** The cast of the crash test: a county of 1,800 schools, and a principal in each of the first forty. */

export const SCHOOLS: readonly Unit[] = manySchools(1_800, LINYI)

export const PRINCIPALS: readonly Actor[] = SCHOOLS.slice(0, 40).map(({ code, path }) => ({
  person: `principal-${code}`,
  role: 'principal',
  unit: code,
  path,
  level: 'school',
  posts: ['principal'],
}))

/** What the engine's process tells its parent: that it runs, and everything that it told somebody was done. */
export type Message =
  | { readonly kind: 'running' }
  | { readonly kind: 'ordered'; readonly id: number; readonly key: string }
  | { readonly kind: 'done'; readonly key: string; readonly command: SignOff | WithdrawSignOff; readonly answer: Answer }
