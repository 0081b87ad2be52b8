import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Person } from '../../db/accounts.ts'
import type { Text } from '../../machines/vocabulary.ts'
import type { Accounts, SignInRefusal } from './accounts.ts'

/** What the middleware of src/http/app.ts leaves for the routes. */
export interface Env {
  readonly Variables: {
    readonly auth: Accounts
    /** Null while signed out. */
    readonly person: Person | null
    readonly sessionToken: string | null
    readonly requestId: string
  }
}

export type Language = keyof Text

/**
 * The person who asks: an `Actor` for the engine and a viewer for the queries. Behind the guard of src/http/app.ts
 * somebody is always signed in; asking elsewhere is a mistake in the program.
 */
export function actorOf(c: Context<Env>): Person {
  const { person } = c.var
  if (person === null) throw new Error(`${c.req.path} is answered without anybody signed in`)
  return person
}

/** Null while signed out: for the sign-in page. */
export function personOf(c: Context<Env>): Person | null {
  return c.var.person
}

/** The `lang` cookie decides; for the API `Accept-Language` does; otherwise Chinese. */
export function languageOf(c: Context<Env>): Language {
  const wanted = getCookie(c, 'lang') ?? (c.req.path.startsWith('/api/') ? c.req.header('accept-language') : undefined)
  return wanted?.trim().toLowerCase().startsWith('en') === true ? 'en' : 'zh'
}

/** Signs in and sets the session cookie on the answer, or says why not. */
export async function signIn(c: Context<Env>, username: string, password: string): Promise<Person | SignInRefusal> {
  const signedIn = await c.var.auth.signIn(username, password, c.req.raw.headers)
  if ('refusal' in signedIn) return signedIn
  for (const cookie of signedIn.cookies) c.header('set-cookie', cookie, { append: true })
  return signedIn.person
}

/** Ends the session at once and clears its cookie. */
export async function signOut(c: Context<Env>): Promise<void> {
  for (const cookie of await c.var.auth.signOut(c.req.raw.headers)) c.header('set-cookie', cookie, { append: true })
}
