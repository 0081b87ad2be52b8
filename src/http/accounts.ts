import type { Person } from '../../db/accounts.ts'
import { addWrongGuess, clearWrongGuesses, countWrongGuesses, findPerson, findSession, findSessions } from '../../db/accounts.ts'
import type { Connections } from '../../db/connect.ts'
import type { AuthOptions } from './auth.ts'
import { createAuth, isUsername, normalizeUsername, RENEWED_BEFORE_MS } from './auth.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { recentSessions } from './recent-sessions.ts'
import { signedToken } from './session-cookie.ts'

export interface SignInRefusal {
  readonly refusal: 'wrong_password' | 'too_many_guesses' | 'overloaded'
}

export interface SignedIn {
  readonly person: Person
  /** Values of `Set-Cookie`. */
  readonly cookies: readonly string[]
}

/** Who asks, and the session by which they do. */
export interface Presence {
  readonly person: Person
  readonly token: string
  /** Values of `Set-Cookie` that lengthen the session. */
  readonly cookies: readonly string[]
}

export interface Accounts {
  /** Checks one password at a time; ten wrong ones within 15 minutes close the account for that long. */
  readonly signIn: (username: string, password: string, headers: Headers) => Promise<SignedIn | SignInRefusal>
  /** Ends the session at once. Answers what to set as cookies. */
  readonly signOut: (headers: Headers) => Promise<readonly string[]>
  /** Who sends these headers; remembered for a second at most. */
  readonly presenceOf: (headers: Headers) => Promise<Presence | null>
  /** Which of these sessions still hold, and whose they are now. */
  readonly sessions: (tokens: readonly string[]) => Promise<ReadonlyMap<string, Person>>
  /** Gives the person a password, and an account if there is none; every session of theirs ends. */
  readonly setPassword: (person: AccountHolder, password: string) => Promise<void>
}

export interface AccountHolder {
  readonly id: string
  readonly username: string
  readonly name: string
}

export interface AccountsOptions extends Omit<AuthOptions, 'writer'> {
  readonly connections: Connections
}

/** Accounts count in real time even when domain time is frozen: a session is not part of an exercise. */
export function createAccounts({ connections, ...options }: AccountsOptions): Accounts {
  const { reader, writer } = connections
  const auth = createAuth({ writer, ...options })
  const turn = oneAtATime(MOST_WAITING)
  const recent = recentSessions<Presence>()

  const guess = async (username: string, password: string, headers: Headers): Promise<SignedIn | SignInRefusal> => {
    if ((await countWrongGuesses(reader, username, guessesSince())) >= MOST_GUESSES) return { refusal: 'too_many_guesses' }
    const answer = await auth.api.signInUsername({ body: { username, password }, headers, asResponse: true })
    const { user } = answer.ok ? ((await answer.json()) as { readonly user: { readonly id: string } }) : { user: null } // better-auth's own shape
    const person = user === null ? null : await findPerson(reader, user.id)
    if (person === null || !person.active) {
      await addWrongGuess(writer, username, now(), guessesSince())
      return { refusal: 'wrong_password' }
    }
    await clearWrongGuesses(writer, username)
    return { person, cookies: answer.headers.getSetCookie() }
  }

  // Nearly every request: the session holds and need not be renewed. Everything else is left to better-auth, which takes
  // ten times as long over the same question.
  const presenceNow = async (headers: Headers): Promise<Presence | null> => {
    const { secret: key, authCookies } = await auth.$context
    const token = signedToken(headers.get('cookie') ?? '', authCookies.sessionToken.name, key)
    if (token === null) return null
    const person = await findSession(reader, token, new Date(Date.now() + RENEWED_BEFORE_MS).toISOString())
    return person === null ? null : { person, token, cookies: [] }
  }

  return {
    signIn: async (name, password, headers) => {
      const username = normalizeUsername(name)
      if (!isUsername(username) || password.length > LONGEST_PASSWORD) return { refusal: 'wrong_password' }
      return (await turn(() => guess(username, password, headers))) ?? { refusal: 'overloaded' }
    },
    signOut: async (headers) => {
      recent.forget(headers.get('cookie'))
      const answer = await auth.api.signOut({ headers, asResponse: true })
      return answer.headers.getSetCookie()
    },
    presenceOf: (headers) =>
      recent.find(headers.get('cookie'), async () => {
        const plain = await presenceNow(headers)
        if (plain !== null) return plain
        const { headers: set, response } = await auth.api.getSession({ headers, returnHeaders: true })
        const person = response === null ? null : await findPerson(reader, response.user.id)
        if (response === null || person === null || !person.active) return null
        return { person, token: response.session.token, cookies: set.getSetCookie() }
      }),
    sessions: (tokens) => findSessions(reader, tokens, now()),
    setPassword: async (holder, password) => {
      const { password: passwords, internalAdapter, adapter } = await auth.$context
      const hash = await turn(() => passwords.hash(password))
      if (hash === null) throw new Error('too many passwords are being checked')
      const user = { username: normalizeUsername(holder.username), name: holder.name }
      const known = await adapter.update({ model: 'user', where: [{ field: 'id', value: holder.id }], update: user })
      if (known === null) await adapter.create({ model: 'user', data: { ...user, ...unusedFields(holder.id) }, forceAllowId: true })
      const account = await internalAdapter.findCredentialAccount(holder.id)
      if (account === null)
        await internalAdapter.linkAccount({ userId: holder.id, accountId: holder.id, providerId: 'credential', password: hash })
      else await internalAdapter.updatePassword(holder.id, hash)
      await internalAdapter.deleteUserSessions(holder.id)
    },
  }
}

const MOST_GUESSES = 10
const GUESS_WINDOW_MS = 15 * 60_000
const LONGEST_PASSWORD = 128
/** A city's schools signing in all at once. */
const MOST_WAITING = 2_500

function now(): string {
  return new Date().toISOString()
}

function guessesSince(): string {
  return new Date(Date.now() - GUESS_WINDOW_MS).toISOString()
}

/** better-auth wants an address of everybody; nobody is written to, so one is made up that cannot exist (RFC 2606). */
function unusedFields(id: string) {
  return { id, email: `${id}@accounts.invalid`, emailVerified: false, createdAt: new Date(), updatedAt: new Date() }
}
