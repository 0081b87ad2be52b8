import type { Post, Role } from '../../machines/vocabulary.ts'
import { isSchoolKind } from '../../machines/vocabulary.ts'
import { AFFECTED_YANHU, DEMO_PRINCIPAL_SCHOOL } from '../../src/demo/cast.ts'
import { personName } from '../../src/demo/names.ts'
import type { UnitRow } from '../../src/demo/unit-row.ts'
import type { NewPerson } from '../../src/engine/engine.ts'

/** The school that seals itself before anybody has ordered it. */
export const LIANPING = DEMO_PRINCIPAL_SCHOOL
/** A village kindergarten of 夏县 that forgets its report on the Sunday. */
export const SILENT = '1408280001'
/** The largest of the schools of 临猗 that go online: it miscounts. */
export const MISTAKEN = '1408210080'

/** Those who sign in by themselves that night. */
const NAMED: readonly (readonly [username: string, role: Role, unit: string, posts: readonly Post[]])[] = [
  ['city', 'commander', '140800', ['commander']],
  ['county', 'commander', '140821', ['commander']],
  ['auditor', 'auditor', '140800', []],
  ['principal', 'principal', LIANPING, ['principal']],
  ['duty', 'staff', LIANPING, ['dutyLeader']],
  ['guard', 'staff', LIANPING, ['security']],
  ['silent', 'principal', SILENT, ['principal']],
  ['mistaken', 'staff', MISTAKEN, ['dutyLeader']],
]

/** Every school has a head; those that the outbreak reaches have a duty leader too. All other posts are vacant. */
export function peopleOfTheNight(units: readonly UnitRow[]): readonly NewPerson[] {
  const schools = units.filter(({ kind }) => isSchoolKind(kind))
  const reached = schools.filter(({ code, parent }) => parent === '140821' || AFFECTED_YANHU.some((affected) => affected === code))
  const named = new Set(NAMED.map(([username]) => username))
  const unnamed = [
    ...schools.map(({ code }, index) => person(headOf(code), null, index + 100, 'principal', code, ['principal'])),
    ...reached.map(({ code }, index) => person(dutyLeaderOf(code), null, index + 3000, 'staff', code, ['dutyLeader'])),
  ]
  return [
    ...NAMED.map(([username, role, unit, posts], index) => person(username, username, index, role, unit, posts)),
    ...unnamed.filter(({ id }) => !named.has(id)),
  ]
}

/** The head of a school, by the id under which the engine knows them. */
export function headOf(school: string): string {
  return school === LIANPING ? 'principal' : school === SILENT ? 'silent' : `head-${school}`
}

export function dutyLeaderOf(school: string): string {
  return school === LIANPING ? 'duty' : school === MISTAKEN ? 'mistaken' : `duty-${school}`
}

function person(id: string, username: string | null, index: number, role: Role, unit: string, posts: readonly Post[]): NewPerson {
  return { id, username, name: personName(index), role, unit, posts, active: true }
}
