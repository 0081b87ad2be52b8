import type { Task } from '../machines/task.ts'
import type { Capacity } from '../src/core/authority.ts'
import type { ChecklistItem } from '../src/core/checklist.ts'
import type { Refusal } from '../src/core/refusal.ts'
import type { Statement } from '../src/core/response.ts'
import { statementsOn } from '../src/core/statements.ts'
import { lacksPost } from '../src/core/staffing.ts'
import type { Unit } from '../src/core/unit.ts'
import { MOST_FILE_BYTES } from '../src/core/files/wrong-file.ts'
import { taskHref } from './addresses.ts'
import type { Run } from './addresses.ts'
import { Fields, Sums } from './fields.tsx'
import type { KeptFiles, Typed } from './fields.tsx'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { Refused } from './refused.tsx'

/** A form as it was sent and refused, or as it is first shown. */
export interface Sending {
  /** Made for this form: sent twice, it counts once. */
  readonly key: string
  readonly typed: Typed
  readonly refusal: Refusal | null
  /** Files that came with it and wait for the next try. */
  readonly kept?: KeptFiles
}

export interface SignFormProps {
  readonly page: Page
  readonly unit: Unit
  readonly run: Run
  readonly item: ChecklistItem
  readonly capacity: Capacity
  /** A second signer confirms what the first one wrote. */
  readonly confirms: boolean
  readonly sending: Sending
}

/** Prefix of evidence inputs, so that a field called `note` does not collide with the note of the form. */
export const EVIDENCE = 'e-'

/** The evidence form with its signature; for a second signer only the signature. */
export function SignForm({ page, unit, run, item, capacity, confirms, sending }: SignFormProps) {
  const { words } = page
  const { task, visit, occurrence } = item
  const name = `${unit.code} ${task.id} ${visit} ${occurrence.id ?? ''}`
  const isField = (field: string): boolean => task.fields.some((one) => one.name === field)
  return (
    <section aria-labelledby="sign">
      <h2 id="sign">{confirms ? words.task.confirmForm : words.task.form}</h2>
      {sending.refusal === null ? null : (
        <Refused
          page={page}
          refusal={sending.refusal}
          run={run}
          inputOf={(field) => (isField(field) ? EVIDENCE + field : field)}
          fields={[...task.fields, { name: 'note', label: { zh: words.task.note, en: words.task.note } }]}
        />
      )}
      {confirms ? <p>{words.task.confirmLead}</p> : null}
      <form
        method="post"
        action={taskHref(run, task.id)}
        {...(!confirms &&
          takesFiles(task) && {
            enctype: 'multipart/form-data',
            'data-most': String(MOST_FILE_BYTES),
            'data-too-large': words.files.tooLarge,
          })}
        data-keep={name}
        data-saved={words.offline.saved}
        data-retry={words.offline.retry}
        data-restored={words.offline.restored}
        data-sum={[words.offline.right, words.offline.over, words.offline.short].join('|')}
      >
        <input type="hidden" name="key" value={sending.key} />
        <input type="hidden" name="visit" value={String(visit)} />
        <input type="hidden" name="occurrence" value={occurrence.id ?? ''} />
        {confirms ? (
          <input type="hidden" name="statement" value="done" />
        ) : (
          <Answers page={page} unit={unit} task={task} sending={sending} />
        )}
        <Note page={page} sending={sending} mustSayWhy={!confirms && statementsOn(task).length > 1} />
        <p class="accountable">{words.task.accountable}</p>
        {capacity.standIn && !(page.staff !== undefined && lacksPost(page.staff.usual, capacity.post)) ? (
          <p class="accountable">{words.task.standIn(words.posts[capacity.post])}</p>
        ) : null}
        <button type="submit">{confirms ? words.task.confirm : words.task.submit}</button>
      </form>
    </section>
  )
}

function takesFiles({ fields }: Task): boolean {
  return fields.some(({ type }) => type === 'file')
}

interface AnswersProps {
  readonly page: Page
  readonly unit: Unit
  readonly task: Task
  readonly sending: Sending
}

function Answers({ page, unit, task, sending }: AnswersProps) {
  const errors = sending.refusal?.errors ?? []
  const stated = sending.typed['statement']?.[0] ?? 'done'
  return (
    <>
      <StatementChoice page={page} statements={statementsOn(task)} stated={stated} />
      <div class="evidence">
        <Fields page={page} fields={task.fields} prefix={EVIDENCE} typed={sending.typed} errors={errors} kept={sending.kept ?? {}} />
        <Sums page={page} fields={task.fields} rules={task.rules} prefix={EVIDENCE} unit={unit} />
      </div>
    </>
  )
}

/** Where there is nothing to choose, nobody is asked. */
function StatementChoice({
  page,
  statements,
  stated,
}: {
  readonly page: Page
  readonly statements: readonly Statement[]
  readonly stated: string
}) {
  const { task: words } = page.words
  const [only] = statements
  if (statements.length === 1) return <input type="hidden" name="statement" value={only ?? ''} />
  return (
    <fieldset class="question">
      <legend>{words.statement}</legend>
      {statements.map((value) => (
        <label class="option">
          <input type="radio" name="statement" value={value} {...(stated === value && { checked: true })} />
          {value === 'done' ? words.done : words.notApplicable}
        </label>
      ))}
    </fieldset>
  )
}

interface NoteProps {
  readonly page: Page
  readonly sending: Sending
  /** Whether it can be stated that the step does not apply, which needs a reason. */
  readonly mustSayWhy: boolean
}

function Note({ page, sending, mustSayWhy }: NoteProps) {
  const { words } = page
  const errors = (sending.refusal?.errors ?? []).filter(({ field }) => field === 'note')
  return (
    <div class={errors.length > 0 ? 'question wrong' : 'question'}>
      <label for="note">
        {words.task.note} <span class="optional">{words.task.optionalField}</span>
      </label>
      <p class="hint" id="note-hint">
        {mustSayWhy ? words.task.noteHint : words.task.noteHintPlain}
      </p>
      {errors.map(({ text }) => (
        <p class="error" id="note-error">
          {say(page, text)}
        </p>
      ))}
      <textarea id="note" name="note" rows={2} aria-describedby={errors.length > 0 ? 'note-hint note-error' : 'note-hint'}>
        {sending.typed['note']?.[0] ?? ''}
      </textarea>
    </div>
  )
}
