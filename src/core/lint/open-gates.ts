import type { Missing } from '../../../machines/gate.ts'
import type { RawEvidence } from '../command.ts'
import { isRefusal } from '../refusal.ts'
import type { Standing } from './act.ts'
import { calmed, later, openItems, send, sign } from './act.ts'
import { evidencesFor } from './evidences.ts'
import { factsFor } from './facts.ts'

/** What became of an event after everything was done that its gates ask for. */
export interface Attempt {
  /** Right before the event, and after it; null if its gates stayed closed. */
  readonly ready: Standing | null
  readonly sent: Standing | null
  /** What was missing on the way, with the standing in which it was. */
  readonly closed: readonly Closed[]
}

export interface Closed {
  readonly standing: Standing
  readonly missing: readonly Missing[]
}

/** What is to be sent. */
interface Intent {
  readonly event: string
  readonly facts: RawEvidence
}

/** More than any gate asks for signatures. */
const ROUNDS = 80

/**
 * Sends the event; where its gates are closed, signs the tasks that they name, lets the area calm down, lets time pass, or sends another event
 * that keeps the phase, until the gates open or nothing helps.
 */
export function openGates(standing: Standing, event: string, facts: RawEvidence): Attempt {
  const intent = { event, facts }
  const closed: Closed[] = []
  let at = standing
  for (let round = 0; round < ROUNDS; round += 1) {
    const sent = send(at, event, facts)
    if (sent === null || (isRefusal(sent) && sent.missing === undefined)) return { ready: null, sent: null, closed }
    if (!isRefusal(sent)) return { ready: at, sent, closed }
    const missing = sent.missing ?? []
    closed.push({ standing: at, missing })
    const nearer =
      signing(at, intent, missing) ?? calming(at, intent, missing) ?? waiting(at, intent, missing) ?? doing(at, intent, missing)
    if (nearer === null) return { ready: null, sent: null, closed }
    at = nearer
  }
  return { ready: null, sent: null, closed }
}

/** A task signed that is missing, with evidence that leaves less missing. */
function signing(at: Standing, intent: Intent, missing: readonly Missing[]): Standing | null {
  for (const id of new Set(missing.flatMap(({ task }) => task ?? []))) {
    for (const item of openItems(at, id)) {
      for (const evidence of evidencesFor(at, item.task)) {
        const signed = sign(at, item, evidence)
        // Whoever cannot sign with this evidence cannot with any.
        if (signed === null) break
        if (missingAfter(signed, intent) < missing.length) return signed
      }
    }
  }
  return null
}

const HOUR = 60
const DAY = 24 * HOUR
const WAITS = [8 * HOUR, DAY, 3 * DAY, 7 * DAY, 14 * DAY, 31 * DAY, 62 * DAY, 450 * DAY]

function waiting(at: Standing, intent: Intent, missing: readonly Missing[]): Standing | null {
  const waits = WAITS.map((minutes) => later(at, minutes))
  return waits.find((waited) => missingAfter(waited, intent) < missing.length) ?? null
}

/** What is declared for the area is lifted: the bureaus above may do so at any time. */
function calming(at: Standing, intent: Intent, missing: readonly Missing[]): Standing | null {
  const calm = calmed(at)
  return missingAfter(calm, intent) < missing.length ? calm : null
}

/** Something else done first that leaves the phase as it is: an endorsement, a ratification. */
function doing(at: Standing, intent: Intent, missing: readonly Missing[]): Standing | null {
  for (const other of Object.values(at.playbook.events)) {
    if (other.type === intent.event) continue
    for (const facts of factsFor(other, at)) {
      const sent = send(at, other.type, facts)
      // Where this event is not for, it is not for with other facts either.
      if (sent === null || isRefusal(sent)) break
      if (sent.response.visits === at.response.visits && missingAfter(sent, intent) < missing.length) return sent
    }
  }
  return null
}

function missingAfter(at: Standing, { event, facts }: Intent): number {
  const sent = send(at, event, facts)
  return sent === null || !isRefusal(sent) ? 0 : (sent.missing?.length ?? Infinity)
}
