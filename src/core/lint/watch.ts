import type { Gate, GateFacts } from '../../../machines/gate.ts'
import type { EventDefinition, Playbook } from '../../../machines/playbook.ts'
import type { Sample } from './sample.ts'

/** What a gate of one event answered while a playbook was walked through. */
export interface GateSeen {
  readonly event: string
  readonly gate: string
  opened: boolean
  closed: boolean
}

/** What the gates of a playbook were asked and asked for. It grows as they are watched. */
export interface Seen {
  readonly gates: Map<string, GateSeen>
  /** Tasks whose evidence some gate wanted. */
  readonly tasks: Set<string>
  /** Samples for which some gate would have answered otherwise, all else being the same. */
  readonly differing: Set<Sample>
}

/** The same playbook with gates that note what they are asked; `others` are asked along with whoever is asked. */
export function watch(playbook: Playbook, others: readonly Sample[]): { readonly watched: Playbook; readonly seen: Seen } {
  const seen: Seen = { gates: new Map(), tasks: new Set(), differing: new Set() }
  const events = Object.entries(playbook.events).map(([type, event]): [string, EventDefinition] => [
    type,
    { ...event, gates: event.gates.map((gate) => watchedGate(type, gate, others, seen)) },
  ])
  return { watched: { ...playbook, events: Object.fromEntries(events) }, seen }
}

function watchedGate(event: string, gate: Gate, others: readonly Sample[], seen: Seen): Gate {
  const note: GateSeen = { event, gate: gate.id, opened: false, closed: false }
  return {
    ...gate,
    check: (facts) => {
      seen.gates.set(`${event} ${gate.id}`, note)
      const reads = { kind: false }
      const missing = gate.check(noting(facts, seen, reads))
      if (missing.length === 0) note.opened = true
      else note.closed = true
      if (reads.kind) {
        const answer = JSON.stringify(missing)
        for (const other of others) if (!seen.differing.has(other) && answerOf(gate, facts, other) !== answer) seen.differing.add(other)
      }
      return missing
    },
  }
}

function answerOf(gate: Gate, facts: GateFacts, { unit }: Sample): string {
  return JSON.stringify(
    gate.check(Object.defineProperties({ ...facts }, { kind: { value: unit.kind }, boarders: { value: unit.boarders } })),
  )
}

/** The facts as they are, with a note of what a gate reads of them. */
function noting(facts: GateFacts, seen: Seen, reads: { kind: boolean }): GateFacts {
  return {
    ...facts,
    get kind() {
      reads.kind = true
      return facts.kind
    },
    get boarders() {
      reads.kind = true
      return facts.boarders
    },
    evidence: (task, occurrence) => {
      seen.tasks.add(task)
      return facts.evidence(task, occurrence)
    },
  }
}
