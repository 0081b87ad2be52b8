import type { Unit } from '../src/core/unit.ts'
import type { Playbook } from '../machines/playbook.ts'
import type { Database } from './connect.ts'
import { toUnit } from './unit-columns.ts'

/** The units that the playbook is for and that have no actual response in it, in order of path after `after`. */
export async function findWithoutResponse(
  db: Database,
  { name, kinds }: Pick<Playbook, 'name' | 'kinds'>,
  after: string,
  limit: number,
): Promise<readonly Pick<Unit, 'code' | 'path'>[]> {
  return db
    .selectFrom('unit')
    .leftJoin('response', (join) =>
      join.onRef('response.unit_id', '=', 'unit.id').on('response.playbook', '=', name).on('response.mode', '=', 'actual'),
    )
    .select(['unit.code', 'unit.path'])
    .where('unit.path', '>', after)
    .where('unit.kind', 'in', kinds)
    .where('response.id', 'is', null)
    .orderBy('unit.path')
    .limit(limit)
    .execute()
}

/** These units as they are now, in order of path; unknown ones are missing. */
export async function loadUnits(db: Database, codes: readonly string[]): Promise<readonly Unit[]> {
  const rows = await db.selectFrom('unit').selectAll().where('code', 'in', codes).orderBy('path').execute()
  return rows.map(toUnit)
}
