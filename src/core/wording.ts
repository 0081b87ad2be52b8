import { createHash } from 'node:crypto'
import type { Task } from '../../machines/task.ts'
import { isAssigned } from './assignment/assigned.ts'

const known = new WeakMap<Task, string>()

/**
 * SHA-256 of the wording that a signer saw: title, what to do and the labels of the form, in both languages. What somebody
 * wrote when giving an assignment is personal and bound by the salted hashes of the entry that its id names.
 */
export function wordingOf(task: Task): string {
  const found = known.get(task)
  if (found !== undefined) return found
  const words = isAssigned(task) ? [] : [task.title, task.how]
  const wording = JSON.stringify([task.id, ...words, task.fields.map(({ name, label }) => [name, label])])
  const digest = createHash('sha256').update(wording).digest('hex')
  known.set(task, digest)
  return digest
}
