import type { Kind } from '../machines/vocabulary.ts'
import type { Page } from './page.ts'

/** The page as a school of that kind reads it: a kindergarten has a health teacher, a university student counsellors. */
export function namedFor(page: Page, kind: Kind): Page {
  const { words } = page
  return { ...page, words: { ...words, posts: { ...words.posts, ...words.postsAt[kind] } } }
}
