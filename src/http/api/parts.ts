import { z } from '@hono/zod-openapi'
import { BUREAU_KINDS, KINDS, ROLES } from '../../../machines/vocabulary.ts'

/** Visible ASCII, as RFC 9110 wants of a header. */
const VISIBLE = /^[\x21-\x7e]{1,200}$/

/** The code of a unit in the path. */
export const CodeParam = z.object({ code: z.string().min(1).max(40).openapi({ example: '140821' }) })

/** The same key and body again: the first answer again. */
export const KeyHeader = z.object({ 'idempotency-key': z.string().regex(VISIBLE).openapi({ example: '7c1e0f5a-1' }) })
export const OptionalKeyHeader = KeyHeader.partial()

export const PageQuery = {
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().min(1).max(400).optional(),
}

export const Code = z.string().min(1).max(40)
export const Kind = z.enum(KINDS)
export const Level = z.enum(['school', ...BUREAU_KINDS])
export const Role = z.enum(ROLES)
export const Instant = z.iso.datetime({ offset: true }).openapi({ example: '2022-03-06T14:00:00.000Z' })
/** In query strings, where everything is text. */
export const Flag = z.enum(['true', 'false']).transform((flag) => flag === 'true')
export const PlaybookName = z.string().min(1).max(40).openapi({ example: 'epidemic' })
export const Mode = z.string().min(1).max(80).default('actual').openapi({ example: 'actual' })
export const FreeText = z.string().max(4_000).default('')
/** Validated against the form of the task or event by the engine. */
export const Facts = z.record(z.string(), z.unknown()).default({})

export const MissingItem = z.object({ gate: z.string(), text: z.string(), task: z.string().optional() })
