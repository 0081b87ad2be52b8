import type { Task } from '../../../machines/task.ts'
import type { Level, Text } from '../../../machines/vocabulary.ts'
import type { Occurrence } from '../occurrence.ts'
import type { Response } from '../response.ts'
import { levelOf } from '../unit.ts'
import type { Unit } from '../unit.ts'
import type { Assignment, AssignmentWords, InHand } from './assignment.ts'
import { assignedId, assignmentOf } from './assignment.ts'
import { askedOf, KINDS } from './kinds.ts'

/** A task that somebody gave to the unit (交办), with the one time at which it is to be done. */
export interface AssignedTask {
  readonly task: Task
  readonly occurrence: Occurrence
}

/** The assignments at a response as tasks: mandatory, once, due at an instant of their own. `inHand` knows what each says. */
export function assignedTasks(
  { assignments = [] }: Response,
  inHand: readonly InHand[],
  unit: Pick<Unit, 'kind'>,
): readonly AssignedTask[] {
  return assignments.map(({ seq, since, dueAt }) => {
    const found = inHand.find(({ assignment }) => assignment.seq === seq)
    if (found === undefined) throw new Error(`assignment ${seq} stands at a response and is not in its situation`)
    return { task: taskOf(found, levelOf(unit.kind)), occurrence: { id: null, opensAt: since, dueAt, closesAt: null } }
  })
}

/** Was this task given by somebody? */
export function isAssigned({ id }: Pick<Task, 'id'>): boolean {
  return assignmentOf(id) !== null
}

const remembered = new WeakMap<Assignment, Map<Level, Task>>()

/** Made once for each level where no words are shown: deciding asks for it many times. */
function taskOf({ assignment, words }: InHand, level: Level): Task {
  if (words !== null) return made(assignment, words, level)
  const perLevel = remembered.get(assignment) ?? new Map<Level, Task>()
  remembered.set(assignment, perLevel)
  const known = perLevel.get(level) ?? made(assignment, null, level)
  perLevel.set(level, known)
  return known
}

function made(assignment: Assignment, words: AssignmentWords | null, level: Level): Task {
  const { title, how } = KINDS[assignment.terms.kind]
  return {
    id: assignedId(assignment.seq),
    title: words === null ? title : after(title, words.title ?? ERASED),
    how: words === null || words.text === '' ? how : same(words.text ?? ERASED),
    why: words === null ? { zh: '', en: '' } : { zh: `${words.giver}交办`, en: `Given by ${words.giver}` },
    group: 'assigned',
    mandatory: true,
    timing: { kind: 'once', withinMinutes: null },
    rules: [],
    ...askedOf(assignment, level),
  }
}

const ERASED: Text = { zh: '（已删除）', en: '(erased)' }

/** People write in one language; both screens show it as it was written. */
function same(words: string | Text): Text {
  return typeof words === 'string' ? { zh: words, en: words } : words
}

function after(title: Text, words: string | Text): Text {
  const own = same(words)
  return { zh: `${title.zh}：${own.zh}`, en: `${title.en}: ${own.en}` }
}
