import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { connectSqlite } from '../db/connect.ts'
import { migrate } from '../db/migrate.ts'
import { quickFolder } from './quick-folder.ts'

/** Before the tests of the project `unit`: a SQLite file is migrated once, and each test copies it. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = quickFolder()
  const file = join(folder, 'migrated.sqlite')
  const { writer, close } = await connectSqlite(file)
  await migrate(writer)
  // Closing folds the log back: the file alone is the whole database.
  await close()
  project.provide('migrated', file)
  return () => rmSync(folder, { recursive: true, force: true })
}
