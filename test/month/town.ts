import type { Post, Role } from '../../machines/vocabulary.ts'
import { isSchoolKind } from '../../machines/vocabulary.ts'
import type { Actor } from '../../src/core/actor.ts'
import type { Unit } from '../../src/core/unit.ts'
import { levelOf, levelsBelow } from '../../src/core/unit.ts'
import { demoUnits } from '../../src/demo/city.ts'
import { cityUnits } from '../../src/demo/city-units.ts'
import type { CountyPlan } from '../../src/demo/plan.ts'
import type { UnitRow } from '../../src/demo/unit-row.ts'
import { cityCommander, countyCommander, LINYI, YANHU, yanhuCommander, YUNCHENG } from '../world.ts'

/** A city for a month: its units, and two people at every school, whose ids the town gives. */
export interface Town {
  readonly units: readonly Unit[]
  readonly schools: readonly Unit[]
  readonly people: readonly Actor[]
  /** Days from one on which the many sign to the next: every day, unless it has to be quick. */
  readonly everyDays: number
}

/** The demo city with all its 1,824 schools. */
export function wholeTown(): Town {
  return townOf(demoUnits(), 1)
}

/** Two counties of thirty schools each, every kind among them. */
export function smallTown(): Town {
  const { code, name } = { code: '140800', name: '运城市' }
  const counties = [countyOf(YANHU, 1), countyOf(LINYI, 0)]
  return townOf(cityUnits({ seed: 30, province: { code: '140000', name: '山西省' }, code, name, counties, cast: [] }), 7)
}

function countyOf({ code, name }: Unit, university: number): CountyPlan {
  const counts = {
    townKindergarten: 2,
    townshipKindergarten: 1,
    villageKindergarten: 1,
    townPrimary: 2,
    townshipPrimary: 1,
    boardingPrimary: 1,
    villagePrimary: 2,
    townshipJunior: 1,
    boardingJunior: 1,
    mixedJunior: 1,
    townJunior: 1,
    senior: 1,
    vocational: 1,
    university,
    special: 1,
    training: 3 - university,
  }
  return { code, name, townships: 5, counts }
}

function townOf(rows: readonly UnitRow[], everyDays: number): Town {
  const known = new Map<string | null, Unit>()
  const units = rows.map((row, index): Unit => {
    const above = known.get(row.parent)
    const unit = { ...row, id: index + 1, path: `${above?.path ?? ''}${row.code}/`, levels: levelsBelow(above) }
    known.set(row.code, unit)
    return unit
  })
  const schools = units.filter(({ kind }) => isSchoolKind(kind))
  const staff = schools.flatMap((school) => [headOf(school), dutyLeaderOf(school)])
  return { units, schools, people: [cityCommander, countyCommander, yanhuCommander, clerk, cityClerk, ...staff], everyDays }
}

/** Signs at 临猗 what is the bureau's to sign. */
export const clerk = person('clerk', 'staff', LINYI, ['taskForce', 'dutyOfficer', 'liaisonOfficer'])

/** Reviews plans for the city, and does nothing else. */
export const cityClerk = person('city-clerk', 'staff', YUNCHENG, ['deputyDirector'])

export function headOf(school: Unit): Actor {
  return person(`head-${school.code}`, 'principal', school, ['principal'])
}

/** In most schools one person holds all the other posts. */
export function dutyLeaderOf(school: Unit): Actor {
  const posts: readonly Post[] = ['dutyLeader', 'reporter', 'doctor', 'security', 'logistics', 'dormitory', 'vicePrincipal']
  return person(`duty-${school.code}`, 'staff', school, posts)
}

function person(id: string, role: Role, { code, path, kind }: Unit, posts: readonly Post[]): Actor {
  return { person: id, role, unit: code, path, level: levelOf(kind), posts }
}
