import { expressionBuilder, sql } from 'kysely'
import type { Evidence } from '../machines/form.ts'
import type { Database } from './connect.ts'
import type { Tables } from './schema.ts'
import { withinSubtree } from './scope.ts'

/** What a school stated in one of its tasks. */
export interface Statement {
  readonly path: string
  readonly seq: number
  readonly evidence: Evidence
}

/** The counts of a school, each as it stated it last. */
export interface Figures {
  readonly path: string
  readonly counts: ReadonlyMap<string, number>
}

/** By count field: the sum over the schools, and how many of them stated it. */
export interface EvidenceSums {
  readonly evidence: Readonly<Record<string, number>>
  readonly reportedBy: Readonly<Record<string, number>>
}

/**
 * For every school below, and every task that it has signed in a phase that still counts, the latest statement that
 * stands: complete, not withdrawn, with evidence. Where a second signature only confirms, the evidence is that of the first.
 */
export async function statementsBelow(db: Database, path: string): Promise<readonly Statement[]> {
  const rows = await db
    // Steps along the index from task to task, so that the length of the history does not matter.
    .withRecursive('stated(unit_id, path, task, seq, visit, evidence)', (cte) =>
      cte
        .selectFrom('unit')
        .innerJoin('sign_off', (join) => join.on('sign_off.seq', '=', latestStanding('unit.id', null)))
        .select(['unit.id as unit_id', 'unit.path', 'sign_off.task', 'sign_off.seq', 'sign_off.visit', 'sign_off.evidence'])
        .where(withinSubtree('unit.path', path))
        .unionAll(
          cte
            .selectFrom('stated')
            .innerJoin('sign_off', (join) => join.on('sign_off.seq', '=', latestStanding('stated.unit_id', 'stated.task')))
            .select(['stated.unit_id', 'stated.path', 'sign_off.task', 'sign_off.seq', 'sign_off.visit', 'sign_off.evidence']),
        ),
    )
    .selectFrom('stated')
    .innerJoin('response', (join) =>
      join.onRef('response.unit_id', '=', 'stated.unit_id').on('response.playbook', '=', 'epidemic').on('response.mode', '=', 'actual'),
    )
    .select(['stated.path', 'stated.seq', 'stated.visit', 'stated.evidence', 'response.visits'])
    .execute()
  return (
    rows
      .filter(({ visit, visits }) => visits.includes(`,${visit},`))
      // Projected from the evidence of a signature.
      .map((row) => ({ path: row.path, seq: row.seq, evidence: JSON.parse(row.evidence) as Evidence }))
  )
}

/**
 * The figures of each school. Tasks may share a field (the unreached of L-03 and L-04 are the same people), so of each
 * field only the word that came last counts.
 */
export function lastWords(statements: readonly Statement[]): readonly Figures[] {
  const schools = new Map<string, Map<string, number>>()
  for (const { path, evidence } of statements.toSorted((a, b) => a.seq - b.seq)) {
    const counts = schools.get(path) ?? new Map<string, number>()
    schools.set(path, counts)
    for (const [field, value] of Object.entries(evidence)) if (typeof value === 'number') counts.set(field, value)
  }
  return [...schools].map(([path, counts]) => ({ path, counts }))
}

export function sumsOf(figures: readonly Figures[]): EvidenceSums {
  const evidence: Record<string, number> = {}
  const reportedBy: Record<string, number> = {}
  for (const { counts } of figures) {
    for (const [field, value] of counts) {
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
    .where((same) => same(same.fn.coalesce('second.occurrence', same.val('')), '=', same.fn.coalesce('latest.occurrence', same.val(''))))
    .where('second.complete', '=', 1)
    .where('second.withdrawn_by', 'is', null)
}
