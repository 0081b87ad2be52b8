import type { Field } from '../machines/form.ts'
import { REFUSAL_WORDS } from '../src/core/refusal-words.ts'
import type { FieldError, Refusal } from '../src/core/refusal.ts'
import type { Run } from './addresses.ts'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { MissingList, Notice } from './parts.tsx'

export interface RefusedProps {
  readonly page: Page
  readonly refusal: Refusal
  /** For links to the tasks that are missing. */
  readonly run: Run | null
  /** Turns the name of a field into the id of its input. */
  readonly inputOf: (field: string) => string
  /** The questions of the form, by which what is wrong is named. */
  readonly fields?: readonly Asked[]
}

/** A question by its name in the form and its words on the page. */
export type Asked = Pick<Field, 'name' | 'label'>

/** Why nothing was done, what to do now, and the way to each field that is wrong. Stands above the form. */
export function Refused({ page, refusal, run, inputOf, fields = [] }: RefusedProps) {
  const words = REFUSAL_WORDS[refusal.refusal]
  return (
    <Notice tone="bad" title={say(page, words.title)} alert={true}>
      <p>{say(page, words.detail)}</p>
      {refusal.missing === undefined ? null : <MissingList page={page} run={run} missing={refusal.missing} />}
      {refusal.errors === undefined ? null : (
        <ul>
          {inOrder(refusal.errors, inputOf, fields).map((error) => (
            <li>
              {error.field === '' ? say(page, error.text) : <a href={`#${inputOf(error.field)}`}>{inFull(page, error, inputOf, fields)}</a>}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  )
}

/** As the questions stand in the form; what is about no question of it comes last. */
function inOrder(errors: readonly FieldError[], inputOf: RefusedProps['inputOf'], fields: readonly Asked[]): readonly FieldError[] {
  const place = ({ field }: FieldError): number => {
    const asked = askedBy(field, inputOf, fields)
    return asked === undefined ? fields.length : fields.indexOf(asked)
  }
  return errors.toSorted((a, b) => place(a) - place(b))
}

function askedBy(field: string, inputOf: RefusedProps['inputOf'], fields: readonly Asked[]): Asked | undefined {
  return fields.find(({ name }) => name === field || name === inputOf(field))
}

/** Read apart from its question, `请选择` says nothing: the question is named before it, unless the words name it already. */
function inFull(page: Page, { field, text }: FieldError, inputOf: RefusedProps['inputOf'], fields: readonly Asked[]): string {
  const asked = askedBy(field, inputOf, fields)
  const [said, label] = [say(page, text), asked === undefined ? '' : say(page, asked.label)]
  return said.includes(label) ? said : label + page.words.shell.colon + said
}
