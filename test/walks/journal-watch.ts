import { readEntries } from '../../db/append.ts'
import type { Connections } from '../../db/connect.ts'
import type { Entry } from '../../src/core/entry.ts'
import { claim } from './claim.ts'

type Stored = Entry & { readonly unitId: number | null }

/** Reads a journal as it grows. */
export interface JournalWatch {
  /** Reads what is new: seqs go on without a gap, and no deadline or missed round is recorded twice. */
  readonly readOn: () => Promise<readonly Stored[]>
  /** How often each phase was entered, and each type of entry written. */
  readonly phases: ReadonlyMap<string, number>
  readonly types: ReadonlyMap<string, number>
  /** Rounds that were missed, for those who try to sign them afterwards; the last hundred. */
  readonly missed: readonly Stored[]
}

const PAGE = 5_000

export function watchJournal(reader: Connections['reader']): JournalWatch {
  let last = 0
  const facts = new Set<string>()
  const phases = new Map<string, number>()
  const types = new Map<string, number>()
  const missed: Stored[] = []
  const take = (entry: Stored): void => {
    const { body, seq, playbook } = entry
    claim(seq === last + 1, 'seq has no gaps', { after: last, comes: seq })
    last = seq
    count(types, body.type)
    const fact = factOf(entry)
    if (fact !== null) {
      claim(!facts.has(fact), 'a deadline or missed round is recorded once', entry)
      facts.add(fact)
    }
    if (body.type === 'occurrence.missed') missed.splice(0, missed.push(entry) - 100)
    const moved = body.type === 'event.sent' && body.outcome?.entered.some((node) => node.startsWith('control'))
    if (moved === true) count(phases, `${playbook ?? ''} ${body.outcome?.phase ?? ''}`)
  }
  return {
    readOn: async () => {
      const fresh: Stored[] = []
      for (let page = await readEntries(reader, last, PAGE); page.length > 0; page = await readEntries(reader, last, PAGE)) {
        for (const entry of page) take(entry)
        fresh.push(...page)
      }
      return fresh
    },
    phases,
    types,
    missed,
  }
}

function count(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1)
}

/** Names a fact about one round of one task by everything that tells it from others. */
function factOf({ body, unitId, playbook, mode }: Stored): string | null {
  if (body.type !== 'deadline.passed' && body.type !== 'occurrence.missed') return null
  const at = body.type === 'deadline.passed' ? body.dueAt : body.closedAt
  return [body.type, unitId, playbook, mode, body.task, body.visit, body.occurrence, at].join(' ')
}
