import type { CityPlan, CountyPlan } from './plan.ts'
import { townshipNames } from './place-names.ts'
import { PROFILES } from './profiles.ts'
import { type Random, itemAt, mulberry32, pick } from './random.ts'
import { rostersFor } from './rosters.ts'
import { schoolName } from './school-names.ts'
import { type Site, sitesOf } from './sites.ts'
import type { UnitRow } from './unit-row.ts'

/** Every unit of a planned city, parents before children. Pure: the same plan gives the same units. */
export function cityUnits(city: CityPlan): readonly UnitRow[] {
  const { province } = city
  const townships = townshipNames(
    mulberry32(city.seed),
    city.counties.map((county) => county.townships),
  )
  const used = new Set(city.cast.map(({ name }) => name))
  const counties = city.counties.map((county, index) => {
    const schools = schoolsOf(city, county, itemAt(townships, index), used)
    for (const { name } of schools) used.add(name)
    return [bureau('county', county, city.code), ...schools]
  })
  return [bureau('province', province, null), bureau('city', city, province.code), ...counties.flat()]
}

function bureau(
  kind: 'province' | 'city' | 'county',
  { code, name }: { readonly code: string; readonly name: string },
  parent: string | null,
): UnitRow {
  return { code, parent, kind, name, boarders: 0, day: 0, staff: 0, hospital: '' }
}

/** Each county has its own numbers, so that a change in one leaves the others as they are. */
function schoolsOf(city: CityPlan, county: CountyPlan, townships: readonly string[], usedBefore: ReadonlySet<string>): readonly UnitRow[] {
  const random = mulberry32(city.seed + Number(county.code))
  const sites = sitesOf(county)
  const rosters = rostersFor(random, county, sites, city.cast)
  const castNames = new Map(city.cast.map(({ code, name }) => [code, name]))
  const used = new Set(usedBefore)
  return sites.map((site) => {
    const township = itemAt(townships, site.index)
    const name =
      castNames.get(site.code) ?? schoolName(random, site, { county: county.name, collegePrefix: shortName(city.name), township }, used)
    used.add(name)
    const roster = rosters.get(site.code)
    if (!roster) throw new Error(`no roster for ${site.code}`)
    const hospital = hospitalOf(random, site, county.name, township)
    return { code: site.code, parent: county.code, kind: PROFILES[site.profile].kind, name, ...roster, hospital }
  })
}

function shortName(name: string): string {
  return name.replace(/[市县区]$/u, '')
}

/** The hospital paired with a school (N-16): the township's health centre, or one in the county town. */
function hospitalOf(random: Random, site: Site, county: string, township: string): string {
  const { kind, place } = PROFILES[site.profile]
  if (place !== 'town') return `${county}${township}卫生院`
  if (kind === 'kindergarten') return county + pick(random, ['妇幼保健院', '人民医院'])
  return county + pick(random, ['人民医院', '中医医院'])
}
