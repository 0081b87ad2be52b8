import type { TaskGroup } from '../machines/playbook.ts'
import type { ChecklistItem } from '../src/core/checklist.ts'
import type { Signature } from '../src/core/response.ts'
import type { Unit } from '../src/core/unit.ts'
import { rosterOf } from '../src/core/unit.ts'
import { TaskRow } from './checklist.tsx'
import { roundName } from './deadlines.ts'
import { countsLine } from './evidence.tsx'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { When } from './parts.tsx'
import { taskHref } from './task.tsx'

const SHOWN_FIRST = 3

export interface FirstThingsProps {
  readonly page: Page
  readonly unit: string
  readonly items: readonly ChecklistItem[]
  readonly isMine: (item: ChecklistItem) => boolean
}

/** What to do now: the overdue first, then what is due next. For staff their own come before those of others. */
export function FirstThings({ page, unit, items, isMine }: FirstThingsProps) {
  const { words, viewer } = page
  const open = items.filter(({ task, state }) => task.mandatory && (state === 'open' || state === 'overdue' || state === 'partly'))
  const urgent = open.toSorted(byUrgency)
  const first = (viewer?.role === 'staff' ? [...urgent.filter(isMine), ...urgent.filter((item) => !isMine(item))] : urgent).slice(0, SHOWN_FIRST)
  return (
    <section aria-labelledby="first">
      <h2 id="first">{words.unit.first}</h2>
      {first.length === 0 ? <p>{words.unit.nothingOpen}</p> : null}
      <ul class="tasks first">
        {first.map((item) => (
          <TaskRow page={page} unit={unit} item={item} />
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

/** Overdue before everything, then by deadline; what has none comes last. */
export function byUrgency(left: ChecklistItem, right: ChecklistItem): number {
  const overdue = Number(right.state === 'overdue') - Number(left.state === 'overdue')
  return overdue === 0 ? (left.occurrence.dueAt ?? '9').localeCompare(right.occurrence.dueAt ?? '9') : overdue
}

const REPORTING: readonly TaskGroup[] = ['people', 'report', 'gates']

/** How many are where, who is unreached, what was reported and when: the latest figures that somebody signed. */
export function Figures({ page, unit, items }: { readonly page: Page; readonly unit: Unit; readonly items: readonly ChecklistItem[] }) {
  const { words } = page
  const asked = items.filter(({ task, state }) => REPORTING.includes(task.group) && task.fields.length > 0 && state !== 'missed' && state !== 'not_applicable')
  const latest = [...Map.groupBy(asked, ({ task }) => task.id).values()].flatMap((rounds) => {
    const signed = rounds.findLast(({ mark }) => mark !== null)
    const shown = signed ?? rounds.at(-1)
    return shown === undefined ? [] : [shown]
  })
  return (
    <section aria-labelledby="figures">
      <h2 id="figures">{words.unit.figures}</h2>
      <p>{words.unit.roster(rosterOf(unit, 'roster'), unit.boarders, unit.day, unit.staff)}</p>
      <ul class="figures">
        {latest
          .toSorted((left, right) => REPORTING.indexOf(left.task.group) - REPORTING.indexOf(right.task.group))
          .map((item) => (
            <FigureRow page={page} unit={unit.code} item={item} />
          ))}
      </ul>
      {unit.hospital === '' ? null : <p class="hint">{words.unit.hospital(unit.hospital)}</p>}
    </section>
  )
}

function FigureRow({ page, unit, item }: { readonly page: Page; readonly unit: string; readonly item: ChecklistItem }) {
  const { words } = page
  const signature: Signature | undefined = item.mark?.signatures[0]
  const unreached = Number(signature?.evidence['unreached'] ?? 0)
  return (
    <li>
      <a href={taskHref(unit, item)}>
        {say(page, item.task.title)} {roundName(page, item.task, item.occurrence.id)}
      </a>
      {signature === undefined ? (
        <p class="hint">{words.unit.notReported}</p>
      ) : (
        <>
          <p class={unreached > 0 ? 'late' : ''}>{countsLine(page, item.task.fields, signature.evidence)}</p>
          <p class="hint">
            {words.posts[signature.post]} <When page={page} at={signature.at} />
          </p>
        </>
      )}
    </li>
  )
}
