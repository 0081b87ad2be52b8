import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { inject, onTestFinished } from 'vitest'
import type { Connections, Place } from '../db/connect.ts'
import { connect } from '../db/connect.ts'
import { migrate } from '../db/migrate.ts'
import { quickFolder } from './quick-folder.ts'

/** A database of a test's own: a SQLite file, or in the project `postgres` a database of a real PostgreSQL. */
export interface TestDatabase {
  readonly place: Place
  /** Connects to it, migrated. Once for each process that the test plays. */
  readonly connect: () => Promise<Connections>
  readonly remove: () => Promise<void>
}

/** `empty`: without any table. `server`: null for SQLite, whatever the project. */
export async function newDatabase({ empty = false, server = inject('postgres') } = {}): Promise<TestDatabase> {
  const template = inject('migrated')
  const { place, remove } =
    server === null ? newFile(empty ? undefined : template) : await newPostgres(empty ? { ...server, template: 'template0' } : server)
  return {
    place,
    remove,
    connect: async () => {
      const connections = await connect(place)
      // A copy of a migrated database is migrated.
      if (empty || (server === null && template === undefined)) await migrate(connections.writer)
      return connections
    },
  }
}

/** Connected, for one test: closed and removed when the test is over. */
export async function openDatabase(): Promise<Connections> {
  const database = await newDatabase()
  const connections = await database.connect()
  onTestFinished(async () => {
    await connections.close()
    await database.remove()
  })
  return connections
}

type New = Omit<TestDatabase, 'connect'>

function newFile(template: string | undefined): New {
  const folder = quickFolder()
  const file = join(folder, 'test.sqlite')
  if (template !== undefined) copyFileSync(template, file)
  return {
    place: { file },
    remove: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
  }
}

async function newPostgres({ address, template }: { readonly address: string; readonly template: string }): Promise<New> {
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`
  // Copying the files spares the log, and with it most of the time of creating and of dropping.
  await asked(address, `create database ${name} template ${template} strategy file_copy`)
  return {
    place: { url: `${address}/${name}` },
    remove: () => asked(address, `drop database ${name} with (force)`),
  }
}

/** Asks the server outside of any test's database. */
async function asked(address: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: `${address}/postgres` })
  await client.connect()
  await client.query(statement)
  await client.end()
}

declare module 'vitest' {
  interface ProvidedContext {
    /** The server of the project `postgres`, and a migrated database to copy; null where tests use SQLite. */
    readonly postgres: { readonly address: string; readonly template: string } | null
    /** A migrated SQLite file without anything in it, to make copies of; where there is none, each is migrated anew. */
    readonly migrated?: string
  }
}
