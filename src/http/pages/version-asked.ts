import type { Context } from 'hono'
import { z } from 'zod'
import type { Env } from '../session.ts'

const Version = z.coerce.number().int().min(1).max(1_000_000)

/** The version of a playbook that `?version=` names; undefined: the newest. One that cannot be read is one that does not exist. */
export function versionAsked(c: Context<Env>): number | undefined {
  const asked = c.req.query('version')
  return asked === undefined ? undefined : wholeVersion(asked)
}

/** The number of a version; 0, which no playbook has, where it is none. */
export function wholeVersion(given: string | undefined): number {
  return Version.catch(0).parse(given)
}
