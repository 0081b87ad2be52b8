import type { TaskGroup } from '../machines/task.ts'
import type { ChecklistItem } from '../src/core/checklist.ts'
import type { Response, Signature } from '../src/core/response.ts'
import { isOpen } from '../src/core/surroundings/same-step.ts'
import type { Unit } from '../src/core/unit.ts'
import { rosterOf } from '../src/core/unit.ts'
import { taskHref } from './addresses.ts'
import type { Run } from './addresses.ts'
import { TaskRow } from './checklist.tsx'
import { isComing } from './coming.ts'
import { roundName } from './deadlines.ts'
import { countsLine } from './evidence.tsx'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { When } from './parts.tsx'
import { signedAs } from './posts-of.ts'
import { byUrgency } from './urgency.ts'

const SHOWN_FIRST = 3

export interface FirstThingsProps {
  readonly page: Page
  readonly run: Run
  readonly items: readonly ChecklistItem[]
  readonly isMine: (item: ChecklistItem) => boolean
}

/** What to do now: the overdue first, then what is due next; a round of the week or the month only on its last day. For staff their own come before those of others. */
export function FirstThings({ page, run, items, isMine }: FirstThingsProps) {
  const { words } = page
  const open = mostUrgent(page, items, isMine)
  const first = open.slice(0, SHOWN_FIRST)
  return (
    <section aria-labelledby="first">
      <h2 id="first">{words.unit.first}</h2>
      {first.length === 0 ? <p>{words.unit.nothingOpen}</p> : null}
      <ul class="tasks first">
        {first.map((item) => (
          <TaskRow page={page} run={run} item={item} />
        ))}
      </ul>
      {open.length > first.length ? (
        <p>
          <a href="#checklist">{words.unit.firstMore(open.length - first.length)}</a>
        </p>
      ) : null}
      <p class="hint">{words.unit.duty}</p>
    </section>
  )
}

/** Every mandatory step that waits and cannot wait for another day, the most urgent first; for staff their own come first. */
export function mostUrgent(
  page: Page,
  items: readonly ChecklistItem[],
  isMine: (item: ChecklistItem) => boolean,
): readonly ChecklistItem[] {
  const open = items.filter((item) => item.task.mandatory && !isComing(page, item) && isOpen(item))
  const urgent = open.toSorted(byUrgency)
  return page.viewer?.role === 'staff' ? [...urgent.filter(isMine), ...urgent.filter((item) => !isMine(item))] : urgent
}

const REPORTING: readonly TaskGroup[] = ['people', 'report', 'gates', 'command', 'buildings', 'capacity']

interface FiguresProps {
  readonly page: Page
  readonly unit: Unit
  readonly run: Run
  readonly items: readonly ChecklistItem[]
  readonly marks: Response['marks']
}

/** How many are where, who is unreached, what was reported and when: the latest figures that somebody signed. */
export function Figures({ page, unit, run, items, marks }: FiguresProps) {
  const { words } = page
  const asked = items.filter(({ task, state }) => REPORTING.includes(task.group) && task.fields.length > 0 && state !== 'not_applicable')
  const byTask = [...Map.groupBy(asked, ({ task }) => task.id).values()].flatMap((rounds) => rounds.at(-1) ?? [])
  const inOrder = byTask.toSorted((left, right) => REPORTING.indexOf(left.task.group) - REPORTING.indexOf(right.task.group))
  const reported = inOrder.flatMap((item) => {
    const signature = latestOf(item, marks)
    return signature === undefined ? [] : [{ item, signature }]
  })
  const silent = inOrder.filter((item) => item.mark === null && item.task.mandatory && !isComing(page, item))
  if (rosterOf(unit, 'roster') === 0 && inOrder.length === 0) return null
  return (
    <section aria-labelledby="figures">
      <h2 id="figures">{words.unit.figures}</h2>
      {rosterOf(unit, 'roster') === 0 ? null : <p>{rosterWords(page, unit)}</p>}
      <ul class="figures">
        {reported.map(({ item, signature }) => (
          <FigureRow page={page} run={run} item={item} signature={signature} />
        ))}
      </ul>
      {silent.length === 0 ? null : <Silent page={page} run={run} items={silent} />}
      {unit.hospital === '' ? null : <p class="hint">{words.unit.hospital(unit.hospital)}</p>}
    </section>
  )
}

/** A kindergarten has children, a training institution trainees; boarders are told apart where there are any. */
function rosterWords({ words }: Page, unit: Unit): string {
  return words.unit.roster(rosterOf(unit, 'roster'), unit.boarders, unit.day, unit.staff, words.studentsAt[unit.kind] ?? words.students)
}

/** What nobody has stated yet, folded away: it stands in the checklist, and the figures that are known stand out. */
function Silent({ page, run, items }: { readonly page: Page; readonly run: Run; readonly items: readonly ChecklistItem[] }) {
  return (
    <details>
      <summary>
        {page.words.unit.notReported} <small>{page.words.unit.items(items.length)}</small>
      </summary>
      <ul class="inline">
        {items.map((item) => (
          <li>
            <a href={taskHref(run, item)}>
              {say(page, item.task.title)} {roundName(page, item.task, item.occurrence.id)}
            </a>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** The first signature of the round signed last, yesterday's if today's is still open. */
function latestOf({ task }: ChecklistItem, marks: Response['marks']): Signature | undefined {
  return Object.entries(marks)
    .filter(([key, { statement }]) => key.startsWith(`${task.id}@`) && statement === 'done')
    .flatMap(([, { signatures }]) => signatures.slice(0, 1))
    .toSorted((left, right) => left.seq - right.seq)
    .at(-1)
}

interface FigureRowProps {
  readonly page: Page
  readonly run: Run
  readonly item: ChecklistItem
  readonly signature: Signature
}

function FigureRow({ page, run, item, signature }: FigureRowProps) {
  const { words } = page
  const { unreached, ...others } = signature.evidence
  return (
    <li>
      <a href={taskHref(run, item)}>{say(page, item.task.title)}</a>
      <p>
        {countsLine(page, item.task.fields, others)}{' '}
        {unreached === undefined ? null : (
          <strong class={unreached === 0 ? '' : 'late'}>{`${words.unit.unreached} ${String(unreached)}`}</strong>
        )}
      </p>
      <p class="hint">
        {signedAs(page, signature)} <When page={page} at={signature.at} />
      </p>
    </li>
  )
}
