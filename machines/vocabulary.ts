/** A text in both languages. Chinese is the first language of every screen. */
export interface Text {
  readonly zh: string
  readonly en: string
}

/** Kinds of unit at which a response can run. */
export const SCHOOL_KINDS = ['kindergarten', 'primary', 'junior', 'senior', 'vocational', 'university', 'special', 'training'] as const
export type SchoolKind = (typeof SCHOOL_KINDS)[number]

/** Kinds of unit that command, from the widest to the narrowest. */
export const BUREAU_KINDS = ['nation', 'province', 'city', 'county', 'township'] as const
export type BureauKind = (typeof BUREAU_KINDS)[number]

export const KINDS = [...BUREAU_KINDS, ...SCHOOL_KINDS, 'campus'] as const
export type Kind = (typeof KINDS)[number]

/** Posts in a school, `principal` (书记、校长 or 负责人) being answerable for all of them. */
export const SCHOOL_POSTS = [
  'principal',
  'vicePrincipal',
  'dutyLeader',
  'reporter',
  'doctor',
  'classTeacher',
  'academic',
  'logistics',
  'security',
  'dormitory',
  'canteen',
  'counsellor',
  'familyLiaison',
  'tutor',
  'grid',
  'volunteer',
] as const
export type SchoolPost = (typeof SCHOOL_POSTS)[number]

/** Posts in a bureau, `commander` (指挥长) being answerable for all of them. */
export const BUREAU_POSTS = [
  'commander',
  'taskForce',
  'dutyOfficer',
  'deputyDirector',
  'liaisonOfficer',
  'information',
  'publicOpinion',
  'supplies',
  'onlineTeaching',
  'inspector',
] as const
export type BureauPost = (typeof BUREAU_POSTS)[number]

export type Post = SchoolPost | BureauPost

/** Where a signer or a sender stands: in the school itself, or in a bureau above it. */
export type Level = 'school' | BureauKind

export const ROLES = ['principal', 'staff', 'commander', 'inspector', 'auditor', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** An instant in UTC with milliseconds, `2026-11-22T11:09:10.958Z`: sorts as text. */
export type Instant = string

export function isSchoolKind(kind: Kind): kind is SchoolKind {
  // Only widened: `includes` would accept nothing but members.
  return (SCHOOL_KINDS as readonly Kind[]).includes(kind)
}
