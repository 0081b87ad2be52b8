import type { Playbook } from '../machines/playbook.ts'
import { BoardTable, inPhase } from './board-table.tsx'
import type { BoardRow } from './board-table.tsx'
import { Layout } from './layout.tsx'
import { Live, LivePart } from './live.tsx'
import { NotActed, RecentOrders } from './not-acted.tsx'
import type { Idle, ShownOrder } from './not-acted.tsx'
import { KeySteps } from './key-steps.tsx'
import type { ShownStep } from './key-steps.tsx'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { mainPhases } from './phases.ts'
import { showDay } from './time.ts'
import { Totals } from './totals.tsx'
import { UnitFilterForm, UnitTable } from './unit-list.tsx'
import type { ListedUnit, UnitQuery } from './unit-list.tsx'

export interface BoardPartProps {
  readonly page: Omit<Page, 'viewer'>
  readonly playbook: Playbook
  readonly region: { readonly code: string; readonly name: string }
  readonly rows: readonly BoardRow[]
  readonly slowestFirst: boolean
  readonly query: UnitQuery
  /** Schools that pass the filter; null while none was asked for. */
  readonly units: readonly ListedUnit[] | null
  readonly nextUnits: string | null
  readonly orders: readonly ShownOrder[]
  readonly keySteps: readonly ShownStep[]
  /** Local date of the daily reports that are counted as missing. */
  readonly reportDate: string
  readonly idle: Idle | null
}

export interface BoardPageProps extends BoardPartProps {
  readonly page: Page
  /** Seq of the last entry before the page was made. */
  readonly asOf: number
  /** The region above, if the viewer may see it. */
  readonly above: { readonly code: string; readonly name: string } | null
}

const PART = 'board'

/** The command centre's screen: the figures, region by region, who has not acted, and the schools behind each figure. */
export function BoardPage({ page, asOf, above, ...part }: BoardPageProps) {
  const { words } = page
  const { region } = part
  return (
    <Layout page={page} title={words.board.of(region.name)} wide={true}>
      {above === null ? null : (
        <p class="crumb">
          <a href={`/board?region=${above.code}`}>{above.name}</a>
        </p>
      )}
      <h1>{words.board.of(region.name)}</h1>
      <Live stream={`region=${region.code}`} address={page.here} asOf={asOf} part={PART}>
        <Figures page={page} {...part} />
      </Live>
    </Layout>
  )
}

/** What changes on the board. It knows nobody who looks at it, because all who may see the same are shown the same. */
export function BoardPart(props: BoardPartProps) {
  return (
    <LivePart address={props.page.here} part={PART}>
      <Figures {...props} page={{ ...props.page, viewer: null }} />
    </LivePart>
  )
}

function Figures(props: BoardPartProps & { readonly page: Page }) {
  const { page, playbook, region, rows, slowestFirst, query, units, nextUnits, orders, idle, keySteps, reportDate } = props
  const { words } = page
  return (
    <>
      <BoardTotals page={page} region={region.code} rows={rows} reportDate={reportDate} />
      <PhaseTotals page={page} playbook={playbook} region={region.code} rows={rows} />
      <p class="links">
        <a href={`/regions/${region.code}/situation`}>{words.shell.situation}</a> <a href={`/units/${region.code}`}>{words.shell.bureau}</a>{' '}
        <a href={page.here}>{words.shell.refresh}</a>
      </p>
      <RecentOrders page={page} orders={orders} />
      <NotActed page={page} idle={idle} />
      <KeySteps page={page} region={region.code} steps={keySteps} />
      {rows.length === 0 || units !== null ? null : (
        <BoardTable page={page} playbook={playbook} region={region.code} rows={rows} slowestFirst={slowestFirst} />
      )}
      <section aria-labelledby="units">
        <h2 id="units">{words.board.unitList}</h2>
        {query.unsigned === null ? null : (
          <p>
            {words.board.onlyUnsigned(say(page, query.unsigned.title))} <a href={`/board?region=${region.code}`}>{words.board.clear}</a>
          </p>
        )}
        <UnitFilterForm page={page} playbook={playbook} region={region.code} query={query} />
        {units === null ? null : <UnitTable page={page} playbook={playbook} units={units} next={nextUnits} />}
      </section>
    </>
  )
}

interface BoardTotalsProps {
  readonly page: Page
  readonly region: string
  readonly rows: readonly BoardRow[]
  readonly reportDate: string
}

function BoardTotals({ page, region, rows, reportDate }: BoardTotalsProps) {
  const { board, waiting } = page.words
  const sum = (of: (row: BoardRow) => number): number => rows.reduce((total, row) => total + of(row), 0)
  const late = sum(({ awaitingOverdue }) => awaitingOverdue)
  return (
    <Totals
      page={page}
      totals={[
        { name: board.schools, value: sum(({ schools }) => schools) },
        { name: board.people, value: sum(({ people }) => people) },
        { name: board.overdue, value: sum(({ overdue }) => overdue), alarming: true, href: `/board?region=${region}&overdue=1` },
        {
          name: showDay(page, reportDate) === page.words.time.today ? board.missing : board.missingOn(showDay(page, reportDate)),
          value: sum(({ missingReports }) => missingReports),
          alarming: true,
          href: `/regions/${region}/situation#missing`,
        },
        {
          name: waiting.above,
          value: sum(({ awaiting }) => awaiting),
          alarming: late > 0,
          href: '/waiting',
          ...(late > 0 && { note: waiting.aboveCount(late) }),
        },
        { name: board.provisional, value: sum(({ provisional }) => provisional), alarming: true },
        { name: board.cases, value: sum(({ openCases }) => openCases), alarming: true, href: `/board?region=${region}&phase=suspected` },
      ]}
    />
  )
}

/** How many schools are in each phase; each figure leads to those schools. */
function PhaseTotals({ page, playbook, region, rows }: Pick<BoardPageProps, 'page' | 'playbook' | 'rows'> & { readonly region: string }) {
  const units = (phase: string): number => rows.reduce((sum, { byPhase }) => sum + inPhase(byPhase, phase).units, 0)
  return (
    <Totals
      page={page}
      totals={mainPhases(page, playbook).map(({ phase, title }) => ({
        name: title,
        value: units(phase),
        href: `/board?region=${region}&phase=${phase}`,
      }))}
    />
  )
}
