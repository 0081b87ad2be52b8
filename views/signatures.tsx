import type { Evidence } from '../machines/form.ts'
import type { Task } from '../machines/task.ts'
import { withdrawalHref } from './addresses.ts'
import type { Run } from './addresses.ts'
import { lacksPost } from '../src/core/staffing.ts'
import { actorName, postName } from './actor.ts'
import { roundName } from './deadlines.ts'
import type { ShownActor } from './describe-entry.ts'
import { EvidenceList } from './evidence.tsx'
import type { Texts } from './evidence.tsx'
import type { Page } from './page.ts'
import { When } from './parts.tsx'
import type { ShownFile } from './shown-files.tsx'
import { Refused } from './refused.tsx'
import type { Sending } from './task-form.tsx'

/** A signature, withdrawn or not, with what was stated. */
export interface ShownSignOff {
  readonly seq: number
  readonly occurrence: string | null
  readonly statement: string
  readonly evidence: Evidence
  readonly texts: Texts
  readonly files: readonly ShownFile[]
  readonly note: string | null
  readonly by: ShownActor
  readonly post: string
  readonly standIn: boolean
  readonly at: string
  readonly late: boolean
  readonly withdrawn: { readonly seq: number; readonly by: ShownActor; readonly at: string; readonly reason: string | null } | null
}

/** The withdrawal form, as first shown or as refused for one signature. */
export type Withdrawing = Sending & { readonly seq: number | null }

export interface SignaturesProps {
  readonly page: Page
  readonly run: Run
  readonly task: Task
  readonly signOffs: readonly ShownSignOff[]
  /** May the viewer take this one back? */
  readonly isMine: (signOff: ShownSignOff) => boolean
  readonly withdrawing: Withdrawing
}

/** Who signed what and when, each with a way to take it back. */
export function Signatures({ page, run, task, signOffs, isMine, withdrawing }: SignaturesProps) {
  const { words } = page
  return (
    <section aria-labelledby="signatures">
      <h2 id="signatures">{words.task.signatures}</h2>
      {signOffs.length === 0 ? <p>{words.task.noSignatures}</p> : null}
      {signOffs.map((signOff) => (
        <Signed page={page} task={task} signOff={signOff}>
          {isMine(signOff) ? <Withdraw page={page} run={run} task={task} seq={signOff.seq} withdrawing={withdrawing} /> : null}
        </Signed>
      ))}
    </section>
  )
}

/** Signatures of other rounds, and those that were taken back. */
export function Earlier({ page, task, signOffs }: Pick<SignaturesProps, 'page' | 'task' | 'signOffs'>) {
  if (signOffs.length === 0) return null
  return (
    <details>
      <summary>
        {page.words.task.earlier} ({signOffs.length})
      </summary>
      {signOffs.map((signOff) => (
        <Signed page={page} task={task} signOff={signOff} />
      ))}
    </details>
  )
}

interface SignedProps {
  readonly page: Page
  readonly task: Task
  readonly signOff: ShownSignOff
  readonly children?: ReturnType<typeof Withdraw> | null
}

function Signed({ page, task, signOff, children }: SignedProps) {
  const { words } = page
  const { seq, by, post, standIn, at, late, note, withdrawn } = signOff
  const asHead = standIn && page.staff !== undefined && lacksPost(page.staff.usual, post)
  const signer = (standIn && !asHead ? words.task.byStandIn : words.task.by)(
    actorName(page, by),
    postName(page, asHead ? 'principal' : post),
  )
  return (
    <article class="signature">
      <p>
        <strong>{signer}</strong> <When page={page} at={at} /> {roundName(page, task, signOff.occurrence)}{' '}
        {signOff.statement === 'done' ? '' : words.taskStates.not_applicable}{' '}
        {late ? <strong class="tag overdue">{words.task.lateMark}</strong> : null}{' '}
        {withdrawn === null ? null : <strong class="tag missed">{words.task.withdrawn}</strong>}
      </p>
      <EvidenceList page={page} fields={task.fields} evidence={signOff.evidence} texts={signOff.texts} prefix="" files={signOff.files} />
      {note === null ? null : <p>{words.task.note + words.shell.colon + note}</p>}
      {withdrawn === null ? null : (
        <p>
          {actorName(page, withdrawn.by)} <When page={page} at={withdrawn.at} />{' '}
          {words.task.withdrawReason + words.shell.colon + (withdrawn.reason ?? words.shell.erased)}
        </p>
      )}
      <p class="more">
        <a href={`/journal/${seq}`}>{words.journal.entry(seq)}</a>
      </p>
      {children}
    </article>
  )
}

interface WithdrawProps {
  readonly page: Page
  readonly run: Run
  readonly task: Task
  readonly seq: number
  readonly withdrawing: Withdrawing
}

function Withdraw({ page, run, task, seq, withdrawing }: WithdrawProps) {
  const { words } = page
  const refusal = withdrawing.seq === seq ? withdrawing.refusal : null
  const id = `reason-${seq}`
  return (
    <details {...(refusal !== null && { open: true })}>
      <summary>{words.task.withdraw}</summary>
      {refusal === null ? null : <Refused page={page} refusal={refusal} run={run} inputOf={() => id} />}
      <form method="post" action={withdrawalHref(run, task.id)}>
        <input type="hidden" name="key" value={`${withdrawing.key}-${seq}`} />
        <input type="hidden" name="seq" value={String(seq)} />
        <div class={refusal === null ? 'question' : 'question wrong'}>
          <label for={id}>{words.task.withdrawReason}</label>
          <p class="hint" id={`${id}-hint`}>
            {words.task.withdrawLead}
          </p>
          <input
            id={id}
            name="reason"
            type="text"
            autocomplete="off"
            aria-describedby={`${id}-hint`}
            {...(refusal !== null && { 'aria-invalid': 'true' as const })}
          />
        </div>
        <button class="secondary" type="submit">
          {words.task.withdraw}
        </button>
      </form>
    </details>
  )
}
