import { assignedId } from '../src/core/assignment/assignment.ts'
import { actorName, postName } from './actor.ts'
import { taskHref } from './addresses.ts'
import type { ShownAssignment } from './assignments.tsx'
import type { ShownActor } from './describe-entry.ts'
import type { Page } from './page.ts'
import { MoreLink, When } from './parts.tsx'
import { Totals } from './totals.tsx'
import { Select, withCursor } from './unit-list.tsx'
import type { Option } from './unit-list.tsx'

/** How one unit stands with it. */
export interface ShownReceipt {
  readonly unit: { readonly code: string; readonly name: string }
  readonly playbook: string
  readonly state: 'open' | 'partly' | 'done' | 'overdue' | 'ended'
  readonly dueAt: string
  readonly signed: { readonly by: ShownActor; readonly post: string; readonly at: string } | null
  /** May the viewer look into the unit? A bureau above that was asked for help is out of sight. */
  readonly isWithin: boolean
}

export interface AssignmentUnitsProps {
  readonly page: Page
  readonly assignment: ShownAssignment
  readonly receipts: readonly ShownReceipt[]
  readonly next: string | null
  /** State that the list is narrowed to; empty: all. */
  readonly state: string
}

/** How many units have done it, and which: those that have not acted first. */
export function AssignmentUnits({ page, assignment: shown, receipts, next, state }: AssignmentUnitsProps) {
  const { assignment, shell, board } = page.words
  const { counts, id } = shown
  const states = (['open', 'overdue', 'done', 'ended'] as const).map((one): Option => [one, assignment.counts[one]])
  return (
    <section aria-labelledby="units">
      <h2 id="units">{assignment.unitsTitle}</h2>
      <Totals
        page={page}
        totals={[
          { name: assignment.counts.received, value: counts.received },
          { name: assignment.counts.done, value: counts.done },
          { name: assignment.counts.open, value: counts.open },
          { name: assignment.counts.overdue, value: counts.overdue, alarming: true },
          ...(counts.ended === 0 ? [] : [{ name: assignment.counts.ended, value: counts.ended }]),
        ]}
      />
      {counts.received < 2 ? null : (
        <form class="filter" method="get" action={`/assignments/${id}`}>
          <Select name="state" label={assignment.filter} chosen={state} options={[['', assignment.all], ...states]} />
          <button type="submit">{board.apply}</button>
        </form>
      )}
      {counts.received === 0 ? null : (
        <p class="more">
          <a href={`/api/v1/assignments/${id}/units?format=csv${state === '' ? '' : `&state=${state}`}`}>{assignment.csv}</a>
        </p>
      )}
      <ul class="entries columns">
        {receipts.map((receipt) => (
          <Receipt page={page} id={id} receipt={receipt} />
        ))}
      </ul>
      {next === null ? null : <MoreLink href={withCursor(page.here, next)}>{shell.more}</MoreLink>}
    </section>
  )
}

function Receipt({ page, id, receipt }: { readonly page: Page; readonly id: number; readonly receipt: ShownReceipt }) {
  const { assignment } = page.words
  const { unit, playbook, state, signed, isWithin } = receipt
  return (
    <li>
      {isWithin && state !== 'ended' ? <a href={taskHref({ unit: unit.code, playbook }, assignedId(id))}>{unit.name}</a> : unit.name}{' '}
      <strong class={`tag ${state === 'ended' ? 'not_applicable' : state}`}>{assignment.unitStates[state]}</strong>
      {signed === null ? null : (
        <p class="hint">
          {assignment.signedBy(actorName(page, signed.by), postName(page, signed.post))} <When page={page} at={signed.at} />
        </p>
      )}
    </li>
  )
}
