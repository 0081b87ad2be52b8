import { answersOf } from '../../../machines/digest.ts'
import type { EventDefinition, Playbook } from '../../../machines/playbook.ts'
import type { ChartNode } from '../statechart.ts'
import { chartOf } from '../statechart.ts'

/** What may differ of an event. */
export const EVENT_PARTS = ['name', 'consequence', 'senders', 'moves', 'gates', 'facts', 'reason', 'order', 'kinds'] as const
export type EventPart = (typeof EVENT_PARTS)[number]

export interface EventChange {
  readonly kind: 'added' | 'removed' | 'changed'
  readonly type: string
  readonly before: EventDefinition | null
  readonly after: EventDefinition | null
  readonly parts: readonly EventPart[]
  readonly movesBefore: readonly EventMove[]
  readonly movesAfter: readonly EventMove[]
  /** Gates that have kept their name and ask for something else. */
  readonly gatesChanged: readonly string[]
}

/** From where an event leads where; null if the phase stays. */
export interface EventMove {
  readonly from: string
  readonly to: string | null
}

/** The events that are new, gone or changed: their words, who sends them, from where to where, and under which conditions. */
export function eventChanges(from: Playbook, to: Playbook): readonly EventChange[] {
  const [movesBefore, movesAfter] = [movesIn(from), movesIn(to)]
  const types = [...new Set([...Object.keys(to.events), ...Object.keys(from.events)])]
  return types.flatMap((type): readonly EventChange[] => {
    const [before, after] = [from.events[type] ?? null, to.events[type] ?? null]
    const moves = { movesBefore: movesBefore.get(type) ?? [], movesAfter: movesAfter.get(type) ?? [] }
    const gatesChanged = before === null || after === null ? [] : gatesOtherwise(before, after)
    if (before === null || after === null)
      return [{ kind: before === null ? 'added' : 'removed', type, before, after, parts: [], ...moves, gatesChanged }]
    const parts = EVENT_PARTS.filter((part) => !isSamePart(part, before, after, moves, gatesChanged))
    return parts.length === 0 ? [] : [{ kind: 'changed', type, before, after, parts, ...moves, gatesChanged }]
  })
}

function movesIn(playbook: Playbook): ReadonlyMap<string, readonly EventMove[]> {
  const all = (node: ChartNode): readonly (EventMove & { readonly event: string })[] => [
    ...node.moves.map(({ event, to }) => ({ event, from: node.path, to })),
    ...node.children.flatMap(all),
  ]
  const moves = [...Map.groupBy(all(chartOf(playbook)), ({ event }) => event)]
  return new Map(moves.map(([event, list]) => [event, list.map(({ from, to }) => ({ from, to }))]))
}

function gatesOtherwise(before: EventDefinition, after: EventDefinition): readonly string[] {
  return after.gates
    .filter((gate) => before.gates.some((earlier) => earlier.id === gate.id && answersOf(earlier) !== answersOf(gate)))
    .map(({ id }) => id)
}

function isSamePart(
  part: EventPart,
  before: EventDefinition,
  after: EventDefinition,
  { movesBefore, movesAfter }: Pick<EventChange, 'movesBefore' | 'movesAfter'>,
  gatesChanged: readonly string[],
): boolean {
  switch (part) {
    case 'name':
      return same(before.title, after.title)
    case 'moves':
      return same(movesBefore, movesAfter)
    case 'gates':
      return gatesChanged.length === 0 && same(before.gates, after.gates)
    case 'consequence':
    case 'senders':
    case 'facts':
    case 'reason':
    case 'order':
    case 'kinds':
      return same(before[part], after[part])
    default:
      return part satisfies never
  }
}

function same(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}
