import { createHash } from 'node:crypto'
import type { Passwords } from '../src/http/auth.ts'

/**
 * Passwords hashed in no time: scrypt takes a fifth of a second for each, by design, and most tests only want somebody to be
 * signed in. How the product keeps passwords, the tests of accounts, of sessions and of its commands say.
 */
export const QUICK_PASSWORDS: Passwords = {
  hash: (password) => Promise.resolve(quick(password)),
  verify: ({ hash, password }) => Promise.resolve(hash === quick(password)),
}

function quick(password: string): string {
  return createHash('sha256').update(password).digest('hex')
}
