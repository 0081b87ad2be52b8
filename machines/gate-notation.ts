/** Words in which gates are written down: short for the shapes of gate.ts. */
import type { Gate, GateFacts, Missing } from './gate.ts'
import { text } from './notation.ts'
import type { Text } from './vocabulary.ts'

/** What is missing, with the task to do if there is one. */
export type Lack = Text | { readonly text: Text; readonly task: string }

export function gate(id: string, title: Text, source: readonly string[], lacks: (facts: GateFacts) => readonly Lack[]): Gate {
  return {
    id,
    title,
    source,
    check: (facts) => lacks(facts).map((lack): Missing => ({ gate: id, ...('zh' in lack ? { text: lack } : lack) })),
  }
}

/** The same for a condition of the area in which the unit stands. */
export function areaGate(id: string, title: Text, source: readonly string[], lacks: (facts: GateFacts) => readonly Lack[]): Gate {
  return { ...gate(id, title, source, lacks), readsArea: true }
}

/** The same for a condition that depends on how far the review of a plan is, and on who sends the event. */
export function reviewGate(id: string, title: Text, source: readonly string[], lacks: (facts: GateFacts) => readonly Lack[]): Gate {
  return { ...gate(id, title, source, lacks), readsReview: true }
}

export function missing(what: Text, task: string): Lack {
  return { text: what, task }
}

/** Each mandatory step of the node that is not signed. */
export function unsigned(facts: GateFacts, node: string): readonly Lack[] {
  return facts.openTasks(node).map(({ id, title }) => missing(text(`未签：${title.zh}`, `Not signed: ${title.en}`), id))
}
