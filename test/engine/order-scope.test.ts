import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '../../src/core/actor.ts'
import type { Scope } from '../../src/core/entry.ts'
import type { Unit } from '../../src/core/unit.ts'
import {
  CITY,
  cityCommander,
  COLLEGE,
  countyCommander,
  LIANPING,
  LINYI,
  MUSIC_SCHOOL,
  SUNFLOWER,
  TINGLAN,
  YANHU_SENIOR,
  YUNCHENG,
} from '../world.ts'
import type { Settled, TestCity } from './city.ts'
import { foundCity, orderBy, settle } from './city.ts'

/** One city for all: setting how lessons are given moves no school to another phase. */
let city: TestCity
let orders = 0
beforeAll(async () => {
  city = await foundCity()
})
afterAll(() => city.close())

function setTeaching(actor: Actor, scope: Scope): Promise<Settled> {
  return settle(city, orderBy(actor, 'SET_TEACHING', scope, { teaching: 'blended' }), `order-${(orders += 1)}`)
}

async function matched(scope: Scope): Promise<readonly string[]> {
  return Object.keys((await setTeaching(cityCommander, scope)).results).toSorted()
}

describe('the scope of an order', () => {
  const schools = CITY.filter(({ kind }) => !['province', 'city', 'county'].includes(kind))

  test.each<[string, Scope, readonly Unit[]]>([
    ['a city', { region: YUNCHENG.code }, schools],
    ['a county', { region: LINYI.code }, [LIANPING, TINGLAN, SUNFLOWER, MUSIC_SCHOOL]],
    ['a single school, named as a region', { region: TINGLAN.code }, [TINGLAN]],
    ['schools by name, each once however often it is named', { units: [TINGLAN.code, COLLEGE.code, TINGLAN.code] }, [TINGLAN, COLLEGE]],
    ['schools by name within a region', { region: LINYI.code, units: [TINGLAN.code, COLLEGE.code] }, [TINGLAN]],
    ['boarding schools', { region: YUNCHENG.code, boarding: true }, [LIANPING, YANHU_SENIOR, COLLEGE]],
    ['day schools', { region: LINYI.code, boarding: false }, [TINGLAN, SUNFLOWER, MUSIC_SCHOOL]],
    ['kinds', { region: YUNCHENG.code, kinds: ['university', 'primary'] }, [TINGLAN, COLLEGE]],
    ['all but those named', { region: LINYI.code, except: [SUNFLOWER.code, MUSIC_SCHOOL.code] }, [LIANPING, TINGLAN]],
    ['a phase and all below it', { region: LINYI.code, phases: ['normal'] }, [LIANPING, TINGLAN, SUNFLOWER, MUSIC_SCHOOL]],
    ['a phase in which nobody is', { region: LINYI.code, phases: ['lockdown'] }, []],
    ['no part of the name of a phase', { region: LINYI.code, phases: ['norm'] }, []],
    ['no pattern', { region: LINYI.code, phases: ['%'] }, []],
    ['no pattern of single letters either', { region: LINYI.code, phases: ['n_rmal'] }, []],
    ['a bureau named as if it were a school', { units: [LINYI.code] }, []],
  ])('%s', async (_, scope, expected) => {
    expect(await matched(scope)).toEqual(expected.map(({ code }) => code).toSorted())
  })

  test('is refused as a whole when it leaves the issuer’s part of the tree, like one that does not exist', async () => {
    const before = (await city.entries()).length
    for (const scope of [
      { region: YUNCHENG.code },
      { units: [TINGLAN.code, COLLEGE.code] },
      { region: LINYI.code, except: [COLLEGE.code] },
      { units: ['999999'] },
      { region: '__proto__' },
    ]) {
      expect(await setTeaching(countyCommander, scope)).toMatchObject({ refusal: 'unknown_unit' })
    }
    expect((await city.entries()).length).toBe(before)
  })

  test('must be said', async () => {
    for (const scope of [{}, { boarding: true }, { units: [] }, { kinds: ['primary'] }]) {
      expect(await setTeaching(cityCommander, scope)).toMatchObject({ refusal: 'facts_invalid' })
    }
  })

  test('names only kinds at which the playbook runs', async () => {
    expect(await setTeaching(cityCommander, { region: LINYI.code, kinds: ['primary', 'county'] })).toMatchObject({
      refusal: 'facts_invalid',
    })
  })
})
