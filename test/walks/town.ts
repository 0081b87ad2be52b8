import type { BureauKind, Kind, Post, Role } from '../../machines/vocabulary.ts'
import { BUREAU_KINDS, BUREAU_POSTS, SCHOOL_KINDS } from '../../machines/vocabulary.ts'
import type { Actor } from '../../src/core/actor.ts'
import { staffingsOf } from '../../src/core/staffing.ts'
import type { Unit } from '../../src/core/unit.ts'
import { levelOf, levelsBelow } from '../../src/core/unit.ts'

/** A small world in which every kind of unit is found. */
export interface Town {
  readonly units: readonly Unit[]
  readonly schools: readonly Unit[]
  readonly bureaus: readonly Unit[]
  readonly people: readonly Actor[]
  /** Whoever may have to do with the unit: its own people, then those of the bureaus above it, the nearest first. */
  readonly near: (unit: Unit) => readonly Actor[]
}

/** The one who sees everything. */
export const ROOT = bureauAt('000000', null, 'nation')
const PROVINCE = bureauAt('140000', ROOT, 'province')
const CITY = bureauAt('140800', PROVINCE, 'city')
const LINYI = bureauAt('140821', CITY, 'county')
const YANHU = bureauAt('140802', CITY, 'county')
const TOWNSHIP = bureauAt('140821101', LINYI, 'township')

/** Every kind of school with boarders and without, and the smallest of those kinds of which there are small ones; every bureau with all posts held. */
export function everyKind(): Town {
  const schools = SCHOOL_KINDS.flatMap((kind) =>
    [true, false].flatMap((boards) => staffingsOf(kind, boards).map(({ small, posts }) => ({ kind, boards, small, posts }))),
  ).map(({ posts, ...rest }, index) => ({ unit: schoolAt(rest, index), posts }))
  const bureaus = [ROOT, PROVINCE, CITY, LINYI, YANHU, TOWNSHIP]
  const staff = [...bureaus.flatMap((unit) => peopleAt(unit, BUREAU_POSTS)), ...schools.flatMap(({ unit, posts }) => peopleAt(unit, posts))]
  const byUnit = Map.groupBy(staff, (actor) => actor.unit)
  const onlookers = [personAt(CITY, 'auditor', []), personAt(CITY, 'admin', [])]
  return {
    units: [...bureaus, ...schools.map(({ unit }) => unit)],
    schools: schools.map(({ unit }) => unit),
    bureaus,
    people: [...staff, ...onlookers],
    near: ({ path }) =>
      path
        .split('/')
        .toReversed()
        .flatMap((code) => byUnit.get(code) ?? []),
  }
}

function bureauAt(code: string, above: Unit | null, kind: BureauKind): Unit {
  return unitAt(code, above, kind, { boarders: 0, day: 0, staff: 20 })
}

interface SchoolPlan {
  readonly kind: Kind
  readonly boards: boolean
  readonly small: boolean
}

function schoolAt({ kind, boards, small }: SchoolPlan, index: number): Unit {
  const above = kind === 'university' ? CITY : small ? TOWNSHIP : index % 2 === 0 ? LINYI : YANHU
  const many = small ? 1 : 30
  return unitAt(`${above.code}${String(9_000 + index)}`, above, kind, { boarders: boards ? 12 * many : 0, day: 5 * many, staff: 2 * many })
}

function unitAt(code: string, above: Unit | null, kind: Kind, roster: Pick<Unit, 'boarders' | 'day' | 'staff'>): Unit {
  const path = `${above?.path ?? ''}${code}/`
  return {
    id: 0,
    code,
    parent: above?.code ?? null,
    kind,
    name: `${kind} ${code}`,
    path,
    levels: levelsBelow(above),
    ...roster,
    hospital: '',
  }
}

/** One person for each post, the head first. */
function peopleAt(unit: Unit, posts: readonly Post[]): readonly Actor[] {
  const head = BUREAU_KINDS.some((kind) => kind === unit.kind) ? 'commander' : 'principal'
  return posts.map((post, index) => personAt(unit, index === 0 ? head : 'staff', [post]))
}

function personAt({ code, path, kind }: Unit, role: Role, posts: readonly Post[]): Actor {
  return { person: `${role} ${posts.join(' ')} ${code}`, role, unit: code, path, level: levelOf(kind), posts }
}
