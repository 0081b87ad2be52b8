import { Hono } from 'hono'
import type { Person } from '../../../db/accounts.ts'
import { actorOf } from '../session.ts'
import type { Env } from '../session.ts'

/** `/` leads each role to its own first page. */
export function homePage(): Hono<Env> {
  return new Hono<Env>().get('/', (c) => c.redirect(firstPageOf(actorOf(c)), 303))
}

function firstPageOf({ role, unit, level }: Person): string {
  switch (role) {
    case 'principal':
    case 'staff':
      return level === 'school' ? `/units/${unit}` : '/board'
    case 'commander':
    case 'inspector':
      return '/board'
    case 'auditor':
      return '/journal'
    case 'admin':
      return '/admin/people'
    default:
      return role satisfies never
  }
}
