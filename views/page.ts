import type { Instant, Level, Post, Role, Text } from '../machines/vocabulary.ts'
import type { Staff } from './posts-of.ts'
import type { Words } from './words/zh.ts'

export type Lang = 'zh' | 'en'

/** What every page knows besides its own subject. */
export interface Page {
  readonly lang: Lang
  readonly words: Words
  readonly now: Instant
  /** Time zone of deadlines and of every time shown. */
  readonly timeZone: string
  /** Null before signing in. */
  readonly viewer: Viewer | null
  /** Path and query of this page. */
  readonly here: string
  readonly assets: Assets
  /** On the pages of a school: the posts that it has. */
  readonly staff?: Staff
  /** Whether the data are invented. */
  readonly demo: boolean
}

/** Who looks at the page. */
export interface Viewer {
  readonly name: string
  readonly role: Role
  readonly level: Level
  readonly unit: string
  readonly unitName: string
  readonly posts: readonly Post[]
}

/** Addresses of the files that a page loads; they change with the contents. */
export interface Assets {
  readonly style: string
  readonly htmx: string
  readonly script: string
}

/** The text in the language of the page. */
export function say(page: Pick<Page, 'lang'>, text: Text): string {
  return text[page.lang]
}

/** The language tag for `<html lang>` and `Intl`. */
export function tagOf(lang: Lang): string {
  return lang === 'zh' ? 'zh-CN' : 'en-GB'
}
