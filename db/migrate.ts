import type { Migration } from 'kysely/migration'
import { Migrator } from 'kysely/migration'
import type { Database } from './connect.ts'
import * as firstLight from './migrations/0001-first-light.ts'
import * as accounts from './migrations/0002-accounts.ts'
import * as manyProcesses from './migrations/0003-many-processes.ts'

const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-first-light': firstLight,
  '0002-accounts': accounts,
  '0003-many-processes': manyProcesses,
}

/** Brings the database to the newest schema; throws, with the migration's name, if one fails. */
export async function migrate(db: Database): Promise<readonly string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) } })
  const { error, results } = await migrator.migrateToLatest()
  const failed = results?.find(({ status }) => status === 'Error')
  if (error !== undefined) throw new Error(`migration ${failed?.migrationName ?? ''} failed`, { cause: error })
  return results?.map(({ migrationName }) => migrationName) ?? []
}
