import type { Database } from './connect.ts'
import type { PlaybookVersionTable } from './version-tables.ts'
import type { Viewer } from './scope.ts'
import { withinSubtree } from './scope.ts'

/** The versions that this database has had in use, with the digest under which each came into use; empty if that is not known yet. */
export async function readPlaybookVersions(db: Database): Promise<readonly PlaybookVersionTable[]> {
  return db.selectFrom('playbook_version').selectAll().orderBy('playbook').orderBy('version').execute()
}

/** Keeps a version with its digest; one that is kept with a digest stays as it is. */
export async function keepPlaybookVersion(db: Database, row: PlaybookVersionTable): Promise<void> {
  await db
    .insertInto('playbook_version')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['playbook', 'version']).doUpdateSet({ digest: row.digest }).where('playbook_version.digest', '=', ''),
    )
    .execute()
}

/** How many responses in the viewer's charge follow each version, by version. */
export async function countByVersion(db: Database, viewer: Viewer, playbook: string, mode: string): Promise<ReadonlyMap<number, number>> {
  const rows = await db
    .selectFrom('response')
    .innerJoin('unit', 'unit.id', 'response.unit_id')
    .select((eb) => ['response.version', eb.fn.countAll<number | string>().as('responses')])
    .where('response.playbook', '=', playbook)
    .where('response.mode', '=', mode)
    .where(withinSubtree('unit.path', viewer.path))
    .groupBy('response.version')
    .execute()
  return new Map(rows.map(({ version, responses }) => [version, Number(responses)]))
}
