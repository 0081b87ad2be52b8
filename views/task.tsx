import type { Playbook } from '../machines/playbook.ts'
import { consentFirst } from '../machines/review.ts'
import type { Task } from '../machines/task.ts'
import type { Capacity } from '../src/core/authority.ts'
import { isAssigned } from '../src/core/assignment/assigned.ts'
import type { ChecklistItem } from '../src/core/checklist.ts'
import type { Situation } from '../src/core/situation.ts'
import type { Unit } from '../src/core/unit.ts'
import { taskHref, unitHref } from './addresses.ts'
import type { Run } from './addresses.ts'
import { atSchool } from './at-school.ts'
import { roundName, timingWords } from './deadlines.ts'
import { Layout } from './layout.tsx'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { Due, Notice, StateTag, Summary, When } from './parts.tsx'
import { postsOf } from './posts-of.ts'
import { Refused } from './refused.tsx'
import { SendBack } from './send-back.tsx'
import { Earlier, Signatures } from './signatures.tsx'
import type { ShownSignOff, Withdrawing } from './signatures.tsx'
import { showInstant } from './time.ts'
import { SignForm } from './task-form.tsx'
import type { Sending } from './task-form.tsx'

export interface TaskPageProps {
  readonly page: Page
  readonly unit: Unit
  readonly heldPosts: Situation['heldPosts']
  readonly run: Run
  readonly item: ChecklistItem
  /** All rounds of this task on today's checklist. */
  readonly rounds: readonly ChecklistItem[]
  /** In what capacity the viewer may sign next; null: only look. */
  readonly capacity: Capacity | null
  /** Playbooks whose responses one signature here serves as well. */
  readonly also: readonly Playbook[]
  /** Signatures of this task at this school, newest first, withdrawn ones too. */
  readonly signOffs: readonly ShownSignOff[]
  /** May the viewer take this one back? */
  readonly mayWithdraw: (signOff: ShownSignOff) => boolean
  /** May the viewer send the first signature back instead of confirming it? */
  readonly maySendBack: boolean
  readonly sending: Sending
  readonly withdrawing: Withdrawing
}

/** One task: what to do, why, by when, the form, and who has signed. */
export function TaskPage(given: TaskPageProps) {
  const page = atSchool(given.page, given)
  const props = { ...given, page }
  const { unit, run, item, rounds, signOffs, mayWithdraw, withdrawing } = props
  const { task, state, mark } = item
  const current = new Set(mark?.signatures.map(({ seq }) => seq))
  const standing = signOffs.filter(({ seq }) => current.has(seq))
  // Whoever confirms reads first what was stated.
  const confirms = mark !== null && !mark.complete && task.secondSigners !== undefined
  const signatures = <Signatures page={page} run={run} task={task} signOffs={standing} isMine={mayWithdraw} withdrawing={withdrawing} />
  return (
    <Layout page={page} title={`${say(page, task.title)} - ${unit.name}`}>
      <p class="crumb">
        <a href={unitHref(run)}>{unit.name}</a>
      </p>
      <h1>
        {say(page, task.title)} <small>{roundName(page, task, item.occurrence.id)}</small>
      </h1>
      <p class="status">
        <StateTag page={page} state={state} /> {mark?.complete === true ? null : <Due page={page} dueAt={item.occurrence.dueAt} />}
      </p>
      <p class="lead">{say(page, task.how)}</p>
      <Rounds page={page} run={run} current={item} rounds={rounds} />
      {props.also.length === 0 ? null : (
        <Notice tone="plain">
          {page.words.surroundings.alsoHere(page.words.shell.list(props.also.map(({ title }) => say(page, title))))}
        </Notice>
      )}
      {confirms ? signatures : null}
      <SigningPart {...props} confirms={confirms} />
      {confirms && props.maySendBack ? <SendBack page={page} run={run} item={item} withdrawing={withdrawing} /> : null}
      {confirms ? null : signatures}
      <About page={page} item={item} />
      <Earlier page={page} task={task} signOffs={signOffs.filter(({ seq }) => !current.has(seq))} />
    </Layout>
  )
}

/** The form, or why there is none. */
function SigningPart({ page, unit, run, item, capacity, confirms, sending }: TaskPageProps & { readonly confirms: boolean }) {
  if (capacity !== null)
    return <SignForm page={page} unit={unit} run={run} item={item} capacity={capacity} confirms={confirms} sending={sending} />
  const { refusal } = sending
  return (
    <>
      {refusal === null ? null : <Refused page={page} refusal={refusal} run={run} inputOf={(field) => field} />}
      <WhyNoForm page={page} item={item} confirms={confirms} />
    </>
  )
}

function WhyNoForm({ page, item, confirms }: { readonly page: Page; readonly item: ChecklistItem; readonly confirms: boolean }) {
  const { words } = page
  const { task, mark, occurrence, state, after } = item
  if (mark?.complete === true) return null
  if (state === 'missed' && occurrence.closesAt !== null) {
    return <Notice tone="warn">{words.task.missed(showInstant(page, occurrence.closesAt))}</Notice>
  }
  if (after !== undefined) return <Notice tone="plain">{say(page, consentFirst(after))}</Notice>
  return (
    <Notice tone="plain">
      {confirms ? words.task.waitsSecond(postsOf(page, task.secondSigners ?? [])) : words.task.notYours(postsOf(page, task.signers))}
    </Notice>
  )
}

function Rounds({
  page,
  run,
  current,
  rounds,
}: {
  readonly page: Page
  readonly run: Run
  readonly current: ChecklistItem
  readonly rounds: readonly ChecklistItem[]
}) {
  if (rounds.length < 2) return null
  return (
    <nav class="rounds" aria-label={page.words.task.rounds}>
      <ul>
        {rounds.map((item) => (
          <li>
            <a
              href={taskHref(run, item)}
              {...(item.occurrence.id === current.occurrence.id && item.visit === current.visit && { 'aria-current': 'true' as const })}
            >
              {roundName(page, item.task, item.occurrence.id)}
            </a>{' '}
            <StateTag page={page} state={item.state} />
          </li>
        ))}
      </ul>
    </nav>
  )
}

function About({ page, item }: { readonly page: Page; readonly item: ChecklistItem }) {
  const { words } = page
  const { task, occurrence } = item
  return (
    <section aria-labelledby="about">
      <h2 id="about">{words.task.why}</h2>
      <p>{say(page, task.why)}</p>
      <Summary
        rows={[
          { name: words.task.who, value: postsOf(page, task.signers) },
          task.secondSigners === undefined ? null : { name: words.task.whoSecond, value: postsOf(page, task.secondSigners) },
          // What was given is due at a time of its own, which the next line says.
          isAssigned(task) ? null : { name: words.task.due, value: timingWords(page, task.timing) },
          occurrence.dueAt === null ? null : { name: words.board.due, value: <When page={page} at={occurrence.dueAt} /> },
          { name: words.task.sources, value: sourcesOf(task) },
        ]}
      />
    </section>
  )
}

function sourcesOf(task: Task): string {
  return task.source.join(' ')
}
