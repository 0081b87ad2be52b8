import type { Post } from '../machines/vocabulary.ts'
import { CONSOLE, ENGINE } from '../src/core/actor.ts'
import { lacksPost, usualPosts } from '../src/core/staffing.ts'
import type { ShownActor, ShownEntry } from './describe-entry.ts'
import { namedFor } from './named-for.ts'
import type { Page } from './page.ts'

/** The name of whoever did it; what follows by itself is the system's own, what was typed on the server its keeper's. */
export function actorName(page: Page, actor: ShownActor): string {
  if (actor.id === ENGINE.person) return page.words.journal.system
  if (actor.id === CONSOLE.person) return page.words.journal.console
  return actor.name ?? page.words.shell.unknownName
}

/** `李敏（校医）`, `王建国（代安保负责人）`, or the bare name; posts are called what they are called at that kind of unit. */
export function actedBy(
  given: Page,
  { actor, post, standsInFor, unit }: Pick<ShownEntry, 'actor' | 'post' | 'standsInFor' | 'unit'>,
): string {
  const page = unit === null ? given : namedFor(given, unit.kind)
  const { task } = page.words
  const name = actorName(page, actor)
  if (standsInFor !== null) {
    const asHead = unit !== null && lacksPost(usualPosts(unit.kind, true), standsInFor)
    return asHead ? task.by(name, postName(page, 'principal')) : task.byStandIn(name, postName(page, standsInFor))
  }
  return post === null || actor.id === ENGINE.person ? name : task.by(name, postName(page, post))
}

/** Entries hold only posts of the vocabulary; an older one would be shown as it is written. */
export function postName(page: Page, post: string): string {
  const { posts } = page.words
  // Looked up only if it is one of them.
  return Object.hasOwn(posts, post) ? posts[post as Post] : post
}
