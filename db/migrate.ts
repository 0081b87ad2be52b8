import type { Migration } from 'kysely/migration'
import { Migrator } from 'kysely/migration'
import type { Database } from './connect.ts'
import * as firstLight from './migrations/0001-first-light.ts'
import * as accounts from './migrations/0002-accounts.ts'
import * as manyProcesses from './migrations/0003-many-processes.ts'
import * as schoolCalendar from './migrations/0004-school-calendar.ts'
import * as overlays from './migrations/0005-overlays.ts'
import * as assignments from './migrations/0006-assignments.ts'
import * as files from './migrations/0007-files.ts'
import * as versions from './migrations/0008-versions.ts'
import * as awaiting from './migrations/0009-awaiting.ts'
import * as levelsAbove from './migrations/0010-levels-above.ts'
import * as concealments from './migrations/0011-concealments.ts'
import * as awaitingCount from './migrations/0012-awaiting-count.ts'

const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-first-light': firstLight,
  '0002-accounts': accounts,
  '0003-many-processes': manyProcesses,
  '0004-school-calendar': schoolCalendar,
  '0005-overlays': overlays,
  '0006-assignments': assignments,
  '0007-files': files,
  '0008-versions': versions,
  '0009-awaiting': awaiting,
  '0010-levels-above': levelsAbove,
  '0011-concealments': concealments,
  '0012-awaiting-count': awaitingCount,
}

/** The names of all migrations that this version knows, first to last. */
export const MIGRATION_NAMES: readonly string[] = Object.keys(MIGRATIONS).toSorted()

/**
 * Brings the database to the newest schema, or to that of the migration `upTo`; one that is there or beyond stays as it
 * is. Returns the names of what was carried out; throws, with the migration's name, if one fails.
 */
export async function migrate(db: Database, upTo?: string): Promise<readonly string[]> {
  // Asked for a migration that lies behind, Kysely would go back to it.
  if (upTo !== undefined && (await appliedMigrations(db)).includes(upTo)) return []
  const migrator = createMigrator(db)
  const { error, results } = await (upTo === undefined ? migrator.migrateToLatest() : migrator.migrateTo(upTo))
  const failed = results?.find(({ status }) => status === 'Error')
  if (error !== undefined) throw new Error(`migration ${failed?.migrationName ?? ''} failed`, { cause: error })
  return results?.map(({ migrationName }) => migrationName) ?? []
}

/** The names of the migrations that the database has been through, first to last. */
export async function appliedMigrations(db: Database): Promise<readonly string[]> {
  const migrations = await createMigrator(db).getMigrations()
  return migrations.filter(({ executedAt }) => executedAt !== undefined).map(({ name }) => name)
}

function createMigrator(db: Database): Migrator {
  return new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) } })
}
