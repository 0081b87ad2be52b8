import type { Field } from '../machines/form.ts'
import type { Task } from '../machines/task.ts'
import type { Case } from '../src/core/response.ts'
import type { Unit } from '../src/core/unit.ts'
import { actorName, postName } from './actor.ts'
import { concealmentsHref, unitHref } from './addresses.ts'
import type { Run } from './addresses.ts'
import { concealedReport } from './concealment-words.ts'
import type { ShownActor } from './describe-entry.ts'
import { Fields } from './fields.tsx'
import { Layout } from './layout.tsx'
import type { Page } from './page.ts'
import { taskOf } from './step-words.ts'
import { Notice, When } from './parts.tsx'
import { Refused } from './refused.tsx'
import type { Withdrawing } from './signatures.tsx'
import type { Sending } from './task-form.tsx'
import { showInstant } from './time.ts'

/** A statement that a report was concealed, as its page lists it. */
export interface ListedConcealment {
  readonly seq: number
  readonly task: string
  readonly date: string
  readonly caseSeq: number | null
  readonly office: { readonly name: string }
  readonly by: ShownActor
  readonly post: string
  readonly at: string
  readonly withdrawnBy: number | null
  /** May the viewer take it back? */
  readonly mayWithdraw: boolean
}

export interface ConcealmentsPageProps {
  readonly page: Page
  readonly unit: Unit
  readonly run: Run
  readonly statements: readonly ListedConcealment[]
  /** The reports of the school; null if the viewer may state nothing. */
  readonly reports: readonly Task[] | null
  readonly cases: readonly Case[]
  readonly sending: Sending
  readonly withdrawing: Withdrawing
  /** What the viewer has just done. */
  readonly done: 'stated' | 'withdrawn' | null
}

/** What was stated about reports that the school concealed (瞒报认定), and the form for whoever may state it. */
export function ConcealmentsPage(props: ConcealmentsPageProps) {
  const { page, unit, run, statements, done } = props
  const { concealment } = page.words
  return (
    <Layout page={page} title={concealment.of(unit.name)}>
      <p class="crumb">
        <a href={unitHref(run)}>{unit.name}</a>
      </p>
      <h1>{concealment.title}</h1>
      <p class="lead">{concealment.lead}</p>
      {done === null ? null : <Notice tone="good">{done === 'stated' ? concealment.done : concealment.undone}</Notice>}
      {statements.length === 0 ? <p>{concealment.none}</p> : null}
      {statements.map((one) => (
        <Statement {...props} one={one} />
      ))}
      {props.reports === null ? null : <Form {...props} reports={props.reports} />}
    </Layout>
  )
}

function Statement({ page, run, one, withdrawing }: ConcealmentsPageProps & { readonly one: ListedConcealment }) {
  const { concealment, journal, task } = page.words
  return (
    <article class="signature">
      <p>
        <strong>{concealedReport(page, taskOf(run.playbook, one.task), one)}</strong>{' '}
        {one.withdrawnBy === null ? null : <strong class="tag missed">{concealment.withdrawn}</strong>}
      </p>
      <p>
        {one.office.name} {task.by(actorName(page, one.by), postName(page, one.post))} <When page={page} at={one.at} />
      </p>
      <p class="more">
        <a href={`/journal/${one.seq}`}>{journal.entry(one.seq)}</a>{' '}
        {one.withdrawnBy === null ? null : <a href={`/journal/${one.withdrawnBy}`}>{journal.entry(one.withdrawnBy)}</a>}
      </p>
      {one.mayWithdraw ? <Withdraw page={page} run={run} seq={one.seq} withdrawing={withdrawing} /> : null}
    </article>
  )
}

function Withdraw({ page, run, seq, withdrawing }: Pick<ConcealmentsPageProps, 'page' | 'run' | 'withdrawing'> & { readonly seq: number }) {
  const { concealment } = page.words
  const refusal = withdrawing.seq === seq ? withdrawing.refusal : null
  const id = `reason-${seq}`
  return (
    <details {...(refusal !== null && { open: true })}>
      <summary>{concealment.withdraw}</summary>
      {refusal === null ? null : <Refused page={page} refusal={refusal} run={run} inputOf={() => id} />}
      <form method="post" action={concealmentsHref(run, '/withdrawal')}>
        <input type="hidden" name="key" value={`${withdrawing.key}-${seq}`} />
        <input type="hidden" name="seq" value={String(seq)} />
        <div class={refusal === null ? 'question' : 'question wrong'}>
          <label for={id}>{concealment.withdrawReason}</label>
          <p class="hint" id={`${id}-hint`}>
            {concealment.withdrawLead}
          </p>
          <input id={id} name="reason" type="text" autocomplete="off" aria-describedby={`${id}-hint`} />
        </div>
        <button class="secondary" type="submit">
          {concealment.withdraw}
        </button>
      </form>
    </details>
  )
}

function Form({ page, run, reports, cases, sending }: ConcealmentsPageProps & { readonly reports: readonly Task[] }) {
  const { concealment } = page.words
  const { refusal } = sending
  return (
    <section aria-labelledby="state">
      <h2 id="state">{concealment.form}</h2>
      {refusal === null ? null : (
        <Refused page={page} refusal={refusal} run={run} inputOf={(field) => field} fields={fieldsOf(page, reports, cases)} />
      )}
      <form method="post" action={concealmentsHref(run)}>
        <input type="hidden" name="key" value={sending.key} />
        <Fields page={page} fields={fieldsOf(page, reports, cases)} prefix="" typed={sending.typed} errors={refusal?.errors ?? []} />
        <button type="submit" class="urgent">
          {concealment.submit}
        </button>
      </form>
    </section>
  )
}

/** The questions of the form; nobody types the number of a case. */
function fieldsOf(page: Page, reports: readonly Task[], cases: readonly Case[]): readonly Field[] {
  const { concealment: words } = page.words
  const same = (text: string) => ({ zh: text, en: text })
  const aboutCase: Field = {
    type: 'choice',
    name: 'case',
    label: same(words.case),
    hint: same(words.caseHint),
    choices: cases.map(({ seq, at }) => ({ value: String(seq), label: same(words.caseChoice(seq, showInstant(page, at))) })),
    required: false,
  }
  return [
    {
      type: 'choice',
      name: 'task',
      label: same(words.report),
      choices: reports.map(({ id, title }) => ({ value: id, label: title })),
      required: true,
    },
    { type: 'date', name: 'date', label: same(words.date), required: true },
    ...(cases.length === 0 ? [] : [aboutCase]),
    { type: 'text', name: 'grounds', label: same(words.grounds), hint: same(words.groundsHint), required: true, long: true },
    { type: 'text', name: 'document', label: same(words.document), hint: same(words.documentHint), required: false },
  ]
}
