import type { Field } from '../machines/form.ts'
import type { Task } from '../machines/task.ts'
import { REGISTERED } from '../machines/registry.ts'
import type { BureauPost, Instant, Post, Role, SchoolPost } from '../machines/vocabulary.ts'
import type { Actor } from '../src/core/actor.ts'
import { allTasks } from '../src/core/checklist.ts'
import type { Unit } from '../src/core/unit.ts'
import { levelOf, levelsBelow, rosterOf } from '../src/core/unit.ts'
import type { NewPerson } from '../src/engine/engine.ts'

/** The one named cast of the tests: a small city with a handful of schools, and the people in them. */

export const TIME_ZONE = 'Asia/Shanghai'

/** `local('2026-03-06 22:00')`: what the clock on the wall says in Shanghai, as an instant. 2026-03-06 is a Friday. */
export function local(wall: string): Instant {
  return new Date(`${wall.replace(' ', 'T')}+08:00`).toISOString()
}

/** The evening on which the outbreak appears. */
export const NIGHT = local('2026-03-06 22:00')

export const SHANXI = place('140000', null, 'province', '山西省')
export const YUNCHENG = place('140800', SHANXI, 'city', '运城市')
export const LINYI = place('140821', YUNCHENG, 'county', '临猗县')
export const YANHU = place('140802', YUNCHENG, 'county', '盐湖区')
/** A boarding school with day students too. */
export const LIANPING = place('1408210121', LINYI, 'junior', '临猗县莲坪镇初级中学', 486, 143, 71)
/** A day school. */
export const TINGLAN = place('1408210007', LINYI, 'primary', '临猗县汀兰小学', 0, 300, 20)
export const SUNFLOWER = place('1408210003', LINYI, 'kindergarten', '临猗县向阳幼儿园', 0, 120, 16)
export const MUSIC_SCHOOL = place('1408210900', LINYI, 'training', '临猗县知音培训学校', 0, 60, 5)
export const YANHU_SENIOR = place('1408020301', YANHU, 'senior', '盐湖区望澜高级中学', 2946, 548, 314)
export const COLLEGE = place('1408020315', YANHU, 'university', '运城拓野职业技术学院', 8391, 118, 637)

/** Parents before children. */
export const CITY: readonly Unit[] = [SHANXI, YUNCHENG, LINYI, YANHU, LIANPING, TINGLAN, SUNFLOWER, MUSIC_SCHOOL, YANHU_SENIOR, COLLEGE]

export const provinceCommander = person('province-commander', 'commander', SHANXI, 'commander')
export const cityCommander = person('city-commander', 'commander', YUNCHENG, 'commander')
export const countyCommander = person('county-commander', 'commander', LINYI, 'commander')
export const yanhuCommander = person('yanhu-commander', 'commander', YANHU, 'commander')
export const inspector = person('inspector', 'inspector', YUNCHENG, 'inspector')
export const auditor = person('auditor', 'auditor', YUNCHENG)
export const admin = person('admin', 'admin', YUNCHENG)
export const taskForce = person('task-force', 'staff', LINYI, 'taskForce')

export const principal = person('principal', 'principal', LIANPING, 'principal')
export const doctor = person('doctor', 'staff', LIANPING, 'doctor')
export const reporter = person('reporter', 'staff', LIANPING, 'reporter')
export const dutyLeader = person('duty-leader', 'staff', LIANPING, 'dutyLeader')
export const headOfSecurity = person('head-of-security', 'staff', LIANPING, 'security')
export const otherPrincipal = person('other-principal', 'principal', TINGLAN, 'principal')

export const EVERYBODY: readonly Actor[] = [
  provinceCommander,
  cityCommander,
  countyCommander,
  yanhuCommander,
  inspector,
  auditor,
  admin,
  taskForce,
  principal,
  doctor,
  reporter,
  dutyLeader,
  headOfSecurity,
  otherPrincipal,
]

/** Which posts somebody holds, by unit: all of the cast unless told otherwise. */
export function heldPosts(people: readonly Actor[] = EVERYBODY): ReadonlyMap<string, ReadonlySet<Post>> {
  const held = new Map<string, Set<Post>>()
  for (const { unit, posts } of people) held.set(unit, new Set([...(held.get(unit) ?? []), ...posts]))
  return held
}

/** The member of the cast as the engine records people. */
export function asPerson({ person: id, role, unit, posts }: Actor): NewPerson {
  // Nobody of the cast is the engine itself.
  return { id, username: null, name: `${id} 同志`, role: role as Role, unit, posts, active: true }
}

const tasks = new Map(REGISTERED.flatMap(({ playbook }) => allTasks(playbook)).map((task) => [task.id, task]))

/** The task of that id, as the playbook has it. */
export function taskOf(id: string): Task {
  const found = tasks.get(id)
  if (found === undefined) throw new Error(`no task ${id}`)
  return found
}

/** Evidence with which the task can be signed at the unit: every field filled in, every sum right. */
export function filledIn({ fields, rules }: Pick<Task, 'fields' | 'rules'>, unit: Unit): Record<string, unknown> {
  const form: Record<string, unknown> = Object.fromEntries(fields.map((field) => [field.name, answerTo(field)]))
  for (const rule of rules) if (rule.kind === 'atLeast') form[rule.field] = rule.least
  for (const rule of rules) {
    if (rule.kind !== 'sum') continue
    const [first, ...others] = rule.parts
    if (first !== undefined) form[first] = 'roster' in rule.equals ? rosterOf(unit, rule.equals.roster) : form[rule.equals.field]
    for (const other of others) form[other] = 0
  }
  return form
}

function answerTo(field: Field): unknown {
  switch (field.type) {
    case 'count':
      return 0
    case 'date':
      return '2026-02-20'
    case 'time':
      return '2026-03-06T14:05:00.000Z'
    case 'choice':
      return field.choices[0]?.value
    case 'choices':
      return field.choices.slice(0, 1).map(({ value }) => value)
    case 'text':
      return '已办妥'
    case 'file':
      // Nobody is stopped by a missing photo.
      return undefined
    default:
      return field satisfies never
  }
}

function place(
  code: string,
  above: Pick<Unit, 'code' | 'kind' | 'path' | 'levels'> | null,
  kind: Unit['kind'],
  name: string,
  boarders = 0,
  day = 0,
  staff = 0,
): Unit {
  const path = `${above?.path ?? ''}${code}/`
  return {
    id: Number(code),
    code,
    parent: above?.code ?? null,
    kind,
    name,
    path,
    levels: levelsBelow(above),
    boarders,
    day,
    staff,
    hospital: '',
  }
}

function person(id: string, role: Role, unit: Unit, ...posts: readonly (SchoolPost | BureauPost)[]): Actor {
  return { person: id, role, unit: unit.code, path: unit.path, level: levelOf(unit.kind), posts }
}
