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
    // Steps along the index from task to task, so that the length of the history does not matter.
    .withRecursive('stated(unit_id, path, task, seq, evidence)', (cte) =>
      cte
        .selectFrom('unit')
        .innerJoin('sign_off', (join) => join.on('sign_off.seq', '=', latestStanding('unit.id', null)))
        .select(['unit.id as unit_id', 'unit.path', 'sign_off.task', 'sign_off.seq', 'sign_off.evidence'])
        .where(withinSubtree('unit.path', path))
        .unionAll(
          cte
            .selectFrom('stated')
            .innerJoin('sign_off', (join) => join.on('sign_off.seq', '=', latestStanding('stated.unit_id', 'stated.task')))
            .select(['stated.unit_id', 'stated.path', 'sign_off.task', 'sign_off.seq', 'sign_off.evidence']),
        ),
    )
    .selectFrom('stated')
    .select(['stated.path', 'stated.seq', 'stated.evidence'])
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

/** Seq of the latest standing statement of a unit in the last task by name, or in the last before the given one. */
function latestStanding(unitId: string, before: string | null) {
  return expressionBuilder<Tables>()
    .selectFrom('sign_off as latest')
    .select('latest.seq')
    .where('latest.unit_id', '=', sql.ref<number>(unitId))
    .$if(before !== null, (qb) => qb.where('latest.task', '<', sql.ref<string>(before ?? '')))
    .where('latest.playbook', '=', 'epidemic')
    .where('latest.mode', '=', 'actual')
    .where('latest.statement', '=', 'done')
    .where('latest.withdrawn_by', 'is', null)
    .where('latest.evidence', '<>', '{}')
    .where((eb) => eb.or([eb('latest.complete', '=', 1), eb.exists(completion())]))
    .orderBy('latest.task', 'desc')
    .orderBy('latest.seq', 'desc')
    .limit(1)
}

/** The second signature, given to what the first one said. */
function completion() {
  const eb = expressionBuilder<Tables & { latest: Tables['sign_off'] }, 'latest'>()
  return eb
    .selectFrom('sign_off as second')
    .select('second.seq')
    .whereRef('second.unit_id', '=', 'latest.unit_id')
    .whereRef('second.task', '=', 'latest.task')
    .whereRef('second.visit', '=', 'latest.visit')
    .whereRef('second.seq', '>', 'latest.seq')
    .where(({ fn, val, eb: same }) => same(fn.coalesce('second.occurrence', val('')), '=', fn.coalesce('latest.occurrence', val(''))))
    .where('second.complete', '=', 1)
    .where('second.withdrawn_by', 'is', null)
}
