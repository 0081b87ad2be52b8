import type { Missing } from '../../../machines/gate.ts'
import type { Mapping } from '../../../machines/mapping.ts'
import type { Playbook } from '../../../machines/playbook.ts'
import { findPlaybook } from '../../../machines/registry.ts'
import type { Instant, Text } from '../../../machines/vocabulary.ts'
import { allTasks } from '../checklist.ts'
import type { MoveResponse } from '../command.ts'
import type { EntryDraft } from '../entry.ts'
import { isLocal } from '../overlay/overlaid.ts'
import type { Overlay } from '../overlay/overlay.ts'
import type { Refusal } from '../refusal.ts'
import { refuse } from '../refusal.ts'
import type { Situation } from '../situation.ts'
import { allNodes, nodeMeta } from '../statechart.ts'
import type { MovedPlace, ResponseMoved } from '../versions/entry-bodies.ts'
import type { PlaceBefore } from '../versions/place-after.ts'
import { placeAfter } from '../versions/place-after.ts'
import { mappingFrom, newlyTimed } from '../versions/steps.ts'
import { heading } from './event.ts'

/** Decides the move of one response to another version. Judged in this order: the versions, phases and steps, overlays. */
export function decideMove(command: MoveResponse, situation: Situation, now: Instant): readonly EntryDraft[] | Refusal {
  const { response, playbook } = situation
  const to = findPlaybook(response.playbook, command.to)
  const mapping = to === undefined ? undefined : mappingFrom(to, command.from)
  if (to === undefined || mapping === undefined || response.version !== command.from) return refuse('unknown_version')
  const [place, ...suspended] = [response, ...response.suspended].map((one) => placeAfter(one, mapping, to))
  const frames = suspended.flatMap((frame) => frame ?? [])
  const lost = [...lostPhases(situation, mapping, to), ...lostSteps(situation, mapping, to)]
  if (place === undefined || place === null || frames.length < suspended.length || lost.length > 0)
    return refuse('no_mapping', { missing: lost })
  const inTheWay = situation.overlays.filter(({ overlay }) => !fits(overlay, to)).map(({ overlay }) => misfit(overlay))
  if (inTheWay.length > 0) return refuse('overlay_in_the_way', { missing: inTheWay })
  const body = bodyOf(command, response.phase, place, frames, { mapping, from: playbook, to })
  const { actor } = command
  return [{ ...heading(actor, situation, now), post: actor.posts[0] ?? null, standsInFor: null, body, texts: {} }]
}

interface Versions {
  readonly mapping: Mapping
  readonly from: Playbook
  readonly to: Playbook
}

function bodyOf(
  { move, from, to }: MoveResponse,
  phase: string,
  outcome: MovedPlace,
  suspended: readonly MovedPlace[],
  versions: Versions,
): ResponseMoved {
  const { renamed, dropped } = versions.mapping
  const counted = newlyTimed(versions.from, versions.to, versions.mapping)
  return { type: 'response.moved', v: 1, move, from, to, phase, outcome, suspended, renamed, dropped: Object.keys(dropped), counted }
}

function lostPhases({ response, playbook }: Situation, mapping: Mapping, to: Playbook): readonly Missing[] {
  const lost = (place: PlaceBefore): boolean => placeAfter(place, mapping, to) === null
  return [response, ...response.suspended].filter(lost).map(({ phase }) => {
    const title = nodeMeta(playbook, `control.${phase}`)?.title ?? { zh: phase, en: phase }
    return missing('mapping', `“${title.zh}”阶段在新版预案中没有对应`, `The phase “${title.en}” has no counterpart`)
  })
}

/** Steps that were signed and that the newer version neither has nor drops for a reason. */
function lostSteps({ response, playbook }: Situation, { renamed, dropped }: Mapping, to: Playbook): readonly Missing[] {
  const known = new Set(allTasks(to).map(({ id }) => id))
  const signed = new Set(Object.keys(response.marks).map((key) => key.slice(0, key.indexOf('@'))))
  return allTasks(playbook)
    .filter(({ id }) => signed.has(id) && !known.has(renamed[id] ?? id) && dropped[id] === undefined)
    .map(({ title }) => missing('mapping', `已签的“${title.zh}”在新版预案中没有对应`, `“${title.en}”, signed here, has no counterpart`))
}

/** What the overlay asks can be asked in the newer version under the same names. */
function fits({ additions }: Overlay, to: Playbook): boolean {
  const nodes = allNodes(to)
  const tasks = allTasks(to).map(({ id }) => id)
  return additions.every((addition) =>
    addition.kind === 'step' ? nodes.includes(addition.node) : isLocal({ id: addition.task }) || tasks.includes(addition.task),
  )
}

function misfit({ seq, title }: Overlay): Missing {
  return missing('overlay', `第 ${seq} 号属地补充措施“${title}”`, `Local addition no. ${seq}, “${title}”`)
}

function missing(gate: string, zh: string, en: string): Missing {
  const text: Text = { zh, en }
  return { gate, text }
}
