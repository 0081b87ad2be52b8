import { z, type OpenAPIHono } from '@hono/zod-openapi'
import { situationReport } from '../../../db/situation.ts'
import { latestPlaybooks } from '../../../machines/registry.ts'
import { weekdayCalendar } from '../../core/calendar/calendar.ts'
import { lastReportDate } from '../../core/report-date.ts'
import type { Deps } from '../deps.ts'
import { actorOf, type Env } from '../session.ts'
import { Concealment, concealmentItem } from './concealments.ts'
import { Code, CodeParam } from './parts.ts'
import { describe, json, refused, resource } from './route.ts'

const ByPhase = z.record(z.string(), z.object({ units: z.number(), people: z.number() }))

const Situation = z
  .object({
    units: z.number().meta({ description: 'Schools.' }),
    people: z.number().meta({ description: 'Everybody on their rosters.' }),
    byPhase: ByPhase,
    evidence: z.record(z.string(), z.number()).meta({ description: 'Each count field, summed over what every school stated last.' }),
    reportedBy: z.record(z.string(), z.number()).meta({ description: 'How many schools stated each field.' }),
    overdue: z.number().meta({ description: 'Tasks that the schools themselves are late with.' }),
    awaiting: z.number().meta({ description: 'Tasks of schools that wait for a bureau.' }),
    awaitingOverdue: z.number().meta({ description: 'Those of them past their deadline.' }),
    openCases: z.number(),
    provisional: z.number(),
    missingReports: z.array(z.object({ code: Code, name: z.string() })).meta({ description: 'Without a complete report for the day.' }),
    faultyReports: z
      .array(
        z.object({
          code: Code,
          name: z.string(),
          fault: z.enum(['missing', 'late', 'incomplete']),
          why: z.enum(['withdrawn', 'unconfirmed', 'without_figures', 'corrected_late']).nullable(),
        }),
      )
      .meta({ description: 'Reports that are missing, late or incomplete, told apart; `why` for the incomplete.' }),
    concealedReports: z.array(Concealment).meta({ description: 'Reports of the day that an office above stated to be concealed.' }),
    concealingSchools: z
      .record(z.string(), z.number())
      .meta({ description: 'Schools with such a report, by the code of the unit directly below the region.' }),
  })
  .openapi('Situation')

const getSituation = describe({
  method: 'get',
  path: '/regions/{code}/situation',
  summary: 'The figures of a region',
  request: { params: CodeParam, query: z.object({ date: z.iso.date().optional() }) },
  responses: { 200: json(Situation, 'Summed from what schools signed.') },
})

export function situations({ connections: { reports }, engine, timeZone }: Deps): OpenAPIHono<Env> {
  const calendar = weekdayCalendar(timeZone)
  const [playbook] = latestPlaybooks()
  if (playbook === undefined) throw new Error('no playbook is registered')
  return resource().openapi(getSituation, async (c) => {
    const date = c.req.valid('query').date ?? lastReportDate(playbook, calendar, engine.clock.now())
    const report = await situationReport(reports, actorOf(c), c.req.valid('param').code, { date })
    if (report === null) return refused(c, { refusal: 'unknown_unit' })
    const { units, people, byPhase, evidence, reportedBy, overdue, awaiting, awaitingOverdue, openCases, provisional, missingReports } =
      report
    const faultyReports = report.faultyReports.map(({ code, name, fault, why }) => ({ code, name, fault, why }))
    const figures = { units, people, byPhase, evidence, reportedBy, overdue, awaiting, awaitingOverdue, openCases, provisional }
    const concealed = {
      concealedReports: report.concealedReports.map(concealmentItem),
      concealingSchools: Object.fromEntries(report.byRegion.map(({ unit, concealingSchools }) => [unit.code, concealingSchools])),
    }
    return c.json({ ...figures, missingReports: [...missingReports], faultyReports, ...concealed }, 200)
  })
}
