import type { Field } from '../machines/form.ts'
import type { FieldError } from '../src/core/refusal.ts'
import type { Page } from './page.ts'
import { say } from './page.ts'

/** Said at a field that may stay empty. */
export function Optional({ page, field }: { readonly page: Page; readonly field: Field }) {
  return field.required ? null : <span class="optional">{page.words.task.optionalField}</span>
}

export interface ExplainedProps {
  readonly page: Page
  readonly field: Field
  readonly name: string
  readonly errors: readonly FieldError[]
}

/** The hint of a field, and what is wrong with what was given. */
export function Explained({ page, field, name, errors }: ExplainedProps) {
  return (
    <>
      {field.hint === undefined ? null : (
        <p class="hint" id={`${name}-hint`}>
          {say(page, field.hint)}
        </p>
      )}
      {errors.length === 0 ? null : (
        <p class="error" id={`${name}-error`}>
          {errors.map(({ text }) => say(page, text)).join(page.words.shell.comma)}
        </p>
      )}
    </>
  )
}
