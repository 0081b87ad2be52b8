import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { onTestFinished } from 'vitest'
import { connect, type Connections, type Database } from '../../db/connect.ts'
import { migrate } from '../../db/migrate.ts'
import { newDatabase } from '../databases.ts'
import { checkBackup, restore, schemaOf, type RestoreRefusal } from '../../src/engine/restore.ts'

/** A folder for one test, removed when it is over. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fangxian-backup-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

/** A database of its own, as empty as on the first day unless it was migrated only so far. */
export async function openFresh(upTo?: string): Promise<Connections> {
  const database = await newDatabase({ empty: true })
  const connections = await connect(database.place)
  onTestFinished(async () => {
    await connections.close()
    await database.remove()
  })
  await migrate(connections.writer, upTo)
  return connections
}

/** What the backup restores to in a fresh database, or why it is refused. */
export async function restored(file: string): Promise<Connections | RestoreRefusal> {
  const checked = await checkBackup(file)
  if ('refusal' in checked) return checked
  const connections = await openFresh(schemaOf(checked))
  return (await restore(connections, file, checked)) ?? connections
}

/** Like `restored`, of a backup that must not be refused. */
export async function restoredDatabase(file: string): Promise<Connections> {
  const connections = await restored(file)
  if ('refusal' in connections) throw new Error(`refused: ${connections.refusal} ${connections.reason}`)
  return connections
}

/** Every row of every table, read without any code of ours; in the order of its text. */
export async function contentsOf(db: Database): Promise<Readonly<Record<string, readonly string[]>>> {
  // Leases change by themselves while processes run.
  const tables = (await db.introspection.getTables()).map(({ name }) => name).filter((name) => name !== 'lease')
  const contents = tables.map(async (name) => {
    const { rows } = await sql<object>`select * from ${sql.table(name)}`.execute(db)
    return [name, rows.map((row) => JSON.stringify(row)).toSorted()] as const
  })
  return Object.fromEntries(await Promise.all(contents))
}
