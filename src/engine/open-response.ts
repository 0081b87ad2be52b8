import type { Playbook } from '../../machines/playbook.ts'
import type { Kind } from '../../machines/vocabulary.ts'
import type { Actor } from '../core/actor.ts'
import { ENGINE } from '../core/actor.ts'
import { apply, applyAll } from '../core/apply.ts'
import type { EntryDraft } from '../core/entry.ts'
import type { Overlay } from '../core/overlay/overlay.ts'
import { initialStep } from '../core/statechart.ts'
import type { Unit } from '../core/unit.ts'
import type { Context } from './context.ts'
import { lineage } from './context.ts'
import type { Ledger } from './ledger.ts'

/** The playbooks in which a unit of that kind has a response. */
export function playbooksFor({ newest }: Pick<Context, 'newest'>, kind: Kind): readonly Playbook[] {
  return newest.filter(({ kinds }) => kinds.includes(kind))
}

/** Opens the actual response of a unit in a playbook, in its newest version; overlays that stand above it hold from the start. */
export function openResponse(unit: Unit, playbook: Playbook, actor: Actor, standing: readonly Overlay[], ledger: Ledger): void {
  const { entered, ...position } = initialStep(playbook)
  const draft: EntryDraft = {
    at: ledger.now,
    unit: unit.code,
    playbook: playbook.name,
    mode: 'actual',
    actor: actor.person,
    post: null,
    standsInFor: null,
    body: {
      type: 'response.opened',
      v: 1,
      version: playbook.version,
      outcome: { ...position, entered, suspends: false, keeps: [], resumes: false },
    },
    texts: {},
  }
  const held = standing
    .filter((overlay) => overlay.playbook === playbook.name && reaches(overlay, unit))
    .map((overlay) => applied(draft, overlay))
  const seq = ledger.append([draft, ...held], unit)
  const response = applyAll(apply(null, { ...draft, seq }), held, seq + 1)
  ledger.put({ id: seq, unit, response, nextWakeAt: null })
}

function reaches({ unit: issuer, kinds }: Overlay, { path, kind }: Unit): boolean {
  return lineage({ path }).includes(issuer) && (kinds === undefined || kinds.some((one) => one === kind))
}

function applied(opening: EntryDraft, { seq, expiresAt }: Overlay): EntryDraft {
  return { ...opening, actor: ENGINE.person, body: { type: 'overlay.applied', v: 1, overlay: seq, expiresAt } }
}
