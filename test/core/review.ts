import type { BureauKind, Kind } from '../../machines/vocabulary.ts'
import type { Actor } from '../../src/core/actor.ts'
import type { Unit } from '../../src/core/unit.ts'
import { levelOf, levelsBelow } from '../../src/core/unit.ts'
import { local } from '../world.ts'
import type { School } from './school.ts'
import { openSchool } from './school.ts'

/** A school of that kind below these bureaus, the widest first, and the one who leads each of them. */
export interface Reviewed {
  readonly school: School
  readonly unit: Unit
  readonly head: Actor
  readonly at: (level: BureauKind) => Actor
}

/** A school whose plan has just been submitted, by its head alone; at every bureau there is a commander and nobody else. */
export function underReview(kind: Kind, above: readonly BureauKind[]): Reviewed {
  const bureaus = above.reduce<readonly Unit[]>((all, level) => [...all, unitBelow(all.at(-1) ?? null, level)], [])
  const unit = { ...unitBelow(bureaus.at(-1) ?? null, kind), day: 300, staff: 20 }
  const [head, ...commanders] = [unit, ...bureaus].map(leaderOf)
  if (head === undefined) throw new Error('a school has a head')
  const at = (level: BureauKind): Actor => {
    const found = commanders.find((one) => one.level === level)
    if (found === undefined) throw new Error(`no ${level} stands above`)
    return found
  }
  const school = openSchool({ unit, at: local('2026-03-06 08:00'), people: [head, ...commanders] })
  const nearest = commanders.findLast(({ level }) => level === 'county' || level === 'city' || level === 'province')
  if (nearest === undefined) throw new Error('nobody above may order')
  school.send(nearest, 'ORDER_ONLINE')
  school.sign(head, 'O-10', { evidence: { lastCaseOn: '2026-02-20' } })
  school.send(head, 'BEGIN_REOPENING')
  submit(school, head, nearest)
  return { school, unit, head, at }
}

/** Signs what planning still asks for, by the head and for the acceptance by the bureau too, and submits the plan. */
export function submit(school: School, head: Actor, bureau: Actor): void {
  for (const { task, node, mark } of school.checklist()) {
    if (node !== 'control.reopening.planning' || mark?.complete === true) continue
    school.sign(head, task.id)
    if (task.secondSigners !== undefined) school.sign(bureau, task.id)
  }
  if (school.send(head, 'SUBMIT_PLAN') !== 'accepted') throw new Error(JSON.stringify(school.lastRefusal))
}

/** What the last refusal said in words. */
export function lacks({ lastRefusal }: School): readonly string[] {
  return (lastRefusal?.missing ?? []).map(({ text }) => text.zh)
}

/** The steps of review on the checklist, as they stand. */
export function reviewSteps(school: School): readonly string[] {
  const asked = school.checklist().filter(({ task }) => task.reviewBy !== undefined)
  return asked.map(({ task, state, after }) => `${task.id} ${after === undefined ? state : `after ${after}`}`)
}

function unitBelow(above: Unit | null, kind: Kind): Unit {
  const code = kind
  const path = `${above?.path ?? ''}${code}/`
  const roster = { boarders: 0, day: 0, staff: 0, hospital: '' }
  return { id: path.length, code, parent: above?.code ?? null, kind, name: kind, path, levels: levelsBelow(above), ...roster }
}

function leaderOf({ code, path, kind }: Unit): Actor {
  const level = levelOf(kind)
  const own =
    level === 'school' ? ({ role: 'principal', posts: ['principal'] } as const) : ({ role: 'commander', posts: ['commander'] } as const)
  return { person: `${code} head`, unit: code, path, level, ...own }
}
