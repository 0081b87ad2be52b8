import { Hono } from 'hono'
import { SignInPage } from '../../../views/sign-in.tsx'
import { say } from '../../../views/page.ts'
import { STATUS, wordsOf } from '../refusals.ts'
import { personOf, signIn, signOut } from '../session.ts'
import type { Env } from '../session.ts'
import { pageOf } from './page.ts'
import type { Shown } from './page.ts'
import { one, typedIn } from './typed.ts'

/** `/sign-in` and `/sign-out`. */
export function signInPages(shown: Shown): Hono<Env> {
  return new Hono<Env>()
    .get('/sign-in', (c) => {
      const next = ownAddress(c.req.query('next') ?? '')
      if (personOf(c) !== null) return c.redirect(next === '' ? '/' : next, 303)
      return c.html(SignInPage({ page: pageOf(c, shown), next, username: '', wrong: null }))
    })
    .post('/sign-in', async (c) => {
      const typed = await typedIn(c)
      const next = ownAddress(one(typed, 'next'))
      const username = one(typed, 'username')
      // A password is taken as it was typed, blanks and all.
      const answer = await signIn(c, username, typed['password']?.[0] ?? '')
      if (!('refusal' in answer)) return c.redirect(next === '' ? '/' : next, 303)
      const page = pageOf(c, shown)
      const wrong = answer.refusal === 'wrong_password' ? page.words.signIn.wrong : say(page, wordsOf(answer.refusal).detail)
      return c.html(SignInPage({ page, next, username, wrong }), STATUS[answer.refusal])
    })
    .post('/sign-out', async (c) => {
      await signOut(c)
      return c.redirect('/sign-in', 303)
    })
}

/** A path of ours; never another site's address, which a link to the sign-in page could carry. */
function ownAddress(next: string): string {
  return /^\/(?![/\\])[^\s\\]*$/.test(next) && !next.startsWith('/sign-') ? next : ''
}
