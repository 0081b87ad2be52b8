import { takeCounter } from '../../db/append.ts'
import { restoreRows } from '../../db/backup-rows.ts'
import { BACKUP_TABLES } from '../../db/backup-tables.ts'
import type { Connections, Database } from '../../db/connect.ts'
import { appliedMigrations, migrate, MIGRATION_NAMES } from '../../db/migrate.ts'
import { inTransaction } from '../../db/transaction.ts'
import { readBackup, UnreadableBackup, type WholeBackup } from './read-backup.ts'

/** Why nothing was restored. */
export interface RestoreRefusal {
  readonly refusal: UnreadableBackup['refusal'] | 'not_empty' | 'newer_tables'
  readonly reason?: string
}

/** Reads the whole file and touches no database: is it a backup, undamaged, and of tables that this version knows? */
export async function checkBackup(file: string): Promise<WholeBackup | RestoreRefusal> {
  try {
    const whole = await readBackup(file, () => Promise.resolve())
    const { migrations } = whole.header
    const known = migrations.every((name, index) => name === MIGRATION_NAMES[index])
    return known ? whole : { refusal: 'newer_format', reason: `it has the tables of ${migrations.at(-1)}` }
  } catch (error) {
    if (!(error instanceof UnreadableBackup)) throw error
    return { refusal: error.refusal, reason: error.message }
  }
}

/** The migration to which an empty database is brought before that backup can be restored into it. */
export function schemaOf({ header }: WholeBackup): string {
  return header.migrations.at(-1) ?? ''
}

/**
 * Fills a database with a checked backup, in one transaction: everything or nothing. Only one in which nothing was ever
 * recorded is filled, so a server that runs on it has nothing to lose. An older backup is brought to the newest tables.
 */
export async function restore({ writer }: Pick<Connections, 'writer'>, file: string, checked: WholeBackup): Promise<RestoreRefusal | null> {
  const refusal = await inTransaction(writer, async (trx): Promise<RestoreRefusal | null> => {
    if ((await takeCounter(trx)) > 0) return { refusal: 'not_empty' }
    if ((await appliedMigrations(trx)).at(-1) !== schemaOf(checked)) return { refusal: 'newer_tables' }
    await fill(trx, file, checked)
    return null
  })
  if (refusal === null) await migrate(writer)
  return refusal
}

async function fill(trx: Database, file: string, checked: WholeBackup): Promise<void> {
  const tables = new Map(BACKUP_TABLES.map((table) => [table.name, table]))
  const filled = await readBackup(file, async (name, rows) => {
    const table = tables.get(name)
    if (table === undefined) throw new Error(`a backup of these tables has no table ${name}`)
    await restoreRows(trx, table, rows)
  })
  if (filled.ending.sha256 !== checked.ending.sha256) throw new Error(`${file} became another file while it was restored`)
}
