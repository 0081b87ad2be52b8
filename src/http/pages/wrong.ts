import type { Context } from 'hono'
import { WrongPage } from '../../../views/wrong.tsx'
import { say } from '../../../views/page.ts'
import { STATUS, wordsOf } from '../refusals.ts'
import type { HttpRefusal } from '../refusals.ts'
import type { Env } from '../session.ts'
import { pageOf } from './page.ts'
import type { Shown } from './page.ts'

/** What does not exist and what the viewer may not see look alike. */
export function notFound(c: Context<Env>, shown: Shown): Response | Promise<Response> {
  const page = pageOf(c, shown)
  return c.html(WrongPage({ page, title: page.words.wrong.notFound, lead: page.words.wrong.notFoundLead }), 404)
}

/** Any other refusal that has no form to stand beside. */
export function refusedPage(c: Context<Env>, shown: Shown, refusal: HttpRefusal): Response | Promise<Response> {
  const page = pageOf(c, shown)
  const { title, detail } = wordsOf(refusal)
  return c.html(WrongPage({ page, title: say(page, title), lead: say(page, detail) }), STATUS[refusal])
}
