import type { Level, Post, Role } from '../../machines/vocabulary.ts'
import type { NewPerson } from '../../src/engine/engine.ts'
import type { Unit } from '../../src/core/unit.ts'
import { COLLEGE, LINYI, SHANXI, SUNFLOWER, TINGLAN, YANHU, YANHU_SENIOR, YUNCHENG } from '../world.ts'
import type { Desk } from './desk.ts'
import type { Diligent } from './routine.ts'
import type { Stage } from './stage.ts'

const SENIOR = YANHU_SENIOR
/** A village school has neither doctor nor guard: whoever leads it signs for them. */
const VILLAGE: Unit = { ...TINGLAN, name: '临猗县汀兰村小学', day: 86, staff: 7 }
const KINDERGARTEN = SUNFLOWER
/** A university that stands directly under its province. */
const UNIVERSITY: Unit = { ...COLLEGE, parent: SHANXI.code, path: `${SHANXI.path}${COLLEGE.code}/`, levels: ['province'] }

/** Parents before children. */
export const PLACES: readonly Unit[] = [SHANXI, YUNCHENG, LINYI, YANHU, VILLAGE, KINDERGARTEN, SENIOR, UNIVERSITY]

/** Those who lead the four schools through the thirty days, and those who stand over them. */
export const THIRTY_DAYS_PEOPLE: readonly NewPerson[] = [
  person('province', 'commander', SHANXI, '罗指挥', 'commander'),
  person('city', 'commander', YUNCHENG, '赵指挥', 'commander'),
  person('linyi', 'commander', LINYI, '王指挥', 'commander'),
  person('yanhu', 'commander', YANHU, '范指挥', 'commander'),
  person('senior', 'principal', SENIOR, '潘校长', 'principal'),
  person('village', 'principal', VILLAGE, '冯校长', 'principal'),
  person('kindergarten', 'principal', KINDERGARTEN, '陈园长', 'principal'),
  person('university', 'principal', UNIVERSITY, '韩书记', 'principal'),
  { ...person('senior-duty', 'staff', SENIOR, '周值班', 'dutyLeader', 'reporter', 'security'), username: null },
  { ...person('senior-doctor', 'staff', SENIOR, '郑校医', 'doctor'), username: null },
  { ...person('village-reporter', 'staff', VILLAGE, '褚老师', 'reporter'), username: null },
  { ...person('kindergarten-doctor', 'staff', KINDERGARTEN, '卫保健', 'doctor', 'reporter'), username: null },
  { ...person('university-duty', 'staff', UNIVERSITY, '蒋处长', 'dutyLeader', 'reporter', 'doctor'), username: null },
  { ...person('linyi-force', 'staff', LINYI, '钱专班', 'taskForce', 'liaisonOfficer'), username: null },
  { ...person('yanhu-force', 'staff', YANHU, '沈专班', 'taskForce', 'liaisonOfficer'), username: null },
  { ...person('city-force', 'staff', YUNCHENG, '何专班', 'taskForce', 'liaisonOfficer'), username: null },
  { ...person('province-force', 'staff', SHANXI, '杨专班', 'taskForce', 'liaisonOfficer'), username: null },
]

/** One of the four schools, with the desks from which it is led, reviewed and approved. */
export interface Led extends Diligent {
  readonly school: Unit
  readonly head: Desk
  /** Whoever reviews its plan first: the county; for a university the province. */
  readonly reviewer: Desk
  /** The levels that endorse its plan, one after another. */
  readonly route: readonly Level[]
  /** Whoever approves its plan: the city; for a university the province. */
  readonly approver: Desk
}

export interface Cast {
  readonly senior: Led
  readonly village: Led
  readonly kindergarten: Led
  readonly university: Led
  readonly province: Desk
  readonly city: Desk
}

/** Everybody of whom the story tells, at their desks. */
export async function takeDesks(stage: Stage): Promise<Cast> {
  const province = await stage.signIn('province')
  const city = await stage.signIn('city')
  const linyi = await stage.signIn('linyi')
  const yanhu = await stage.signIn('yanhu')
  const led = async (school: Unit, head: string, reviewer: Desk, approver: Desk, ...staff: readonly string[]): Promise<Led> => ({
    school,
    unit: school.code,
    head: await stage.signIn(head),
    reviewer,
    approver,
    route: reviewer === approver ? ['province'] : ['county', 'city'],
    signers: await Promise.all([...staff, head, `${reviewer.username}-force`, `${approver.username}-force`].map((id) => stage.actor(id))),
  })
  return {
    senior: await led(SENIOR, 'senior', yanhu, city, 'senior-duty', 'senior-doctor'),
    village: await led(VILLAGE, 'village', linyi, city, 'village-reporter'),
    kindergarten: await led(KINDERGARTEN, 'kindergarten', linyi, city, 'kindergarten-doctor'),
    university: await led(UNIVERSITY, 'university', province, province, 'university-duty'),
    province,
    city,
  }
}

function person(username: string, role: Role, { code }: { readonly code: string }, name: string, ...posts: readonly Post[]): NewPerson {
  return { id: username, username, name, role, unit: code, posts, active: true }
}
