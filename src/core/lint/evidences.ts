import type { Task } from '../../../machines/task.ts'
import type { RawEvidence } from '../command.ts'
import type { Standing } from './act.ts'
import { dateOf } from './act.ts'
import { answersTo } from './answers.ts'

/** The form of the task filled in with all numbers and dates low, then with each of them high, then with all. */
export function* evidencesFor({ sample, now }: Standing, task: Task): Generator<RawEvidence> {
  const names = task.fields.map(({ name }) => name)
  for (const high of [[], ...names.map((name) => [name]), names]) {
    const answers = answersTo(task, sample.unit, { today: dateOf(now), high })
    if (answers !== null) yield answers
  }
}
