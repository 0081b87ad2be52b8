import type { BureauPost, Kind, Post, SchoolKind, SchoolPost } from '../../machines/vocabulary.ts'
import { BUREAU_POSTS, isSchoolKind, SCHOOL_POSTS } from '../../machines/vocabulary.ts'

/** The posts that a unit of some kind has, as domain.md tells them apart. The head, who answers for all, comes first. */
export interface Staffing {
  readonly posts: readonly Post[]
  /** The smallest of its kind: a village school, a private kindergarten of three groups. */
  readonly small: boolean
}

/** How units of the kind are staffed: as usual, and where there are such, as the smallest are. */
export function staffingsOf(kind: Kind, boards: boolean): readonly Staffing[] {
  if (!isSchoolKind(kind)) return [{ posts: BUREAU, small: false }]
  const { usual, small } = SCHOOLS[kind]
  const here = (posts: readonly SchoolPost[]): readonly SchoolPost[] => posts.filter((post) => boards || post !== 'dormitory')
  return [{ posts: here(usual), small: false }, ...(small === undefined ? [] : [{ posts: here(small), small: true }])]
}

/** Every post that a school of the kind may have. */
export function usualPosts(kind: Kind, boards: boolean): ReadonlySet<string> {
  return new Set(staffingsOf(kind, boards).flatMap(({ posts }) => posts))
}

/** Is it a post of schools that is not among these? Whoever heads such a school signs for it as the head, in nobody's stead. */
export function lacksPost(usual: ReadonlySet<string>, post: string): boolean {
  return SCHOOL_POSTS.some((one) => one === post) && !usual.has(post)
}

interface Kinds {
  readonly usual: readonly SchoolPost[]
  readonly small?: readonly SchoolPost[]
}

/** In a village school one person holds many posts, and nobody is a doctor: the case reporter signs. */
const VILLAGE: readonly SchoolPost[] = ['principal', 'dutyLeader', 'reporter', 'classTeacher', 'logistics', 'dormitory']
/** No tutors, no grid: children of that age are neither taught singly nor held apart from their guardians. */
const NURSERY: readonly SchoolPost[] = [
  'principal',
  'vicePrincipal',
  'dutyLeader',
  'reporter',
  // 保健医.
  'doctor',
  'classTeacher',
  'academic',
  'logistics',
  'security',
  'dormitory',
  'canteen',
  'familyLiaison',
]

const SCHOOLS: Readonly<Record<SchoolKind, Kinds>> = {
  kindergarten: { usual: NURSERY, small: ['principal', 'dutyLeader', 'reporter', 'doctor', 'classTeacher', 'dormitory'] },
  primary: { usual: SCHOOL_POSTS, small: VILLAGE },
  junior: { usual: SCHOOL_POSTS, small: VILLAGE },
  senior: { usual: SCHOOL_POSTS },
  vocational: { usual: SCHOOL_POSTS },
  // 辅导员 hold the post of class teacher.
  university: { usual: SCHOOL_POSTS },
  special: { usual: SCHOOL_POSTS, small: VILLAGE },
  // One 负责人, and nobody else who answers for anything.
  training: { usual: ['principal'] },
}

const BUREAU: readonly BureauPost[] = BUREAU_POSTS
