import { createHash } from 'node:crypto'
import type { Post, Role } from '../../machines/vocabulary.ts'
import type { NewPerson } from '../engine/engine.ts'
import { DEMO_PRINCIPAL_SCHOOL } from './cast.ts'
import { personName } from './names.ts'
import type { UnitRow } from './unit-row.ts'

/** A demo account: whoever opens the demo may sign in as any of them. */
export interface DemoAccount extends NewPerson {
  readonly username: string
}

/** The accounts that come with the demo city, and with nothing else. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  account('province', 'commander', '140000', ['commander']),
  account('city', 'commander', '140800', ['commander']),
  account('county', 'commander', '140821', ['commander']),
  account('principal', 'principal', DEMO_PRINCIPAL_SCHOOL, ['principal']),
  account('doctor', 'staff', DEMO_PRINCIPAL_SCHOOL, ['doctor']),
  account('inspector', 'inspector', '140800', ['inspector']),
  account('auditor', 'auditor', '140800', []),
  account('admin', 'admin', '140800', []),
]

/** Who signs at the schools and commands the counties without having an account: the demo's own school and county have theirs. */
export function officersOf(units: readonly UnitRow[]): readonly NewPerson[] {
  const taken = new Set(DEMO_ACCOUNTS.filter(({ role }) => role === 'commander').map(({ unit }) => unit))
  const counties = units.filter(({ kind, code }) => kind === 'county' && !taken.has(code))
  const schools = units.filter(({ kind, code }) => !['province', 'city', 'county'].includes(kind) && code !== DEMO_PRINCIPAL_SCHOOL)
  return [
    ...counties.map((unit, index) => person(`county ${index}`, index + 100, 'commander', unit.code, ['commander', 'dutyOfficer'])),
    ...schools.map((unit, index) => person(`duty ${index}`, index + 200, 'staff', unit.code, DAILY_POSTS)),
  ]
}

/** In most schools one duty leader signs what is done every day. */
const DAILY_POSTS: readonly Post[] = ['dutyLeader', 'reporter', 'doctor', 'security', 'logistics', 'dormitory', 'vicePrincipal']

function account(username: string, role: Role, unit: string, posts: readonly Post[]): DemoAccount {
  const index = ['province', 'city', 'county', 'principal', 'doctor', 'inspector', 'auditor', 'admin'].indexOf(username)
  return { ...person(`account ${username}`, index, role, unit, posts), username }
}

function person(seed: string, index: number, role: Role, unit: string, posts: readonly Post[]): NewPerson {
  const id = createHash('sha256').update(`fangxian demo ${seed}`).digest('hex').slice(0, 24)
  return { id, username: null, name: personName(index), role, unit, posts, active: true }
}
