import type { Playbook } from '../machines/playbook.ts'
import { BUREAU_KINDS } from '../machines/vocabulary.ts'
import { isPhase } from '../src/core/apply.ts'
import { showCount } from './count.ts'
import type { Page } from './page.ts'
import { Progress } from './parts.tsx'
import { mainPhases } from './phases.ts'
import type { PhaseChoice } from './phases.ts'

/** One bureau or school directly below the region, with everything under it. */
export interface BoardRow {
  readonly unit: { readonly code: string; readonly name: string; readonly kind: string }
  readonly schools: number
  readonly people: number
  readonly byPhase: Readonly<Record<string, { readonly units: number; readonly people: number }>>
  readonly total: number
  readonly done: number
  readonly overdue: number
  readonly awaiting: number
  readonly awaitingOverdue: number
  readonly openCases: number
  readonly provisional: number
  readonly missingReports: number
}

export interface BoardTableProps {
  readonly page: Page
  readonly playbook: Playbook
  readonly region: string
  readonly rows: readonly BoardRow[]
  readonly slowestFirst: boolean
}

/** Regions by phases: schools and people in each, how far they have come, what is overdue. */
export function BoardTable({ page, playbook, region, rows, slowestFirst }: BoardTableProps) {
  const { board } = page.words
  const phases = mainPhases(page, playbook)
  return (
    <section aria-labelledby="regions">
      <h2 id="regions">{board.byRegion}</h2>
      <p>
        {slowestFirst ? (
          <a href={`/board?region=${region}`}>{board.byCode}</a>
        ) : (
          <a href={`/board?region=${region}&order=slowest`}>{board.slowest}</a>
        )}
      </p>
      <table class="cards">
        <thead>
          <tr>
            <th scope="col">{board.region}</th>
            {phases.map(({ title }) => (
              <th scope="col" class="number">
                {title}
              </th>
            ))}
            <th scope="col">{board.progress}</th>
            <th scope="col" class="number">
              {board.overdue}
            </th>
            <th scope="col" class="number">
              {board.missing}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <RegionRow page={page} row={row} phases={phases} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function RegionRow({ page, row, phases }: { readonly page: Page; readonly row: BoardRow; readonly phases: readonly PhaseChoice[] }) {
  const { board } = page.words
  const { unit, byPhase, done, total, overdue, missingReports } = row
  return (
    <tr>
      <th scope="row">
        <a href={isBureau(unit.kind) ? `/board?region=${unit.code}` : `/units/${unit.code}`}>{unit.name}</a>
      </th>
      {phases.map(({ phase, title }) => {
        const here = inPhase(byPhase, phase)
        return (
          <td class={here.units === 0 ? 'number empty' : 'number'} data-label={title}>
            {here.units === 0 ? (
              board.none
            ) : (
              <span>
                <a href={`/board?region=${unit.code}&phase=${phase}`}>{here.units}</a>{' '}
                <small>{page.words.board.heads(showCount(page, here.people))}</small>
              </span>
            )}
          </td>
        )
      })}
      <td data-label={board.progress}>
        <Progress page={page} done={done} total={total} />
      </td>
      <td class="number" data-label={board.overdue}>
        {overdue === 0 ? (
          '0'
        ) : (
          <a class="late" href={`/board?region=${unit.code}&overdue=1`}>
            {overdue}
          </a>
        )}
      </td>
      <td class="number" data-label={board.missing}>
        <span class={missingReports > 0 ? 'late' : ''}>{missingReports}</span>
      </td>
    </tr>
  )
}

/** The sum over a phase and everything below it. */
export function inPhase(byPhase: BoardRow['byPhase'], phase: string): { readonly units: number; readonly people: number } {
  return Object.entries(byPhase)
    .filter(([path]) => isPhase(path, phase))
    .reduce((sum, [, { units, people }]) => ({ units: sum.units + units, people: sum.people + people }), { units: 0, people: 0 })
}

function isBureau(kind: string): boolean {
  return BUREAU_KINDS.some((bureau) => bureau === kind)
}
