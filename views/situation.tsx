import type { Field } from '../machines/form.ts'
import type { Playbook } from '../machines/playbook.ts'
import type { Task } from '../machines/task.ts'
import { allTasks } from '../src/core/checklist.ts'
import { inPhase } from './board-table.tsx'
import { showCount } from './count.ts'
import type { ShownFault } from './faulty-reports.tsx'
import type { ShownConcealed } from './concealed-reports.tsx'
import { ConcealedReports } from './concealed-reports.tsx'
import { FAULTS, FaultyReports } from './faulty-reports.tsx'
import { Layout } from './layout.tsx'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { everyPhase } from './phases.ts'
import { showExact } from './time.ts'
import { Totals } from './totals.tsx'

/** The figures of a region, added up from what its schools signed. */
export interface Report {
  readonly units: number
  readonly people: number
  readonly byPhase: Readonly<Record<string, { readonly units: number; readonly people: number }>>
  readonly evidence: Readonly<Record<string, number>>
  /** How many schools stated each field. */
  readonly reportedBy: Readonly<Record<string, number>>
  readonly overdue: number
  readonly openCases: number
  readonly provisional: number
  readonly faultyReports: readonly ShownFault[]
  readonly concealedReports: readonly ShownConcealed[]
  /** For each unit directly below: schools with a concealed report. */
  readonly byRegion: readonly { readonly unit: { readonly code: string; readonly name: string }; readonly concealingSchools: number }[]
}

export interface SituationPageProps {
  readonly page: Page
  readonly playbook: Playbook
  readonly region: { readonly code: string; readonly name: string }
  readonly date: string
  readonly report: Report
}

/** The situation report (情况日报): printable, from the same figures as the board. */
export function SituationPage({ page, playbook, region, date, report }: SituationPageProps) {
  const { situation: words, shell, board } = page.words
  const title = words.title(region.name)
  return (
    <Layout page={page} title={title}>
      <h1>
        {title} <small>{date}</small>
      </h1>
      <p class="hint">{shell.asOf(showExact(page, page.now))}</p>
      <Totals
        page={page}
        totals={[
          { name: words.units, value: report.units },
          { name: words.people, value: report.people },
          { name: words.overdue, value: report.overdue, alarming: true },
          ...FAULTS.map((fault) => ({
            name: words.faults[fault],
            value: report.faultyReports.filter((one) => one.fault === fault).length,
            alarming: true,
          })),
          {
            name: page.words.concealment.faults,
            value: new Set(report.concealedReports.map(({ code }) => code)).size,
            alarming: true,
          },
          { name: board.cases, value: report.openCases, alarming: true },
          { name: board.provisional, value: report.provisional, alarming: true },
        ]}
      />
      <Phases page={page} playbook={playbook} report={report} />
      <Sums page={page} playbook={playbook} report={report} />
      <FaultyReports page={page} reports={report.faultyReports} date={date} />
      <ConcealedReports page={page} reports={report.concealedReports} byRegion={report.byRegion} />
      <form class="filter" method="get">
        <div>
          <label for="date">{words.date}</label>
          <input id="date" name="date" type="date" value={date} />
        </div>
        <button type="submit">{words.pick}</button>
      </form>
    </Layout>
  )
}

type PartProps = Pick<SituationPageProps, 'page' | 'playbook' | 'report'>

function Phases({ page, playbook, report }: PartProps) {
  const { situation: words } = page.words
  const shown = everyPhase(page, playbook).filter(({ phase }) => phase in report.byPhase)
  return (
    <table>
      <caption>{words.phases}</caption>
      <thead>
        <tr>
          <th scope="col">{words.phase}</th>
          <th scope="col" class="number">
            {words.units}
          </th>
          <th scope="col" class="number">
            {words.people}
          </th>
        </tr>
      </thead>
      <tbody>
        {shown.map(({ phase, title }) => {
          const { units, people } = inPhase(report.byPhase, phase)
          return (
            <tr>
              <th scope="row">{title}</th>
              <td class="number">{showCount(page, units)}</td>
              <td class="number">{showCount(page, people)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** The sums under the task that states them; a figure that several tasks state stands under the first. */
function Sums({ page, playbook, report }: PartProps) {
  const { situation: words } = page.words
  const groups = sumsByTask(playbook, report)
  if (groups.length === 0) return <p>{words.noEvidence}</p>
  return (
    <>
      <table>
        <caption>{words.evidence}</caption>
        <thead>
          <tr>
            <th scope="col">{words.field}</th>
            <th scope="col" class="number">
              {words.sum}
            </th>
            <th scope="col" class="number">
              {words.reportedBy}
            </th>
          </tr>
        </thead>
        {groups.map(({ task, sums }) => (
          <tbody>
            <tr>
              <th scope="rowgroup" colspan={3} class="group">
                {say(page, task.title)}
              </th>
            </tr>
            {sums.map(({ field, sum, schools }) => (
              <tr>
                <th scope="row">{say(page, field.label)}</th>
                <td class="number">{showCount(page, sum)}</td>
                <td class="number">{showCount(page, schools)}</td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
      <p class="hint">{words.evidenceLead}</p>
    </>
  )
}

interface TaskSums {
  readonly task: Task
  readonly sums: readonly { readonly field: Field; readonly sum: number; readonly schools: number }[]
}

/** Where people are comes first: it is what is asked every night. */
function sumsByTask(playbook: Playbook, { evidence, reportedBy }: Report): readonly TaskSums[] {
  const tasks = allTasks(playbook).toSorted((left, right) => Number(right.group === 'people') - Number(left.group === 'people'))
  const seen = new Set<string>()
  return tasks.flatMap((task) => {
    const fresh = task.fields.filter(({ name }) => evidence[name] !== undefined && !seen.has(name))
    for (const { name } of fresh) seen.add(name)
    return fresh.length === 0
      ? []
      : [{ task, sums: fresh.map((field) => ({ field, sum: evidence[field.name] ?? 0, schools: reportedBy[field.name] ?? 0 })) }]
  })
}
