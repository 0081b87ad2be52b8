import type { Evidence } from '../machines/form.ts'
import { assignedId } from '../src/core/assignment/assignment.ts'
import { askedOf } from '../src/core/assignment/kinds.ts'
import { actorName, postName } from './actor.ts'
import { taskHref } from './addresses.ts'
import { AssignmentUnits } from './assignment-units.tsx'
import type { AssignmentUnitsProps } from './assignment-units.tsx'
import { AssignmentTag } from './assignments.tsx'
import type { ShownAssignment } from './assignments.tsx'
import type { ShownActor } from './describe-entry.ts'
import { describeScope } from './describe-entry.ts'
import { EvidenceList } from './evidence.tsx'
import type { Texts } from './evidence.tsx'
import { Layout } from './layout.tsx'
import { Live } from './live.tsx'
import type { Page } from './page.ts'
import { Notice, Summary, When } from './parts.tsx'
import type { Row } from './parts.tsx'
import { Refused } from './refused.tsx'
import type { Sending } from './task-form.tsx'

/** What was signed in answer. */
export interface ShownAnswer {
  readonly seq: number
  readonly unit: { readonly name: string }
  readonly by: ShownActor
  readonly post: string
  readonly at: string
  readonly evidence: Evidence
  readonly texts: Texts
}

export interface AssignmentPageProps extends AssignmentUnitsProps {
  /** Name of the region that it went to. */
  readonly regionName: string | null
  /** For a request for help; of other kinds the page of the task shows what was signed. */
  readonly answers: readonly ShownAnswer[]
  /** Does the giver's unit lie in the viewer's charge, so that its entries can be looked up? */
  readonly seesGiver: boolean
  readonly mayPassUp: boolean
  readonly mayWithdraw: boolean
  readonly asOf: number
  readonly sending: Sending
}

/** One assignment: what it says, from whom, by when, who has not acted, the answer, and its withdrawal. */
export function AssignmentPage(props: AssignmentPageProps) {
  const { page, assignment: shown, asOf, mayWithdraw, sending } = props
  const { assignment, shell } = page.words
  const title = shown.words.title ?? shell.erased
  const isMoving = shown.status === 'spreading' || shown.status === 'withdrawing'
  return (
    <Layout page={page} title={`${assignment.list} - ${title}`} {...(isMoving && !mayWithdraw && { refreshS: 3 })}>
      <p class="crumb">
        <a href="/assignments">{assignment.list}</a> {assignment.kinds[shown.terms.kind].title}
      </p>
      <h1>{title}</h1>
      <Live stream={`region=${page.viewer?.unit ?? ''}`} address={page.here} asOf={asOf} part="assignment">
        <p class="status">
          <AssignmentTag page={page} assignment={shown} />
        </p>
        <Next {...props} />
        {shown.status === 'spreading' ? <p>{assignment.progress(shown.counts.received, shown.expected)}</p> : null}
        <Said page={page} text={shown.words.text} />
        <About {...props} />
        {shown.terms.kind === 'help' ? <Answers {...props} /> : null}
        {mayWithdraw ? <Withdrawal page={page} id={shown.id} sending={sending} /> : null}
        <AssignmentUnits {...props} />
      </Live>
    </Layout>
  )
}

/** What the viewer has to do about it, if anything. */
function Next({ page, assignment: shown, receipts }: AssignmentPageProps) {
  const { assignment } = page.words
  const own = receipts.find(({ unit, state }) => unit.code === page.viewer?.unit && (state === 'open' || state === 'overdue'))
  const judged = receipts.find(({ signed, state, isWithin }) => isWithin && signed !== null && (state === 'partly' || state === 'overdue'))
  const isMine = shown.terms.kind === 'finding' && shown.unit.code === page.viewer?.unit
  const next = isMine && judged !== undefined ? judged : own?.signed === null ? own : undefined
  if (next === undefined) return null
  return (
    <p>
      <a class="button" href={taskHref({ unit: next.unit.code, playbook: next.playbook }, assignedId(shown.id))}>
        {next === own ? assignment.sign : assignment.recheck}
      </a>
    </p>
  )
}

/** Line by line, as it was written. */
function Said({ page, text }: { readonly page: Page; readonly text: string | null }) {
  if (text === null) return <p>{page.words.shell.erased}</p>
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return (
    <>
      {lines.map((line) => (
        <p class="lead">{line}</p>
      ))}
    </>
  )
}

function About({ page, assignment: shown, regionName, seesGiver }: AssignmentPageProps) {
  const { words } = page
  const { assignment } = words
  const entry = (seq: number) => <a href={`/journal/${seq}`}>{words.journal.entry(seq)}</a>
  return (
    <Summary
      rows={[
        { name: assignment.givenBy, value: `${shown.unit.name} ${actorName(page, shown.givenBy)}` },
        { name: assignment.givenAt, value: <When page={page} at={shown.givenAt} /> },
        { name: assignment.deadline, value: <When page={page} at={shown.dueAt} /> },
        ...termsRows(page, shown),
        scopeRow(page, shown, regionName),
        seesGiver ? { name: words.unit.fullEntry, value: entry(shown.id) } : null,
        shown.withdrawnBy === null || !seesGiver ? null : { name: assignment.withdrawnBy, value: entry(shown.withdrawnBy) },
      ]}
    />
  )
}

function termsRows(page: Page, { terms, words }: ShownAssignment): readonly (Row | null)[] {
  const { assignment, shell, posts } = page.words
  const named = (name: string, value: string | null): Row | null => (value === '' ? null : { name, value: value ?? shell.erased })
  switch (terms.kind) {
    case 'document':
      return [{ name: assignment.number, value: words.document === '' ? assignment.numberLater : (words.document ?? shell.erased) }]
    case 'finding':
      return [{ name: assignment.concerns, value: terms.measures.join(' ') }]
    case 'help':
      return [
        { name: assignment.need, value: assignment.needs[terms.need] },
        terms.quantity === null ? null : { name: assignment.quantity, value: String(terms.quantity) },
        terms.continues === null
          ? null
          : { name: assignment.continues, value: <a href={`/assignments/${terms.continues}`}>{assignment.task(terms.continues)}</a> },
      ]
    case 'handover':
      return [{ name: assignment.post, value: posts[terms.post] }, named(assignment.from, words.from), named(assignment.to, words.to)]
    default:
      return terms satisfies never
  }
}

/** Only what was sent to many needs saying; one unit stands in the list below. */
function scopeRow(page: Page, { terms, scope, unit }: ShownAssignment, regionName: string | null): Row | null {
  if (terms.kind !== 'document') return null
  // That a bureau does not send to itself goes without saying.
  const except = (scope.except ?? []).filter((code) => code !== unit.code)
  return { name: page.words.assignment.region, value: describeScope(page, { ...scope, except }, '', regionName ?? undefined) }
}

/** A bureau answers with the same form at whichever level it stands. */
const HELP_FIELDS = askedOf({ terms: { kind: 'help', need: 'other', quantity: null, continues: null }, level: 'school' }, 'county').fields

function Answers({ page, assignment: shown, answers, mayPassUp }: AssignmentPageProps) {
  const { assignment } = page.words
  return (
    <section aria-labelledby="answer">
      <h2 id="answer">{assignment.answer}</h2>
      {answers.length === 0 ? <p>{assignment.noAnswer}</p> : null}
      {answers.map(({ unit, by, post, at, evidence, texts }) => (
        <article class="signature">
          <p>
            <strong>{`${unit.name} ${assignment.signedBy(actorName(page, by), postName(page, post))}`}</strong> <When page={page} at={at} />
          </p>
          <EvidenceList page={page} fields={HELP_FIELDS} evidence={evidence} texts={texts} prefix="" />
        </article>
      ))}
      {mayPassUp ? (
        <p>
          <a href={`/assignments/new?kind=help&continues=${shown.id}`}>{assignment.passUp}</a>
        </p>
      ) : null}
    </section>
  )
}

function Withdrawal({ page, id, sending }: { readonly page: Page; readonly id: number; readonly sending: Sending }) {
  const { assignment } = page.words
  return (
    <details {...(sending.refusal !== null && { open: true })}>
      <summary>{assignment.withdraw}</summary>
      {sending.refusal === null ? null : <Refused page={page} refusal={sending.refusal} run={null} inputOf={(field) => field} />}
      <Notice tone="warn">{assignment.withdrawLead}</Notice>
      <form method="post" action={`/assignments/${id}/withdrawal`}>
        <input type="hidden" name="key" value={sending.key} />
        <div class={sending.refusal === null ? 'question' : 'question wrong'}>
          <label for="reason">{assignment.withdrawReason}</label>
          <textarea id="reason" name="reason" rows={3}>
            {sending.typed['reason']?.[0] ?? ''}
          </textarea>
        </div>
        <button type="submit" class="urgent">
          {assignment.withdraw}
        </button>
      </form>
    </details>
  )
}
