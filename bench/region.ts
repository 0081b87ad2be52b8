import type { SchoolKind } from '../machines/vocabulary.ts'
import type { Actor } from '../src/core/actor.ts'
import type { Unit } from '../src/core/unit.ts'
import { isSchoolKind } from '../machines/vocabulary.ts'
import { levelOf, levelsBelow } from '../src/core/unit.ts'

/** A Friday evening in term, as in the tests; time stands still unless a row moves it. */
export const EVENING = '2026-03-06T14:00:00.000Z'
export const TIME_ZONE = 'Asia/Shanghai'

const PER_COUNTY = 140
const COUNTIES_PER_CITY = 13

/** Four schools of different kinds, again and again: their steps and their rosters differ. */
const MIX: readonly { readonly kind: SchoolKind; readonly boarders: number; readonly day: number; readonly staff: number }[] = [
  { kind: 'primary', boarders: 0, day: 300, staff: 20 },
  { kind: 'junior', boarders: 486, day: 143, staff: 71 },
  { kind: 'kindergarten', boarders: 0, day: 120, staff: 16 },
  { kind: 'senior', boarders: 2946, day: 548, staff: 314 },
]

/** A province with so many schools in counties of 140, thirteen to a city; parents first, then schools in order of path. */
export function regionOf(schools: number): readonly Unit[] {
  const province = unit('140000', null, 'province', '省')
  const counties = Math.ceil(schools / PER_COUNTY)
  const cities = Array.from({ length: Math.ceil(counties / COUNTIES_PER_CITY) }, (_, index) =>
    unit(`14${digits(index + 1, 4)}`, province, 'city', `第${index + 1}市`),
  )
  const below = Array.from({ length: counties }, (_, index) =>
    unit(
      `${parentOf(cities, index, COUNTIES_PER_CITY).code}${digits(index % COUNTIES_PER_CITY, 2)}`,
      parentOf(cities, index, COUNTIES_PER_CITY),
      'county',
      `第${index + 1}县`,
    ),
  )
  const all = Array.from({ length: schools }, (_, index) => school(parentOf(below, index, PER_COUNTY), index))
  return [province, ...cities, ...below, ...all]
}

export function schoolsOf(units: readonly Unit[]): readonly Unit[] {
  return units.filter(({ kind }) => isSchoolKind(kind))
}

/** Whoever commands the whole region. */
export function commanderOf(units: readonly Unit[]): Actor {
  const top = units[0]
  if (top === undefined) throw new Error('the region is empty')
  return { person: 'commander', role: 'commander', unit: top.code, path: top.path, level: levelOf(top.kind), posts: ['commander'] }
}

export function principalOf({ code, path }: Unit): Actor {
  return {
    person: `principal-${code}`,
    role: 'principal',
    unit: code,
    path,
    level: 'school',
    posts: ['principal'],
  }
}

function school(county: Unit, index: number): Unit {
  const kind = MIX[index % MIX.length]
  if (kind === undefined) throw new Error('the mix is empty')
  return { ...unit(`${county.code}${digits(index % PER_COUNTY, 3)}`, county, kind.kind, `第${index + 1}学校`), ...kind }
}

function unit(code: string, above: Unit | null, kind: Unit['kind'], name: string): Unit {
  const path = `${above?.path ?? ''}${code}/`
  return {
    id: 0,
    code,
    parent: above?.code ?? null,
    kind,
    name,
    path,
    levels: levelsBelow(above),
    boarders: 0,
    day: 0,
    staff: 0,
    hospital: '',
  }
}

function parentOf(parents: readonly Unit[], index: number, each: number): Unit {
  const found = parents[Math.floor(index / each)]
  if (found === undefined) throw new Error(`nothing stands above number ${index}`)
  return found
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, '0')
}
