import { z, type OpenAPIHono } from '@hono/zod-openapi'
import type { Person } from '../../../db/accounts.ts'
import { actorOf, type Env } from '../session.ts'
import { Code, Level, Role } from './parts.ts'
import { describe, json, resource } from './route.ts'

export const Me = z
  .object({
    username: z.string().nullable(),
    name: z.string(),
    role: Role,
    unit: Code,
    unitName: z.string(),
    level: Level,
    posts: z.array(z.string()),
  })
  .openapi('Me')

const getMe = describe({ method: 'get', path: '/me', summary: 'Who is signed in', responses: { 200: json(Me, 'The person who asks.') } })

export function me(): OpenAPIHono<Env> {
  return resource().openapi(getMe, (c) => c.json(meOf(actorOf(c)), 200))
}

export function meOf({ username, name, role, unit, unitName, level, posts }: Person): z.infer<typeof Me> {
  return { username, name, role, unit, unitName, level, posts: [...posts] }
}
