import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import type { Field } from '../../../machines/form.ts'
import type { Refusal } from '../../core/refusal.ts'
import type { RawEvidence } from '../../core/command.ts'
import type { Typed } from '../../../views/fields.tsx'
import type { Sending } from '../../../views/task-form.tsx'
import { instantOfLocal } from '../../../views/time.ts'
import type { Env } from '../session.ts'

/** What a form sent, each name with all of its values. Files are not taken anywhere. */
export async function typedIn(c: Context<Env>): Promise<Typed> {
  const body = await c.req.parseBody({ all: true })
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string'),
    ]),
  )
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
    if (field.type === 'choices') return [[field.name, values]]
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
