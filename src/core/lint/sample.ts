import type { Playbook } from '../../../machines/playbook.ts'
import type { BureauKind, Kind, Level, Post } from '../../../machines/vocabulary.ts'
import { BUREAU_KINDS, BUREAU_POSTS, isSchoolKind } from '../../../machines/vocabulary.ts'
import type { Actor } from '../actor.ts'
import { reviewRoute } from '../review/route.ts'
import type { Unit } from '../unit.ts'
import { isBureauKind, levelOf } from '../unit.ts'
import { staffingsOf } from '../staffing.ts'

/** An invented unit of one kind with everybody who may act in it or above it, for walking through a playbook. */
export interface Sample {
  readonly unit: Unit
  /** The head first, then one person for each post; then the bureaus above, from the nearest. */
  readonly people: readonly Actor[]
  readonly heldPosts: ReadonlyMap<string, ReadonlySet<Post>>
  /** The smallest of its kind. */
  readonly small: boolean
}

/**
 * One sample for each kind of the playbook, boarding or not, and where such exist for the smallest, below every level that
 * there is; and one more for each route of review that units only have where they stand elsewhere.
 */
export function samplesOf(playbook: Playbook): readonly Sample[] {
  const everywhere = playbook.kinds.flatMap((kind) =>
    (isSchoolKind(kind) ? [false, true] : [false]).flatMap((boards) => samplesAt(kind, boards, above(kind))),
  )
  return [...everywhere, ...samplesElsewhere(playbook, everywhere)]
}

/** Where a school may stand besides: directly below its city or its province. */
const ELSEWHERE: readonly (readonly BureauKind[])[] = [['city', 'province'], ['province']]

/** Which steps and figures a kind has does not depend on its route, so one kind walks for all. */
function samplesElsewhere(playbook: Playbook, everywhere: readonly Sample[]): readonly Sample[] {
  const known = new Set(everywhere.map(({ unit }) => reviewRoute(playbook, unit).join(' ')))
  const kind = playbook.kinds.find((one) => isSchoolKind(one) && appliesToReview(playbook, one))
  if (kind === undefined) return []
  return ELSEWHERE.flatMap((bureaus) => {
    const samples = samplesAt(kind, false, bureaus).filter(({ small }) => !small)
    return samples.filter(({ unit }) => isNew(known, reviewRoute(playbook, unit).join(' ')))
  })
}

function appliesToReview({ events }: Playbook, kind: Kind): boolean {
  return Object.values(events).some(({ marks, kinds }) => marks === 'planEndorsed' && kinds?.includes(kind) !== false)
}

function isNew(known: Set<string>, route: string): boolean {
  if (known.has(route)) return false
  known.add(route)
  return true
}

function samplesAt(kind: Kind, boards: boolean, bureaus: readonly BureauKind[]): readonly Sample[] {
  return staffingsOf(kind, boards).map(({ posts, small }) => {
    const unit = unitOf(kind, bureaus, boards, small)
    const people = [
      ...peopleAt(unit, posts),
      ...bureaus.flatMap((bureau, index) => peopleAt(unitOf(bureau, bureaus.slice(index + 1), false, false), BUREAU_POSTS)),
    ]
    const heldPosts = Map.groupBy(people, (actor) => actor.unit)
    return {
      unit,
      people,
      heldPosts: new Map([...heldPosts].map(([code, all]) => [code, new Set(all.flatMap((one) => one.posts))])),
      small,
    }
  })
}

/** Bureaus above a unit of that kind, the nearest first. */
function above(kind: Kind): readonly BureauKind[] {
  const wider = isBureauKind(kind) ? BUREAU_KINDS.slice(0, BUREAU_KINDS.indexOf(kind)) : BUREAU_KINDS
  return wider.toReversed()
}

function unitOf(kind: Kind, bureaus: readonly BureauKind[], boards: boolean, small: boolean): Unit {
  const levels = bureaus.toReversed()
  const chain = [...levels, kind]
  const many = small ? 1 : 30
  const roster = isBureauKind(kind)
    ? { boarders: 0, day: 0, staff: 20 }
    : { boarders: boards ? 12 * many : 0, day: 5 * many, staff: 2 * many }
  return {
    id: chain.length,
    code: kind,
    parent: chain.at(-2) ?? null,
    kind,
    name: kind,
    path: chain.map((code) => `${code}/`).join(''),
    levels,
    ...roster,
    hospital: '',
  }
}

function peopleAt(unit: Unit, posts: readonly Post[]): readonly Actor[] {
  const level: Level = levelOf(unit.kind)
  return posts.map((post, index) => ({
    person: `${unit.code} ${post}`,
    role: index > 0 ? 'staff' : level === 'school' ? 'principal' : 'commander',
    unit: unit.code,
    path: unit.path,
    level,
    posts: [post],
  }))
}
