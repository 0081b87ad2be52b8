import type { Signer } from '../machines/task.ts'
import type { Post } from '../machines/vocabulary.ts'
import type { Signature } from '../src/core/response.ts'
import { lacksPost } from '../src/core/staffing.ts'
import type { Page } from './page.ts'

/** The posts that a school has. */
export interface Staff {
  /** Those that a school of its kind may have. */
  readonly usual: ReadonlySet<string>
  /** Those that somebody holds there. */
  readonly held: ReadonlySet<Post>
}

/**
 * The names of the posts that may sign, each once. On the pages of a school, whose posts are known, only those that
 * somebody holds: a village school without a doctor reads who signs there, a training institution has its one head.
 */
export function postsOf(page: Page, signers: readonly Signer[]): string {
  const { shell, posts, unit } = page.words
  const named = (those: readonly Post[]): string => shell.list([...new Set(those.map((post) => posts[post]))])
  const all = signers.map(({ post }) => post)
  if (page.staff === undefined || signers.some(({ level }) => level !== 'school')) return named(all)
  const { usual, held } = page.staff
  const fitting = all.filter((post) => usual.has(post))
  const present = fitting.filter((post) => held.has(post))
  if (present.length > 0) return named(present)
  if (fitting.length === 0) return named(['principal'])
  return held.has('principal') ? unit.headFor(named(fitting), posts.principal) : named(fitting)
}

/** In what post a signature of the unit's own was given: `值班领导`, `值班领导（书记、校长代）`. */
export function signedAs({ staff, words: { posts, unit } }: Page, { post, standIn }: Pick<Signature, 'post' | 'standIn'>): string {
  if (!standIn) return posts[post]
  if (staff === undefined) return unit.headFor(posts[post], posts.commander)
  return lacksPost(staff.usual, post) ? posts.principal : unit.headFor(posts[post], posts.principal)
}
