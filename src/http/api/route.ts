import { createRoute, OpenAPIHono, z, type RouteConfig } from '@hono/zod-openapi'
import type { ClientErrorStatusCode, ServerErrorStatusCode } from 'hono/utils/http-status'
import type { Context, TypedResponse } from 'hono'
import { fieldErrors } from '../issue-text.ts'
import { problem, type Refused } from '../problem.ts'
import type { Env } from '../session.ts'

/** A part of the API. What does not pass a schema is refused before the handler is reached. */
export function resource(): OpenAPIHono<Env> {
  return new OpenAPIHono<Env>({
    defaultHook: (result, c) => {
      if (result.success) return undefined
      if (result.target === 'header') return problem(c, { refusal: 'key_required' })
      return problem(c, { refusal: 'request_invalid', errors: fieldErrors(result.error) })
    },
  })
}

/** A route with its answers; the problems that every call may answer are added. */
export function describe<R extends RouteConfig & { path: string }>(route: R) {
  return createRoute({ ...route, responses: { ...route.responses, ...PROBLEMS } })
}

/** An answer in JSON, for `responses`. */
export function json<S extends z.ZodType>(schema: S, description: string) {
  return { description, content: { 'application/json': { schema } } } as const
}

/** A body in JSON. Required, or a request without a content type would pass unread. */
export function body<S extends z.ZodType>(schema: S) {
  return { required: true, content: { 'application/json': { schema } } } as const
}

export type ProblemAnswer =
  | (Response & TypedResponse<z.infer<typeof ProblemSchema>, ClientErrorStatusCode, 'json'>)
  | (Response & TypedResponse<z.infer<typeof ProblemSchema>, ServerErrorStatusCode, 'json'>)

/** The refusal as an answer of a described route. */
export function refused(c: Context<Env>, refusal: Refused): ProblemAnswer {
  // `problem` writes this very shape; Hono's types know only what its own `c.json` has written.
  return problem(c, refusal) as ProblemAnswer
}

const ProblemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    detail: z.string(),
    refusal: z.string().meta({ description: 'Machine-readable reason.' }),
    missing: z.array(z.object({ gate: z.string(), text: z.string(), task: z.string().optional() })).optional(),
    errors: z.array(z.object({ field: z.string(), text: z.string() })).optional(),
  })
  .openapi('Problem')

const content = { 'application/problem+json': { schema: ProblemSchema } } as const
const PROBLEMS = {
  '4XX': { description: 'Refused; nothing was changed (RFC 9457).', content },
  '5XX': { description: 'Could not be done; safe to send again with the same key.', content },
} as const
