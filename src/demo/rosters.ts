import { apportion } from './apportion.ts'
import type { Range } from './profiles.ts'
import { PROFILES } from './profiles.ts'
import type { CastSchool, CountyPlan } from './plan.ts'
import { type Random, between } from './random.ts'
import type { Site } from './sites.ts'

/** Who belongs to a school. */
export interface Roster {
  readonly boarders: number
  readonly day: number
  readonly staff: number
}

interface Sized {
  readonly site: Site
  readonly size: number
  readonly range: Range
}

/**
 * A roster for every site, by code: plausible for its sort, as written for the schools of the cast,
 * and adding up to the county's sums where it states any.
 */
export function rostersFor(
  random: Random,
  county: CountyPlan,
  sites: readonly Site[],
  cast: readonly CastSchool[],
): ReadonlyMap<string, Roster> {
  const written = new Map<string, Roster>(cast.map(({ code, boarders, day, staff }) => [code, { boarders, day, staff }]))
  const sized = sites.map((site) => sizeOf(random, site, written.get(site.code)))
  const sizes = county.rosters ? fittedTo(county.rosters, sized) : sized
  return new Map(sizes.map(({ site, size }) => [site.code, written.get(site.code) ?? split(random, site, size)]))
}

/** The number of people on a roster. */
export function headCount({ boarders, day, staff }: Roster): number {
  return boarders + day + staff
}

function sizeOf(random: Random, site: Site, written: Roster | undefined): Sized {
  const [min, max] = PROFILES[site.profile].roster
  if (!written) return { site, size: between(random, min, max), range: [min, max] }
  const size = headCount(written)
  return { site, size, range: [size, size] }
}

function fittedTo(sums: { readonly boarding: number; readonly others: number }, sized: readonly Sized[]): readonly Sized[] {
  const boarding = sized.filter(({ site }) => isBoarding(site))
  const others = sized.filter(({ site }) => !isBoarding(site))
  return [...fitted(boarding, sums.boarding), ...fitted(others, sums.others)]
}

function isBoarding(site: Site): boolean {
  return PROFILES[site.profile].boarding[1] > 0
}

/** The same schools, each moved towards an end of its range in proportion to the room it has, adding up to `total`. */
function fitted(sized: readonly Sized[], total: number): readonly Sized[] {
  const lacking = total - sized.reduce((sum, { size }) => sum + size, 0)
  const rooms = sized.map(({ size, range: [min, max] }) => (lacking > 0 ? max - size : size - min))
  if (Math.abs(lacking) > rooms.reduce((sum, room) => sum + room, 0)) throw new RangeError(`rosters cannot add up to ${total}`)
  const moves = apportion(Math.abs(lacking), rooms)
  return sized.map((school, index) => ({ ...school, size: school.size + Math.sign(lacking) * (moves[index] ?? 0) }))
}

function split(random: Random, site: Site, size: number): Roster {
  const profile = PROFILES[site.profile]
  const staff = Math.round(size * share(random, profile.staff))
  const students = size - staff
  const boarders = Math.round(students * Math.min(1, share(random, profile.boarding)))
  return { boarders, day: students - boarders, staff }
}

function share(random: Random, [min, max]: Range): number {
  return min + random() * (max - min)
}
