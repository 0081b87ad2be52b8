import type { Move, Moves, Node } from '../../chart.ts'
import { text } from '../../notation.ts'
import type { Task } from '../../task.ts'
import type { Text } from '../../vocabulary.ts'
import { LEVELS, RISKS } from './define.ts'
import { strictest } from './tasks/levels.ts'

/** Not yet said which: accepted, so that the event can be offered before its form is filled in. */
const UNSAID: Move = {}

/**
 * the response level in force, beside the phase. Each level is a node, so a response knows since when it holds and
 * which entry declared it; what changes at a level are the node's tasks.
 */
export const level: Node = {
  meta: { title: text('响应级别', 'Response level'), tasks: [] },
  initial: 'none',
  states: {
    none: leaf(text('未启动', 'None'), [], { DECLARE_LEVEL: toLevels(LEVELS.map(({ id }) => id)) }),
    ...Object.fromEntries(
      LEVELS.map(({ id, title }, index) => [id, leaf(title, id === 'I' || id === 'II' ? strictest(id) : [], movesAt(index))]),
    ),
  },
}

/** the risk level of the area. Declared anew every day, with zones and date, each time a visit of its own. */
export const risk: Node = {
  meta: { title: text('风险等级', 'Risk level'), tasks: [] },
  initial: 'none',
  states: Object.fromEntries(
    [{ id: 'none', title: text('未公布', 'Not declared') }, ...RISKS].map(({ id, title }) => [
      id,
      leaf(title, [], { SET_RISK: toRisks(id) }),
    ]),
  ),
}

/** Raised to a stricter level, lowered to one less strict, or ended. */
function movesAt(index: number): Moves {
  const ids = LEVELS.map(({ id }) => id)
  return {
    ...(index > 0 && { RAISE_LEVEL: toLevels(ids.slice(0, index)) }),
    ...(index < ids.length - 1 && { LOWER_LEVEL: toLevels(ids.slice(index + 1)) }),
    END_LEVEL: [{ to: 'level.none' }],
  }
}

function toLevels(ids: readonly string[]): readonly Move[] {
  return [...ids.map((id): Move => ({ to: `level.${id}`, when: { level: id } })), UNSAID]
}

function toRisks(from: string): readonly Move[] {
  return [...RISKS.map(({ id }): Move => ({ to: `risk.${id}`, ...(id === from && { reenter: true }), when: { risk: id } })), UNSAID]
}

function leaf(title: Text, tasks: readonly Task[], on: Moves): Node {
  return { meta: { title, tasks }, on }
}
