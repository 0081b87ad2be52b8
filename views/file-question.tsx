import type { FileField, FileKind } from '../machines/form.ts'
import type { FileType } from '../src/core/files/file-type.ts'
import type { FieldError } from '../src/core/refusal.ts'
import { Explained, Optional } from './explained.tsx'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { showSize } from './size.ts'

/** A file that is uploaded and waits for the signature, by the form that was refused. */
export interface WaitingFile {
  readonly id: string
  readonly name: string
  readonly type: FileType
  readonly size: number
}

export interface FileQuestionProps {
  readonly page: Page
  readonly field: FileField
  /** Of the ids that are kept; new files come under `FRESH`. */
  readonly name: string
  readonly kept: readonly WaitingFile[]
  readonly errors: readonly FieldError[]
}

/** Put behind the name of a field for the files themselves, so that they are not taken for ids. */
export const FRESH = '.files'

/** Asks for photos or scans; those that came with a form that was refused are kept. */
export function FileQuestion({ page, field, name, kept, errors }: FileQuestionProps) {
  const { words } = page
  const ids = [...(field.hint === undefined ? [] : [`${name}-hint`]), `${name}-most`, ...(errors.length > 0 ? [`${name}-error`] : [])]
  return (
    <div class={errors.length > 0 ? 'question wrong' : 'question'}>
      <label for={name}>
        {say(page, field.label)} <Optional page={page} field={field} />
      </label>
      <p class="hint" id={`${name}-most`}>
        {words.files.most(field.most, !field.accept.includes('pdf'))}
      </p>
      <Explained page={page} field={field} name={name} errors={errors} />
      {kept.length === 0 ? null : <p class="hint">{words.files.kept}</p>}
      {kept.map((file) => (
        <label class="option">
          <input type="checkbox" name={name} value={file.id} checked={true} />
          {`${file.name} (${showSize(file.size)})`}
        </label>
      ))}
      <input
        id={name}
        name={`${name}${FRESH}`}
        type="file"
        accept={ACCEPT.filter(({ kind }) => field.accept.includes(kind))
          .map(({ accept }) => accept)
          .join(',')}
        {...(field.most > 1 && { multiple: true })}
        aria-describedby={ids.join(' ')}
        {...(errors.length > 0 && { 'aria-invalid': 'true' as const })}
      />
    </div>
  )
}

/** `image/*` opens the camera of every telephone, and lets Apple's turn HEIC into JPEG, which every browser shows. */
const ACCEPT = [
  { kind: 'image', accept: 'image/*' },
  { kind: 'pdf', accept: 'application/pdf' },
] as const satisfies readonly { readonly kind: FileKind; readonly accept: string }[]
