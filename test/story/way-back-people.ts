import type { Post, Role } from '../../machines/vocabulary.ts'
import type { NewPerson } from '../../src/engine/engine.ts'
import { LIANPING, LINYI, MUSIC_SCHOOL, SUNFLOWER, TINGLAN, YUNCHENG } from '../world.ts'
import type { Desk } from './desk.ts'
import type { Diligent } from './routine.ts'
import type { Stage } from './stage.ts'

/** Those who lead four schools of 临猗 through the outbreak and back: everybody signs in. */
export const PEOPLE: readonly NewPerson[] = [
  person('city', 'commander', YUNCHENG, '赵指挥', 'commander'),
  person('county', 'commander', LINYI, '王指挥', 'commander'),
  person('task-force', 'staff', LINYI, '钱专班', 'taskForce', 'dutyOfficer', 'liaisonOfficer'),
  person('auditor', 'auditor', YUNCHENG, '孙审计'),
  person('lianping', 'principal', LIANPING, '李校长', 'principal'),
  person('duty', 'staff', LIANPING, '周值班', 'dutyLeader'),
  person('guard', 'staff', LIANPING, '吴安保', 'security'),
  person('doctor', 'staff', LIANPING, '郑校医', 'doctor', 'reporter'),
  person('tinglan', 'principal', TINGLAN, '冯校长', 'principal'),
  person('sunflower', 'principal', SUNFLOWER, '陈园长', 'principal'),
  person('music', 'principal', MUSIC_SCHOOL, '褚负责人', 'principal'),
]

const NAMES = ['city', 'county', 'taskForce', 'auditor', 'lianping', 'doctor', 'tinglan', 'sunflower', 'music'] as const
export type Desks = Readonly<Record<(typeof NAMES)[number], Desk>>

/** Everybody of whom the story tells, signed in. */
export async function signInAll(stage: Stage): Promise<Desks> {
  const desks: [string, Desk][] = []
  for (const name of NAMES) desks.push([name, await stage.signIn(name === 'taskForce' ? 'task-force' : name)])
  // Built from the names themselves.
  return Object.fromEntries(desks) as Desks
}

/** The four schools with those who sign for them day by day; the task force of the county signs what is the bureau's. */
export async function diligentSchools(stage: Stage): Promise<readonly Diligent[]> {
  const staff = [
    [LIANPING, ['duty', 'guard', 'doctor', 'lianping']],
    [TINGLAN, ['tinglan']],
    [SUNFLOWER, ['sunflower']],
    [MUSIC_SCHOOL, ['music']],
  ] as const
  return Promise.all(
    staff.map(async ([{ code }, people]) => ({
      unit: code,
      signers: await Promise.all([...people, 'task-force'].map((id) => stage.actor(id))),
    })),
  )
}

function person(username: string, role: Role, { code }: { readonly code: string }, name: string, ...posts: readonly Post[]): NewPerson {
  return { id: username, username, name, role, unit: code, posts, active: true }
}
