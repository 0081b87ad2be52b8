import { z, type OpenAPIHono } from '@hono/zod-openapi'
import { signIn, signOut, type Env } from '../session.ts'
import { Me, meOf } from './me.ts'
import { body, describe, json, refused, resource } from './route.ts'

const Credentials = z.object({ username: z.string().min(1).max(200), password: z.string().min(1).max(200) })

const postSignIn = describe({
  method: 'post',
  path: '/auth/sign-in/username',
  summary: 'Sign in; sets the session cookie',
  security: [],
  request: { body: body(Credentials) },
  responses: { 200: json(Me, 'Signed in.') },
})

const postSignOut = describe({
  method: 'post',
  path: '/auth/sign-out',
  summary: 'Sign out; the session ends at once',
  responses: { 200: json(z.object({ success: z.boolean() }), 'Signed out.') },
})

export function signingIn(): OpenAPIHono<Env> {
  return resource()
    .openapi(postSignIn, async (c) => {
      const { username, password } = c.req.valid('json')
      const person = await signIn(c, username, password)
      return 'refusal' in person ? refused(c, person) : c.json(meOf(person), 200)
    })
    .openapi(postSignOut, async (c) => {
      await signOut(c)
      return c.json({ success: true }, 200)
    })
}
