import type { Playbook } from '../../../machines/playbook.ts'
import type { Kind, Level, Post } from '../../../machines/vocabulary.ts'
import { BUREAU_KINDS, BUREAU_POSTS, isSchoolKind } from '../../../machines/vocabulary.ts'
import type { Actor } from '../actor.ts'
import type { Unit } from '../unit.ts'
import { isBureauKind, levelOf } from '../unit.ts'
import { staffingsOf } from './posts.ts'

/** An invented unit of one kind with everybody who may act in it or above it, for walking through a playbook. */
export interface Sample {
  readonly unit: Unit
  /** The head first, then one person for each post; then the bureaus above, from the nearest. */
  readonly people: readonly Actor[]
  readonly heldPosts: ReadonlyMap<string, ReadonlySet<Post>>
  /** The smallest of its kind. */
  readonly small: boolean
}

/** One sample for each kind of the playbook, boarding or not, and where such exist for the smallest. */
export function samplesOf(playbook: Playbook): readonly Sample[] {
  return playbook.kinds.flatMap((kind) => (isSchoolKind(kind) ? [false, true] : [false]).flatMap((boards) => samplesAt(kind, boards)))
}

function samplesAt(kind: Kind, boards: boolean): readonly Sample[] {
  return staffingsOf(kind, boards).map(({ posts, small }) => {
    const unit = unitOf(kind, boards, small)
    const people = [...peopleAt(unit, posts), ...above(kind).flatMap((bureau) => peopleAt(unitOf(bureau, false, false), BUREAU_POSTS))]
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
function above(kind: Kind): readonly (typeof BUREAU_KINDS)[number][] {
  const wider = isBureauKind(kind) ? BUREAU_KINDS.slice(0, BUREAU_KINDS.indexOf(kind)) : BUREAU_KINDS
  return wider.toReversed()
}

function unitOf(kind: Kind, boards: boolean, small: boolean): Unit {
  const chain = [...above(kind).toReversed(), kind]
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
