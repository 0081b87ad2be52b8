import type { Context, MiddlewareHandler } from 'hono'
import { setCookie } from 'hono/cookie'
import type { Assets, Page } from '../../../views/page.ts'
import { en } from '../../../views/words/en.ts'
import { zh } from '../../../views/words/zh.ts'
import type { Deps } from '../deps.ts'
import { languageOf, personOf } from '../session.ts'
import type { Env } from '../session.ts'

/** What the pages are made with. */
export interface Shown {
  readonly deps: Deps
  readonly assets: Assets
}

/** What every page knows of its request: who looks, in which language, when. */
export function pageOf(c: Context<Env>, shown: Shown): Page {
  const lang = languageAsked(c) ?? languageOf(c)
  const { pathname, search } = new URL(c.req.url)
  // A form that was refused stands at the address of its page.
  const here = (c.req.method === 'GET' ? pathname : pathname.replace(/\/(withdrawal|return|cancellation)$/, '')) + search
  return { ...sharedPage(shown, { lang, here, now: shown.deps.engine.clock.now() }), viewer: personOf(c) }
}

/** The same for what is shown to several people: it knows nobody. */
export function sharedPage(
  { deps: { timeZone, demo }, assets }: Shown,
  { lang, here, now }: Pick<Page, 'lang' | 'here' | 'now'>,
): Omit<Page, 'viewer'> {
  return { lang, words: lang === 'en' ? en : zh, now, timeZone, here, assets, demo }
}

/** `?lang=en` on any page switches the language from then on. */
export const switchLanguage: MiddlewareHandler<Env> = async (c, next) => {
  const lang = languageAsked(c)
  await next()
  if (lang !== null) setCookie(c, 'lang', lang, { path: '/', sameSite: 'Lax', maxAge: 365 * 86_400 })
}

function languageAsked(c: Context<Env>): Page['lang'] | null {
  const asked = c.req.query('lang')
  return asked === undefined ? null : asked.startsWith('en') ? 'en' : 'zh'
}

/**
 * Onward after something was done: a redirect that a plain form follows by itself, or its address for the script that
 * sent the form, which must not swallow the page that follows.
 */
export function onward(c: Context<Env>, address: string): Response {
  if (c.req.header('hx-request') === undefined) return c.redirect(address, 303)
  c.header('hx-redirect', address)
  return c.body(null, 204)
}
