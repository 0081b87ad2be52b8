import type { Playbook } from '../machines/playbook.ts'
import { SCHOOL_KINDS } from '../machines/vocabulary.ts'
import type { Kind } from '../machines/vocabulary.ts'
import type { KeyStep } from '../src/core/key-steps.ts'
import { rosterOf } from '../src/core/unit.ts'
import type { Unit } from '../src/core/unit.ts'
import type { Page } from './page.ts'
import { Due, MoreLink, Progress } from './parts.tsx'
import { everyPhase, phaseTitle } from './phases.ts'

/** A school in a list, with its responses, actual ones first. */
export interface ListedUnit extends Pick<Unit, 'code' | 'name' | 'boarders' | 'day' | 'staff'> {
  readonly kind: Kind
  readonly parentName: string | null
  readonly responses: readonly {
    readonly playbook: string
    readonly phase: string
    readonly total: number
    readonly done: number
    readonly overdue: number
    readonly nextDueAt: string | null
  }[]
}

/** What was asked for, as it stands in the address. */
export interface UnitQuery {
  readonly q: string
  readonly phase: string
  readonly kind: string
  readonly boarding: string
  readonly overdue: boolean
  /** Only schools that have this step to do and have not signed it. */
  readonly unsigned: KeyStep | null
}

interface FilterProps {
  readonly page: Page
  readonly playbook: Playbook
  readonly region: string
  readonly query: UnitQuery
}

export function UnitFilterForm({ page, playbook, region, query }: FilterProps) {
  const { board, kinds } = page.words
  return (
    <form class="filter" method="get" action="/board">
      <input type="hidden" name="region" value={region} />
      <input type="hidden" name="list" value="1" />
      <div>
        <label for="q">{board.search}</label>
        <input id="q" name="q" type="search" value={query.q} />
      </div>
      <Select
        name="phase"
        label={board.phase}
        chosen={query.phase}
        options={[['', board.anyPhase], ...everyPhase(page, playbook).map(({ phase, title }): Option => [phase, title])]}
      />
      <Select
        name="kind"
        label={board.kind}
        chosen={query.kind}
        options={[['', board.anyKind], ...SCHOOL_KINDS.map((kind): Option => [kind, kinds[kind]])]}
      />
      <Select
        name="boarding"
        label={board.boarding}
        chosen={query.boarding}
        options={[
          ['', page.words.shell.all],
          ['true', board.boards],
          ['false', board.dayOnly],
        ]}
      />
      <div>
        <label class="option">
          <input type="checkbox" name="overdue" value="1" {...(query.overdue && { checked: true })} />
          {board.onlyOverdue}
        </label>
      </div>
      <button type="submit">{board.apply}</button>
      <a href={`/board?region=${region}`}>{board.clear}</a>
    </form>
  )
}

export type Option = readonly [value: string, label: string]

export interface SelectProps {
  readonly name: string
  readonly label: string
  readonly chosen: string
  readonly options: readonly Option[]
}

export function Select({ name, label, chosen, options }: SelectProps) {
  return (
    <div>
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        {options.map(([value, text]) => (
          <option value={value} {...(value === chosen && { selected: true })}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}

interface TableProps {
  readonly page: Page
  readonly playbook: Playbook
  readonly units: readonly ListedUnit[]
  readonly next: string | null
}

export function UnitTable({ page, playbook, units, next }: TableProps) {
  const { board } = page.words
  if (units.length === 0) return <p>{board.empty}</p>
  return (
    <>
      <table class="cards">
        <thead>
          <tr>
            <th scope="col">{board.schools}</th>
            <th scope="col">{board.kind}</th>
            <th scope="col" class="number">
              {board.people}
            </th>
            <th scope="col">{board.phase}</th>
            <th scope="col">{board.progress}</th>
            <th scope="col" class="number">
              {board.overdue}
            </th>
            <th scope="col">{board.due}</th>
          </tr>
        </thead>
        <tbody>
          {units.map((unit) => (
            <UnitRow page={page} playbook={playbook} unit={unit} />
          ))}
        </tbody>
      </table>
      {next === null ? null : <MoreLink href={withCursor(page.here, next)}>{page.words.shell.more}</MoreLink>}
    </>
  )
}

function UnitRow({ page, playbook, unit }: { readonly page: Page; readonly playbook: Playbook; readonly unit: ListedUnit }) {
  const { board, kinds } = page.words
  const response = unit.responses.find((each) => each.playbook === playbook.name)
  return (
    <tr>
      <th scope="row">
        <a href={`/units/${unit.code}`}>{unit.name}</a>
      </th>
      <td data-label={board.kind}>{kinds[unit.kind]}</td>
      <td class="number" data-label={board.people}>
        {rosterOf(unit, 'roster')}
      </td>
      <td data-label={board.phase}>{response === undefined ? board.none : phaseTitle(page, playbook, response.phase)}</td>
      <td data-label={board.progress}>
        {response === undefined ? board.none : <Progress page={page} done={response.done} total={response.total} />}
      </td>
      <td class="number" data-label={board.overdue}>
        <span class={(response?.overdue ?? 0) > 0 ? 'late' : ''}>{response?.overdue ?? 0}</span>
      </td>
      <td data-label={board.due}>
        {response === undefined || response.nextDueAt === null ? board.none : <Due page={page} dueAt={response.nextDueAt} />}
      </td>
    </tr>
  )
}

/** The same address, further down the list. */
export function withCursor(here: string, cursor: string): string {
  const [path = '', query = ''] = here.split('?')
  const parameters = new URLSearchParams(query)
  parameters.set('cursor', cursor)
  return `${path}?${parameters.toString()}`
}
