import type { Missing } from '../../../machines/gate.ts'
import type { Conflict, EventDefinition, Playbook } from '../../../machines/playbook.ts'
import { isPhase } from '../apply.ts'
import type { Situation } from '../situation.ts'
import type { ChartNode } from '../statechart.ts'
import { chartOf } from '../statechart.ts'

/**
 * What stands in the way of the event where it leads to that phase: the phases of the unit's other responses with which
 * it cannot be. Emergencies, and findings of CDC and hospital, are never held up by it.
 */
export function conflictsOnEntering(event: EventDefinition, phase: string, situation: Situation): readonly Missing[] {
  if (isNeverHeldUp(event)) return []
  return (situation.playbook.conflicts ?? [])
    .filter((conflict) => isPhase(phase, conflict.phase) && otherSide(conflict, situation) !== undefined)
    .map(({ with: { playbook, phase: other }, why, first }) => ({
      gate: `conflict.${playbook}.${other}`,
      text: { zh: `${why.zh}；${first.zh}`, en: `${why.en}; ${first.en}` },
    }))
}

/** Two responses of a unit that stand where they cannot both be: an emergency came on top. */
export interface Clash {
  readonly conflict: Conflict
  /** The response of the other playbook. */
  readonly other: Situation
}

/** Conflicts in which the response stands now, whichever of the two playbooks declares them. */
export function clashes(situation: Situation): readonly Clash[] {
  const own = (situation.playbook.conflicts ?? [])
    .filter(({ phase }) => isPhase(situation.response.phase, phase))
    .flatMap((conflict) => {
      const other = otherSide(conflict, situation)
      return other === undefined ? [] : [{ conflict, other }]
    })
  const declaredThere = (situation.beside ?? []).flatMap((other) =>
    (other.playbook.conflicts ?? [])
      .filter(({ phase }) => isPhase(other.response.phase, phase))
      .filter(({ with: { playbook, phase } }) => playbook === situation.playbook.name && isPhase(situation.response.phase, phase))
      .map((conflict) => ({ conflict, other })),
  )
  return [...own, ...declaredThere]
}

function otherSide({ with: { playbook, phase } }: Conflict, { beside = [] }: Situation): Situation | undefined {
  return beside.find((other) => other.playbook.name === playbook && isPhase(other.response.phase, phase))
}

/** The playbooks whose phases the event may run into, wherever it is sent from: whoever decides it has to look at them. */
export function mayRunInto(playbook: Playbook, type: string): readonly string[] {
  const event = Object.hasOwn(playbook.events, type) ? playbook.events[type] : undefined
  if (event === undefined || isNeverHeldUp(event) || playbook.conflicts === undefined) return []
  const perEvent = known.get(playbook) ?? new Map<string, readonly string[]>()
  known.set(playbook, perEvent)
  const found = perEvent.get(type) ?? lookedUp(playbook, type, playbook.conflicts)
  perEvent.set(type, found)
  return found
}

const known = new WeakMap<Playbook, Map<string, readonly string[]>>()

function lookedUp(playbook: Playbook, type: string, conflicts: readonly Conflict[]): readonly string[] {
  const targets = targetsOf(chartOf(playbook), type)
  const concerned = conflicts.filter(({ phase }) => targets.some((target) => isPhase(target, phase) || isPhase(phase, target)))
  return [...new Set(concerned.map(({ with: { playbook: name } }) => name))]
}

/** Phases to which some node sends the event; of one with children it may enter any. */
function targetsOf(node: ChartNode, type: string): readonly string[] {
  const own = node.moves.filter(({ event, to }) => event === type && to !== null).map(({ to }) => (to ?? '').replace(/^control\./, ''))
  return [...own, ...node.children.flatMap((child) => targetsOf(child, type))]
}

/** Protecting people comes first, and what CDC or hospital found is registered whatever else goes on. */
function isNeverHeldUp({ tone, marks }: EventDefinition): boolean {
  return tone === 'urgent' || marks === 'caseRuledOut'
}
