import type { Kind } from '../machines/vocabulary.ts'
import { SCHOOL_KINDS } from '../machines/vocabulary.ts'
import type { SchoolGroup } from '../src/core/provisional-terms.ts'
import { inChunks } from './append.ts'
import type { Database } from './connect.ts'
import type { Viewer } from './scope.ts'
import { withinSubtree } from './scope.ts'

/** Which kinds of school there are below which unit, among those that the viewer may see; without the schools named. */
export async function listSchoolGroups(db: Database, viewer: Viewer, except: readonly string[]): Promise<readonly SchoolGroup[]> {
  const rows = await db
    .selectFrom('unit')
    .innerJoin('unit as above', 'above.code', 'unit.parent')
    .select(['above.path', 'unit.kind'])
    .distinct()
    .where(withinSubtree('unit.path', viewer.path))
    .where('unit.kind', 'in', SCHOOL_KINDS)
    .$if(except.length > 0, (qb) => qb.where('unit.code', 'not in', except))
    .orderBy('above.path')
    .orderBy('unit.kind')
    .execute()
  // The kind column is written from a Unit alone.
  return rows.map(({ path, kind }) => ({ path, kind: kind as Kind }))
}

/** The names of these units, by code. */
export async function namesOf(db: Database, codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>()
  for (const some of inChunks([...new Set(codes)], 1000)) {
    const rows = await db.selectFrom('unit').select(['code', 'name']).where('code', 'in', some).execute()
    for (const { code, name } of rows) names.set(code, name)
  }
  return names
}
