import { Hono } from 'hono'
import { z } from 'zod'

const NewSignOff = z.object({
  playbook: z.string().min(1).max(40),
  mode: z.string().min(1).max(80).default('actual'),
  task: z.string().min(1).max(80),
  visit: z.number().int(),
  occurrence: z.string().max(80).nullable().default(null),
  statement: z.enum(['done', 'not_applicable']),
  evidence: z.record(z.string(), z.unknown()).default({}),
  note: z.string().max(4_000).default(''),
  signedAt: z.iso.datetime({ offset: true }).nullable().default(null),
})

/** A signature as it was asked for. */
export interface BareSignOff {
  readonly unit: string
  readonly key: string
  readonly signed: z.infer<typeof NewSignOff>
}

/** Writes signatures with a driver alone, all of them in one transaction; the seq of each. */
export interface BareWriter {
  readonly write: (together: readonly BareSignOff[]) => Promise<readonly number[]>
  readonly close: () => Promise<void>
}

interface Waiting extends BareSignOff {
  readonly resolve: (seq: number) => void
}

/**
 * A route that does nothing but parse the same JSON and write the same rows, group-committed: no session, no authority,
 * no checklist, no decision.
 */
export function bareSignOffs({ write }: Pick<BareWriter, 'write'>): Hono {
  let waiting: Waiting[] = []
  let isWriting = false
  const commit = async (): Promise<void> => {
    while (waiting.length > 0) {
      const together = waiting
      waiting = []
      const seqs = await write(together)
      for (const [index, { resolve }] of together.entries()) resolve(seqs[index] ?? 0)
    }
    isWriting = false
  }
  return new Hono().post('/api/v1/units/:code/sign-offs', async (c) => {
    const signed = NewSignOff.parse(await c.req.json())
    const { promise, resolve } = Promise.withResolvers<number>()
    waiting.push({ unit: c.req.param('code'), key: c.req.header('idempotency-key') ?? '', signed, resolve })
    if (!isWriting) setImmediate(() => void commit())
    isWriting = true
    return c.json({ seq: await promise, task: signed.task, state: 'done', phase: '', revision: 0 }, 201)
  })
}

/** A salt and a text for each field of the evidence that people wrote. */
export function textsOf({
  evidence,
}: BareSignOff['signed']): readonly { readonly field: string; readonly salt: string; readonly text: string }[] {
  return Object.entries(evidence).flatMap(([field, text]) =>
    typeof text === 'string' && /\P{ASCII}/u.test(text) ? [{ field, salt: '0123456789abcdef0123456789abcdef', text }] : [],
  )
}
