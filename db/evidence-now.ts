import { expressionBuilder, sql } from 'kysely'
import type { Evidence } from '../machines/playbook.ts'
import type { Database } from './connect.ts'
import type { Tables } from './schema.ts'
import { withinSubtree } from './scope.ts'

/** What a school stated last in one of its tasks. */
export interface Statement {
  readonly path: string
  readonly seq: number
  readonly evidence: Evidence
}

/** By count field: the sum over the schools, and how many of them stated it. */
export interface EvidenceSums {
  readonly evidence: Readonly<Record<string, number>>
  readonly reportedBy: Readonly<Record<string, number>>
}

/**
 * For every school below, and every task that it has signed, the latest statement that stands: complete, not
 * withdrawn, with evidence. Where a second signature only confirms, the evidence is that of the first.
 */
export async function statementsBelow(db: Database, path: string): Promise<readonly Statement[]> {
  const rows = await db
    .withRecursive('signed(unit_id, path, task)', (cte) =>
      cte
        .selectFrom('unit')
        .select(['unit.id as unit_id', 'unit.path', nextTask('unit.id', null).as('task')])
        .where(withinSubtree('unit.path', path))
        .unionAll(
          cte
            .selectFrom('signed')
            .select(['signed.unit_id', 'signed.path', nextTask('signed.unit_id', 'signed.task').as('task')])
            .where('signed.task', 'is not', null),
        ),
    )
    .selectFrom('signed')
    .innerJoin('sign_off', (join) => join.on('sign_off.seq', '=', latestStanding()))
    .select(['signed.path', 'sign_off.seq', 'sign_off.evidence'])
    .execute()
  // Projected from the evidence of a signature.
  return rows.map((row) => ({ ...row, evidence: JSON.parse(row.evidence) as Evidence }))
}

/**
 * Adds up the counts. Tasks may share a field (the heads counted by L-03 and L-04 are the same people), so each school
 * counts once for a field: with the statement that it made last.
 */
export function sumsOf(statements: readonly Statement[]): EvidenceSums {
  const evidence: Record<string, number> = {}
  const reportedBy: Record<string, number> = {}
  const counted = new Set<string>()
  for (const { path, evidence: stated } of statements.toSorted((a, b) => b.seq - a.seq)) {
    for (const [field, value] of Object.entries(stated)) {
      if (typeof value !== 'number' || counted.has(`${path} ${field}`)) continue
      counted.add(`${path} ${field}`)
      evidence[field] = (evidence[field] ?? 0) + value
      reportedBy[field] = (reportedBy[field] ?? 0) + 1
    }
  }
  return { evidence, reportedBy }
}

/** The task after this one among those a unit has signed: a step along the index, however many signatures there are. */
function nextTask(unitId: string, task: string | null) {
  return expressionBuilder<Tables>()
    .selectFrom('sign_off')
    .select(({ fn }) => fn.min('sign_off.task').as('task'))
    .where('sign_off.unit_id', '=', sql.ref<number>(unitId))
    .$if(task !== null, (qb) => qb.where('sign_off.task', '>', sql.ref<string>(task ?? '')))
}

function latestStanding() {
  const eb = expressionBuilder<Tables & { signed: { unit_id: number; path: string; task: string | null } }, 'signed'>()
  return eb
    .selectFrom('sign_off as latest')
    .select('latest.seq')
    .whereRef('latest.unit_id', '=', 'signed.unit_id')
    .whereRef('latest.task', '=', 'signed.task')
    .where('latest.playbook', '=', 'epidemic')
    .where('latest.mode', '=', 'actual')
    .where('latest.statement', '=', 'done')
    .where('latest.withdrawn_by', 'is', null)
    .where('latest.evidence', '<>', '{}')
    .where((inner) =>
      inner.or([
        inner('latest.complete', '=', 1),
        inner.exists(
          inner
            .selectFrom('sign_off as second')
            .select('second.seq')
            .whereRef('second.unit_id', '=', 'latest.unit_id')
            .whereRef('second.task', '=', 'latest.task')
            .whereRef('second.visit', '=', 'latest.visit')
            .whereRef('second.seq', '>', 'latest.seq')
            .where((same) =>
              same(same.fn.coalesce('second.occurrence', same.val('')), '=', same.fn.coalesce('latest.occurrence', same.val(''))),
            )
            .where('second.complete', '=', 1)
            .where('second.withdrawn_by', 'is', null),
        ),
      ]),
    )
    .orderBy('latest.seq', 'desc')
    .limit(1)
}
