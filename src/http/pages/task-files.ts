import type { Context } from 'hono'
import { waitingAttachments } from '../../../db/attachment-view.ts'
import type { FileField } from '../../../machines/form.ts'
import type { Task } from '../../../machines/task.ts'
import type { KeptFiles, Typed } from '../../../views/fields.tsx'
import { FRESH } from '../../../views/file-question.tsx'
import { EVIDENCE } from '../../../views/task-form.tsx'
import type { NewFile } from '../../engine/attach.ts'
import type { FieldError, Refusal } from '../../core/refusal.ts'
import { isRefusal, refuse } from '../../core/refusal.ts'
import { wrongFile } from '../../core/files/wrong-file.ts'
import { actorOf } from '../session.ts'
import type { Env } from '../session.ts'
import type { Shown } from './page.ts'
import { many } from './typed.ts'
import type { Sent } from './typed.ts'

/** What was typed, with the ids of the files that came along; and why some were not taken, if so. */
export interface WithFiles {
  readonly typed: Typed
  readonly refusal: Refusal | null
}

/**
 * Stores the files of a form before anything else is judged: whatever is refused then, nobody has to take a photo again.
 * Of several files the good ones are kept.
 */
export async function withFiles(c: Context<Env>, { deps }: Shown, unit: string, task: Task, sent: Sent): Promise<WithFiles> {
  const came = await Promise.all(fileFields(task).map((field) => filesOf(field, sent)))
  const errors = came.flatMap((one) => one.errors)
  const files = came.flatMap(({ good, field }) => good.map((file) => ({ field, file })))
  const refusal = errors.length > 0 ? refuse('file_invalid', { errors }) : null
  if (files.length === 0) return { typed: sent.typed, refusal }
  const attached = await deps.engine.attach({ actor: actorOf(c), unit, files: files.map(({ file }) => file) }, null)
  if (isRefusal(attached)) return { typed: sent.typed, refusal: atFirst(attached, files[0]?.field.name ?? '') }
  const ids = attached.map(({ id }, index) => [EVIDENCE + (files[index]?.field.name ?? ''), id] as const)
  const typed = ids.reduce((form, [name, id]) => ({ ...form, [name]: [...many(form, name), id] }), sent.typed)
  return { typed, refusal }
}

/** The files of a refused form that wait for its next try, by field. */
export async function keptFiles(c: Context<Env>, { deps }: Shown, task: Task, typed: Typed): Promise<KeptFiles> {
  const { reader } = deps.connections
  const { person } = actorOf(c)
  const kept = fileFields(task).map(
    async ({ name }) => [name, await waitingAttachments(reader, person, many(typed, EVIDENCE + name))] as const,
  )
  return Object.fromEntries(await Promise.all(kept))
}

function fileFields({ fields }: Task): readonly FileField[] {
  return fields.filter((field) => field.type === 'file')
}

interface Came {
  readonly field: FileField
  readonly good: readonly NewFile[]
  readonly errors: readonly FieldError[]
}

async function filesOf(field: FileField, { files }: Sent): Promise<Came> {
  const good: NewFile[] = []
  const errors: FieldError[] = []
  for (const file of files[EVIDENCE + field.name + FRESH] ?? []) {
    const bytes = await file.bytes()
    const wrong = wrongFile(bytes)
    if (wrong === null) good.push({ name: file.name, bytes })
    else errors.push({ field: field.name, text: { zh: `${file.name}：${wrong.zh}`, en: `${file.name} ${wrong.en}` } })
  }
  return { field, good, errors }
}

/** The engine knows of no form; what it says of a file belongs to the first field that has one. */
function atFirst(refusal: Refusal, field: string): Refusal {
  if (refusal.errors === undefined) return refusal
  return { ...refusal, errors: refusal.errors.map(({ text }) => ({ field, text })) }
}
