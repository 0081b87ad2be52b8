import type { ChartEvent, Playbook } from '../../machines/playbook.ts'
import type { Position, Step } from '../../src/core/statechart.ts'
import { initialStep, step } from '../../src/core/statechart.ts'

/** An event by its type, with what the chart reads of its facts. */
export type Said = string | readonly [type: string, facts: Partial<ChartEvent>]

/** Sends an event to a response that stands there, as the engine would; null if it is not accepted. */
export function sendTo(playbook: Playbook, at: Position, said: Said): Step | null {
  const [type, facts] = typeof said === 'string' ? [said, {}] : said
  return step(playbook, at.nodes, { type, phase: at.phase, openCasesAfter: 0, ...facts })
}

/** Sends one event after the other from the beginning; throws at the first that is refused. */
export function walkFrom(playbook: Playbook, from: Position, ...events: readonly Said[]): Position {
  return events.reduce<Position>((at, said) => {
    const taken = sendTo(playbook, at, said)
    if (taken === null) throw new Error(`${typeof said === 'string' ? said : said[0]} is refused in ${at.phase}`)
    return taken
  }, from)
}

export function beginning(playbook: Playbook): Position {
  return initialStep(playbook)
}

/** Everything that can be reached from there by these events, each once, with the steps that lead on from it. */
export function everywhere(playbook: Playbook, from: Position, events: readonly Said[]): ReadonlyMap<string, Reached> {
  const found = new Map<string, Reached>()
  const waiting: Position[] = [from]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const here = at
    if (found.has(keyOf(here))) continue
    const steps = events.flatMap((said) => {
      const taken = sendTo(playbook, here, said)
      return taken === null ? [] : [{ said, taken }]
    })
    found.set(keyOf(here), { at: here, steps })
    waiting.push(...steps.map(({ taken }) => taken))
  }
  return found
}

export interface Reached {
  readonly at: Position
  readonly steps: readonly { readonly said: Said; readonly taken: Step }[]
}

export function keyOf({ nodes }: Position): string {
  return nodes.join(' ')
}
