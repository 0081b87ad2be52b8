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
  readonly copy: () => Place
  readonly remove: () => void
}

/** A folder with a SQLite database in it. `below` is where the folder is made. */
export function sqlitePlace(below = tmpdir()): Place {
  const folder = mkdtempSync(join(below, 'fangxian-faults-'))
  return placeIn(
    folder,
    cleanedOnce(() => rmSync(folder, { recursive: true, force: true })),
  )
}

/** The data in a folder that somebody else makes and removes. */
export function placeIn(folder: string, remove: () => void = () => undefined): Place {
  return {
    env: { DATA_DIR: folder },
    connect: () => connectSqlite(join(folder, 'fangxian.sqlite')),
    copy: () => {
      const another = sqlitePlace()
      cpSync(folder, another.env['DATA_DIR'] ?? '', { recursive: true })
      return another
    },
    remove,
  }
}
