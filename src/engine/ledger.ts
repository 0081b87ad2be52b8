import { appendEntries } from '../../db/append.ts'
import type { NumberedDraft } from '../../db/append.ts'
import { nameAttachments } from '../../db/attachments.ts'
import { projectConcealments } from '../../db/concealment-rows.ts'
import type { Database } from '../../db/connect.ts'
import type { LoadedResponse, ResponseToSave } from '../../db/responses.ts'
import { keyOf, saveResponses } from '../../db/responses.ts'
import { projectReceipts } from '../../db/receipt-rows.ts'
import { projectSignOffs } from '../../db/sign-off-rows.ts'
import type { Instant } from '../../machines/vocabulary.ts'
import type { EntryDraft } from '../core/entry.ts'
import type { Response, Seq } from '../core/response.ts'
import { summaryOf } from '../core/summary.ts'
import type { Unit } from '../core/unit.ts'
import type { Context } from './context.ts'
import { situationFor } from './context.ts'
import type { News } from './hub.ts'

/**
 * What one transaction is going to write: entries with their seqs, and the responses that they lead to. Nothing is
 * written before `write`, so a command that is refused leaves no trace.
 */
export interface Ledger {
  readonly now: Instant
  readonly nextSeq: () => Seq
  /** Numbers the drafts; returns the seq of the first. */
  readonly append: (drafts: readonly EntryDraft[], unit: Pick<Unit, 'id' | 'code' | 'path'> | null) => Seq
  readonly put: (loaded: LoadedResponse) => void
  /** The response as this transaction has left it so far. */
  readonly current: (loaded: LoadedResponse) => LoadedResponse
  readonly write: (trx: Database) => Promise<void>
  /** For live screens, after the commit. */
  readonly news: readonly News[]
}

export function openLedger(context: Context, counter: Seq, now: Instant): Ledger {
  const entries: NumberedDraft[] = []
  const touched = new Map<string, LoadedResponse>()
  const news: News[] = []
  return {
    now,
    news,
    nextSeq: () => counter + entries.length + 1,
    append: (drafts, unit) => {
      const first = counter + entries.length + 1
      for (const [index, draft] of drafts.entries()) {
        entries.push({ draft, seq: first + index, unitId: unit?.id ?? null })
        news.push({ seq: first + index, unit: unit?.code ?? '', path: unit?.path ?? '', kind: draft.body.type })
      }
      return first
    },
    put: (loaded) => {
      touched.set(keyOf(loaded.response), loaded)
    },
    current: (loaded) => touched.get(keyOf(loaded.response)) ?? loaded,
    write: async (trx) => {
      await appendEntries(trx, entries, context.newSalt)
      await projectSignOffs(trx, entries)
      await nameAttachments(trx, entries)
      await projectReceipts(trx, entries)
      await projectConcealments(trx, entries)
      await saveResponses(
        trx,
        [...touched.values()].map((loaded) => toSave(context, loaded, now)),
      )
    },
  }
}

function toSave(context: Context, { id, unit, response }: LoadedResponse, now: Instant): ResponseToSave {
  return { id, unitId: unit.id, response, summary: summaryAt(context, unit, response, now) }
}

function summaryAt(context: Context, unit: Unit, response: Response, now: Instant): ResponseToSave['summary'] {
  return summaryOf(situationFor(context, unit, response, new Map()), now)
}
