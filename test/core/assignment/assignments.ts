import type { Assignment, AssignmentTerms } from '../../../src/core/assignment/assignment.ts'
import { LIANPING, LINYI, local, NIGHT } from '../../world.ts'

/** An assignment as it stands after it was given: to 莲坪 by the county, due at noon of the next day. */
export function assignment(seq: number, terms: AssignmentTerms = { kind: 'document' }, more: Partial<Assignment> = {}): Assignment {
  return {
    seq,
    unit: LINYI.code,
    level: 'county',
    playbook: null,
    scope: { units: [LIANPING.code] },
    givenAt: NIGHT,
    dueAt: local('2026-03-07 12:00'),
    terms,
    ...more,
  }
}

/** Found by the inspectorate of the city. */
export function finding(seq: number, more: Partial<Assignment> = {}): Assignment {
  return assignment(seq, { kind: 'finding', measures: ['N-17'] }, { level: 'city', ...more })
}
