import { isRefusal } from '../refusal.ts'
import type { RawEvidence } from '../command.ts'
import type { Standing } from './act.ts'
import { openItems, send, sign } from './act.ts'
import { evidencesFor } from './evidences.ts'
import type { Explained } from './explore.ts'

/** An event that could be sent, with what was filled in. */
export interface Ready {
  readonly event: string
  readonly standing: Standing
  readonly facts: RawEvidence
}

/**
 * Signs what the gates want to know with figures of every sort where their events could be sent, so that a gate that only
 * bad news closes is seen closed as well.
 */
export function provoke(ready: readonly Ready[], tasks: ReadonlySet<string>): readonly Explained[] {
  return ready.flatMap(({ event, standing, facts }) =>
    [...tasks].flatMap((task) =>
      openItems(standing, task).flatMap((item) =>
        [...evidencesFor(standing, item.task)].flatMap((evidence): readonly Explained[] => {
          const signed = sign(standing, item, evidence)
          const sent = signed === null ? null : send(signed, event, facts)
          if (signed === null || sent === null || !isRefusal(sent) || sent.missing === undefined) return []
          return [{ event, standing: signed, missing: sent.missing }]
        }),
      ),
    ),
  )
}
