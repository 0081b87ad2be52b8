import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import type { Field } from '../../../machines/form.ts'
import type { Refusal } from '../../core/refusal.ts'
import type { RawEvidence } from '../../core/command.ts'
import type { Typed } from '../../../views/fields.tsx'
import type { Sending } from '../../../views/task-form.tsx'
import { instantOfLocal } from '../../../views/time.ts'
import type { Env } from '../session.ts'

/** What a form sent, each name with all of its values; files apart, without those that nobody chose. */
export interface Sent {
  readonly typed: Typed
  readonly files: Readonly<Record<string, readonly File[]>>
}

/** Null if it did not arrive whole. */
export async function sentIn(c: Context<Env>): Promise<Sent | null> {
  const body = await c.req.parseBody({ all: true }).catch((error: unknown) => {
    // So says the parser of forms; whatever else goes wrong is ours.
    if (error instanceof TypeError) return null
    throw error
  })
  if (body === null) return null
  const all = Object.entries(body).map(([name, value]) => [name, Array.isArray(value) ? value : [value]] as const)
  const typed = all.map(([name, values]) => [name, values.filter((value) => typeof value === 'string')] as const)
  const files = all.map(([name, values]) => [name, values.filter(isChosen)] as const)
  return { typed: Object.fromEntries(typed), files: Object.fromEntries(files) }
}

/** A question without a file sends one without a name. */
function isChosen(value: string | File): value is File {
  return value instanceof File && value.name !== ''
}

/** The same of a form that takes no files. */
export async function typedIn(c: Context<Env>): Promise<Typed> {
  return (await sentIn(c))?.typed ?? {}
}

/** The key that was made for the form; a form without one, typed by hand, is a request of its own. */
export function keyOf(typed: Typed): string {
  const key = one(typed, 'key')
  return key === '' ? randomUUID() : key
}

/** The first value of that name, trimmed; empty if there is none. */
export function one(typed: Typed, name: string): string {
  return Object.hasOwn(typed, name) ? (typed[name]?.[0]?.trim() ?? '') : ''
}

/** All values of that name that are not empty. */
export function many(typed: Typed, name: string): readonly string[] {
  return Object.hasOwn(typed, name) ? (typed[name] ?? []).filter((value) => value !== '') : []
}

/** The answers to the fields of a form, for the core to check; local times become instants on the way. */
export function answers(fields: readonly Field[], prefix: string, typed: Typed, timeZone: string): RawEvidence {
  const given = fields.flatMap((field): [string, unknown][] => {
    const values = many(typed, prefix + field.name)
    const first = values[0]
    if (first === undefined) return []
    if (field.type === 'choices' || field.type === 'file') return [[field.name, values]]
    return [[field.name, field.type === 'time' ? instantOfLocal(timeZone, first) : first]]
  })
  return Object.fromEntries(given)
}

/** A form as first shown. */
export function fresh(typed: Typed = {}): Sending {
  return { key: randomUUID(), typed, refusal: null }
}

/** A form as refused: what was typed stays, and the next try is another request. */
export function refusedForm(typed: Typed, refusal: Refusal): Sending {
  return { key: randomUUID(), typed, refusal }
}
