import type { Playbook } from '../../machines/playbook.ts'
import type { Kind, Text } from '../../machines/vocabulary.ts'
import { tasksOf } from './checklist.ts'
import { allNodes } from './statechart.ts'

/** A step that the command centre asks about first, and the schools that it concerns. */
export interface KeyStep {
  readonly playbook: string
  readonly task: string
  readonly title: Text
  /** Phase prefix in which it is to be done; null where the teaching decides. */
  readonly phase: string | null
  /** Ways of teaching in which it is to be done; null where the phase decides. */
  readonly teachings: readonly string[] | null
  /** Null: all kinds. */
  readonly kinds: readonly Kind[] | null
}

/**
 * What is asked on the night, in this order: are the gates shut, how many are inside, do the heads add up, who goes
 * where, are the contacts handed over, where are those at home.
 */
const ASKED_FIRST = ['L-02', 'L-03-onsite', 'L-03', 'L-04', 'L-06', 'O-05']

/** The key steps of a playbook, with the phases or ways of teaching of the nodes that carry them. */
export function keySteps(playbook: Playbook): readonly KeyStep[] {
  const nodes = allNodes(playbook)
  return ASKED_FIRST.flatMap((id) =>
    nodes.flatMap((node) => {
      const task = tasksOf(playbook, node).find((one) => one.id === id)
      if (task === undefined) return []
      const kinds = task.kinds ?? null
      const isControl = node.startsWith('control.')
      const teachings = nodes.filter((below) => below.startsWith(`${node}.`)).map((below) => below.slice(node.length + 1))
      return [
        {
          playbook: playbook.name,
          task: id,
          title: task.title,
          kinds,
          phase: isControl ? node.slice('control.'.length) : null,
          teachings: isControl ? null : teachings,
        },
      ]
    }),
  )
}
