import type { SchoolKind } from '../../machines/vocabulary.ts'
import type { Unit } from '../../src/core/unit.ts'
import { LINYI, YANHU } from '../world.ts'
import type { Town } from './town.ts'

/** The schools of which the month tells. */
export interface Cast {
  /** A boarding school of 临猗 that seals itself, has a confirmed case and comes back by batches. */
  readonly sealed: Unit
  /** A day school of 临猗 that goes online and comes back. */
  readonly home: Unit
  /** A day school of 盐湖 whose suspected case is ruled out. */
  readonly cleared: Unit
  /** A senior school of 盐湖 that seals itself for nothing, which the city ratifies and then lifts. */
  readonly hasty: Unit
  /** Those that sign whatever is open, the third only until it is cleared. */
  readonly diligent: readonly Unit[]
}

export function castOf({ schools }: Town): Cast {
  const first = (county: Unit, kind: SchoolKind, boards: boolean): Unit => {
    const found = schools.find((one) => one.parent === county.code && one.kind === kind && one.boarders > 0 === boards)
    if (found === undefined) throw new Error(`no ${kind} in ${county.name}`)
    return found
  }
  const sealed = first(LINYI, 'junior', true)
  const home = first(LINYI, 'primary', false)
  const cleared = first(YANHU, 'primary', false)
  return { sealed, home, cleared, hasty: first(YANHU, 'senior', true), diligent: [sealed, home, cleared] }
}
