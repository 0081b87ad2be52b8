import { betterAuth } from 'better-auth'
import { hashPassword, verifyPassword } from 'better-auth/crypto'
import { username } from 'better-auth/plugins/username'
import type { Database } from '../../db/connect.ts'
import { dialectOf } from '../../db/dialect.ts'

export interface AuthOptions {
  readonly writer: Database
  /** Signs the session cookies. */
  readonly secret: string
  readonly publicUrl: string | null
  /** How passwords are kept: by better-auth's scrypt, unless told otherwise. */
  readonly passwords?: Passwords
}

export interface Passwords {
  readonly hash: (password: string) => Promise<string>
  readonly verify: (given: { readonly hash: string; readonly password: string }) => Promise<boolean>
}

const SCRYPT: Passwords = { hash: hashPassword, verify: verifyPassword }

/**
 * better-auth on our database. Only the calls that src/http/accounts.ts makes are within reach: its own routes, by which
 * people could rename or look for accounts, are not mounted. So the checks of origin and rate that belong to those
 * routes are ours too.
 */
export function createAuth({ writer, secret, publicUrl, passwords = SCRYPT }: AuthOptions) {
  return betterAuth({
    database: { db: writer, type: dialectOf(writer) },
    secret,
    baseURL: publicUrl ?? 'http://localhost',
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: SHORTEST_PASSWORD,
      password: passwords,
    },
    // Ninety days, renewed daily by use: on the night of an emergency everybody is signed in already.
    session: { expiresIn: SESSION_S, updateAge: DAY_S, cookieCache: { enabled: false } },
    advanced: { cookiePrefix: 'fangxian', disableCSRFCheck: true, disableOriginCheck: true, ipAddress: { disableIpTracking: true } },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    plugins: [
      username({
        minUsernameLength: 2,
        maxUsernameLength: 40,
        usernameNormalization: normalizeUsername,
        usernameValidator: isUsername,
        displayUsername: false,
      }),
    ],
  })
}

export const SHORTEST_PASSWORD = 8
const DAY_S = 86_400
const SESSION_S = 90 * DAY_S
/** A session that holds no longer than this is renewed when it is used. */
export const RENEWED_BEFORE_MS = (SESSION_S - DAY_S) * 1_000

/** Account names are compared without regard to case or to how a character is composed. */
export function normalizeUsername(name: string): string {
  return name.normalize('NFC').trim().toLowerCase()
}

/** Letters of any script, digits, and `. _ - ·` between them. */
export function isUsername(name: string): boolean {
  return /^[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}._·-]*[\p{L}\p{M}\p{N}])?$/u.test(name) && name.length >= 2 && name.length <= 40
}
