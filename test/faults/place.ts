import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectSqlite, type Connections } from '../../db/connect.ts'
import { cleanedOnce } from './leftovers.ts'

/** Where a server under test keeps its data. */
export interface Place {
  /** Settings that lead the server, or a command, to the data. */
  readonly env: Readonly<Record<string, string>>
  /** For a witness that reads beside the server. */
  readonly connect: () => Promise<Connections>
  /** The same data again, to be spoilt. */
  readonly copy: () => Promise<Place>
  readonly remove: () => unknown
}

/** A new folder for a SQLite database; copies of it lie beside it. */
export function sqlitePlace(below = tmpdir()): Place {
  const folder = mkdtempSync(join(below, 'fangxian-faults-'))
  return placeIn(
    folder,
    cleanedOnce(() => rmSync(folder, { recursive: true, force: true })),
    below,
  )
}

/** The data in a folder that somebody else makes. */
export function placeIn(folder: string, remove: () => void, below = tmpdir()): Place {
  return {
    env: { DATA_DIR: folder },
    connect: () => connectSqlite(join(folder, 'fangxian.sqlite')),
    copy: () => {
      const another = sqlitePlace(below)
      cpSync(folder, another.env['DATA_DIR'] ?? '', { recursive: true })
      return Promise.resolve(another)
    },
    remove,
  }
}
