import { TASK_GROUPS } from '../machines/task.ts'
import type { ChecklistItem } from '../src/core/checklist.ts'
import { taskHref } from './addresses.ts'
import type { Run } from './addresses.ts'
import { isComing, isIfAny } from './coming.ts'
import { roundName } from './deadlines.ts'
import { isAssigned } from '../src/core/assignment/assigned.ts'
import { isLocal } from '../src/core/overlay/overlaid.ts'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { Due, Progress, StateTag, When } from './parts.tsx'
import { showInstant } from './time.ts'
import { byUrgency } from './urgency.ts'
import { postsOf } from './posts-of.ts'

export interface ChecklistProps {
  readonly page: Page
  readonly run: Run
  readonly items: readonly ChecklistItem[]
  /** Those of them that wait for a bureau: they count, and are listed in a section of their own. */
  readonly above: readonly ChecklistItem[]
  readonly isMine: (item: ChecklistItem) => boolean
}

/** Every task of now in its group with how far it has come, for staff their own first; what can wait is folded away. */
export function Checklist({ page, run, items, above, isMine }: ChecklistProps) {
  const { words, viewer } = page
  const mandatory = items.filter(({ task }) => task.mandatory)
  const ifAny = items.filter(isIfAny)
  const coming = items.filter((item) => !isIfAny(item) && isComing(page, item)).toSorted(byDeadline)
  const today = items.filter((item) => !ifAny.includes(item) && !coming.includes(item) && !above.includes(item))
  const mine = viewer?.role === 'staff' ? today.filter((item) => isMine(item) && isOpen(item)) : []
  const others = today.filter((item) => !mine.includes(item))
  return (
    <section aria-labelledby="checklist">
      <h2 id="checklist">{words.unit.checklist}</h2>
      <Progress page={page} done={mandatory.filter((item) => !isOpen(item)).length} total={mandatory.length} />
      {mine.length === 0 ? null : <Group page={page} run={run} title={words.unit.yours} items={mine} />}
      {TASK_GROUPS.map((group) => {
        const own = others.filter(({ task }) => task.group === group)
        return own.length === 0 ? null : <Group page={page} run={run} title={words.groups[group]} items={own} />
      })}
      <Folded page={page} run={run} title={words.unit.coming} items={coming} />
      <Folded page={page} run={run} title={words.unit.ifAny} items={ifAny} />
    </section>
  )
}

function isOpen({ state }: ChecklistItem): boolean {
  return state !== 'done' && state !== 'not_applicable'
}

interface GroupProps {
  readonly page: Page
  readonly run: Run
  readonly title: string
  readonly items: readonly ChecklistItem[]
}

function Group({ page, run, title, items }: GroupProps) {
  const done = items.filter((item) => !isOpen(item)).length
  return (
    <>
      <h3>
        {title} <small>{page.words.unit.progress(done, items.length)}</small>
      </h3>
      <ul class="tasks">
        {urgentFirst(items).map((item) => (
          <TaskRow page={page} run={run} item={item} />
        ))}
      </ul>
    </>
  )
}

/** What waits, the most urgent first; then what is done, in the order of the playbook. */
function urgentFirst(items: readonly ChecklistItem[]): readonly ChecklistItem[] {
  return [...items.filter(isOpen).toSorted(byUrgency), ...items.filter((item) => !isOpen(item))]
}

/** What can wait, folded away: what is to be done today must not drown in it. */
function Folded({ page, run, title, items }: GroupProps) {
  if (items.length === 0) return null
  return (
    <details>
      <summary>
        {title} <small>{page.words.unit.progress(items.filter((item) => !isOpen(item)).length, items.length)}</small>
      </summary>
      <ul class="tasks">
        {items.map((item) => (
          <TaskRow page={page} run={run} item={item} />
        ))}
      </ul>
    </details>
  )
}

function byDeadline(left: ChecklistItem, right: ChecklistItem): number {
  return (left.occurrence.dueAt ?? '').localeCompare(right.occurrence.dueAt ?? '')
}

interface TaskRowProps {
  readonly page: Page
  readonly run: Run
  readonly item: ChecklistItem
  /** Which playbooks one signature counts for, where it is more than one. */
  readonly also?: string
}

/** One task as a line to tap: what, by when, whose, and how it stands. */
export function TaskRow({ page, run, item, also = '' }: TaskRowProps) {
  const { task, state, mark, occurrence } = item
  const { words } = page
  const round = roundName(page, task, occurrence.id)
  const waits = state === 'partly' || (state === 'overdue' && mark !== null)
  const signers = waits ? words.unit.secondSigner(postsOf(page, task.secondSigners ?? [])) : words.unit.signer(postsOf(page, task.signers))
  return (
    <li class={`task ${state}`}>
      <div>
        <a href={taskHref(run, item)}>
          {say(page, task.title)}
          {round === '' ? '' : ` ${round}`}
        </a>
        <p class="hint">
          <Moment page={page} item={item} /> · {signers}
          {task.mandatory ? '' : ` · ${words.unit.optional}`}
          {isAssigned(task) ? ` · ${say(page, task.why)}` : ''}
          {isLocal(task) ? ` · ${words.overlay.local}` : ''}
          {also === '' ? '' : ` · ${also}`}
        </p>
      </div>
      <StateTag page={page} state={state} />
    </li>
  )
}

/** When it was signed, when it closed unsigned, or how long is left. */
function Moment({ page, item: { mark, state, occurrence } }: { readonly page: Page; readonly item: ChecklistItem }) {
  const last = mark?.signatures.at(-1)
  if (mark?.complete === true && last !== undefined) return <When page={page} at={last.at} />
  if (state === 'missed' && occurrence.closesAt !== null)
    return <span>{page.words.time.closed(showInstant(page, occurrence.closesAt))}</span>
  return <Due page={page} dueAt={occurrence.dueAt} />
}
