import { createHash } from 'node:crypto'
import type { Task } from '../../machines/task.ts'

const known = new WeakMap<Task, string>()

/** SHA-256 of the wording that a signer saw: title, what to do and the labels of the form, in both languages. */
export function wordingOf(task: Task): string {
  const found = known.get(task)
  if (found !== undefined) return found
  const wording = JSON.stringify([task.id, task.title, task.how, task.fields.map(({ name, label }) => [name, label])])
  const digest = createHash('sha256').update(wording).digest('hex')
  known.set(task, digest)
  return digest
}
