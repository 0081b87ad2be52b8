import type { Context } from 'hono'
import type { Text } from '../../machines/vocabulary.ts'
import type { Refusal } from '../core/refusal.ts'
import { STATUS, wordsOf, type HttpRefusal } from './refusals.ts'
import { languageOf, type Env, type Language } from './session.ts'

/** What is known of a refusal beyond its name. */
export type Refused = Omit<Refusal, 'refusal'> & { readonly refusal: HttpRefusal }

/** RFC 9457 problem details. */
export interface Problem {
  readonly type: 'about:blank'
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly refusal: HttpRefusal
  readonly missing?: readonly { readonly gate: string; readonly text: string; readonly task?: string }[]
  readonly errors?: readonly { readonly field: string; readonly text: string }[]
}

/** Answers with the refusal in the caller's language; the same refusal always looks the same. */
export function problem(c: Context<Env>, refused: Refused): Response {
  const body = problemOf(refused, languageOf(c))
  c.header('content-type', 'application/problem+json; charset=utf-8')
  if (refused.refusal === 'too_many_guesses') c.header('retry-after', '900')
  if (refused.refusal === 'overloaded' || refused.refusal === 'not_writable') c.header('retry-after', '2')
  return c.body(JSON.stringify(body), STATUS[refused.refusal])
}

/** The same for whoever may be a person with a browser, before any page is reached: a few plain words instead of JSON. */
export function plainly(c: Context<Env>, refused: Refused): Response {
  const isPage = !c.req.path.startsWith('/api/') && c.req.header('accept')?.includes('text/html') === true
  if (!isPage) return problem(c, refused)
  const { title, detail } = problemOf(refused, languageOf(c))
  return c.text(`${title}\n\n${detail}\n`, STATUS[refused.refusal])
}

function problemOf(refused: Refused, language: Language): Problem {
  const say = (text: Text): string => text[language]
  const { title, detail } = wordsOf(refused.refusal)
  return {
    type: 'about:blank',
    title: say(title),
    status: STATUS[refused.refusal],
    detail: say(detail),
    refusal: refused.refusal,
    ...(refused.missing === undefined ? {} : { missing: refused.missing.map(({ text, ...rest }) => ({ ...rest, text: say(text) })) }),
    ...(refused.errors === undefined ? {} : { errors: refused.errors.map(({ field, text }) => ({ field, text: say(text) })) }),
  }
}
