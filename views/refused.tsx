import { REFUSAL_WORDS } from '../src/core/refusal-words.ts'
import type { Refusal } from '../src/core/refusal.ts'
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
}

/** Why nothing was done, what to do now, and the way to each field that is wrong. Stands above the form. */
export function Refused({ page, refusal, run, inputOf }: RefusedProps) {
  const words = REFUSAL_WORDS[refusal.refusal]
  return (
    <Notice tone="bad" title={say(page, words.title)} alert={true}>
      <p>{say(page, words.detail)}</p>
      {refusal.missing === undefined ? null : <MissingList page={page} run={run} missing={refusal.missing} />}
      {refusal.errors === undefined ? null : (
        <ul>
          {refusal.errors.map(({ field, text }) => (
            <li>{field === '' ? say(page, text) : <a href={`#${inputOf(field)}`}>{say(page, text)}</a>}</li>
          ))}
        </ul>
      )}
    </Notice>
  )
}
