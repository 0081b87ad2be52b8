import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { isDeepStrictEqual } from 'node:util'
import type { z } from 'zod'
import type { PortableRow } from '../../db/portable-row.ts'
import { Beginning, BACKUP_VERSION, Ending, Header, PageHead } from './backup-format.ts'

/** A file that is no whole backup, or one of a later version. Thrown in the middle of reading; `restore` makes a refusal of it. */
export class UnreadableBackup extends Error {
  readonly refusal: 'damaged' | 'newer_format'

  constructor(refusal: UnreadableBackup['refusal'], reason: string, cause?: unknown) {
    super(reason, { cause })
    this.refusal = refusal
  }
}

/** A backup that was read to its end and found whole. */
export interface WholeBackup {
  readonly header: Header
  readonly ending: Ending
}

/**
 * Reads a backup from its first line to its last and hands out its rows page after page. Whoever keeps rows waits for
 * the answer before committing them: only the end shows whether all are there and as they were written. Throws
 * `UnreadableBackup`, and the errors of the file system.
 */
export async function readBackup(file: string, take: (table: string, rows: readonly PortableRow[]) => Promise<void>): Promise<WholeBackup> {
  const digest = createHash('sha256')
  const counted: Record<string, number> = {}
  let header: Header | undefined
  let ending: Ending | undefined
  for await (const part of partsOf(file, (line) => digest.update(line))) {
    if (ending !== undefined) throw damaged('something follows the end')
    if (header === undefined) header = headerIn(part)
    else if (!('table' in part)) ending = shaped(Ending, part)
    else {
      counted[part.table] = (counted[part.table] ?? 0) + part.rows.length
      await take(part.table, part.rows)
    }
  }
  if (header === undefined || ending === undefined) throw damaged('the end is missing')
  const listed = Object.fromEntries(Object.entries(ending.rows).filter(([, count]) => count > 0))
  if (!isDeepStrictEqual(counted, listed)) throw damaged('not all rows are there')
  if (digest.digest('hex') !== ending.sha256) throw damaged('the contents are not what was written')
  return { header, ending }
}

interface Page {
  readonly table: string
  readonly rows: readonly PortableRow[]
}

/** Header and ending as they stand in the file, and pages; `hash` is given every line but the ending. */
async function* partsOf(file: string, hash: (line: string) => void): AsyncGenerator<Page | object> {
  let head: PageHead | undefined
  let rows: PortableRow[] = []
  for await (const line of linesOf(file)) {
    const value = parsed(line)
    if (Array.isArray(value)) {
      rows.push(rowOf(head, value))
      hash(line)
      continue
    }
    if (head !== undefined) yield { table: head.table, rows }
    head = 'table' in value ? shaped(PageHead, value) : undefined
    rows = []
    if (!('sha256' in value)) hash(line)
    if (head === undefined) yield value
  }
}

function rowOf(head: PageHead | undefined, values: readonly unknown[]): PortableRow {
  if (head === undefined || head.columns.length !== values.length) throw damaged('a row does not fit its table')
  // Written from a PortableRow; whether they are still as written shows at the end of the file.
  return Object.fromEntries(head.columns.map((column, index) => [column, values[index]])) as PortableRow
}

function headerIn(part: object): Header {
  const { v } = shaped(Beginning, part)
  if (v > BACKUP_VERSION) throw new UnreadableBackup('newer_format', `format ${v}, and this version reads up to ${BACKUP_VERSION}`)
  return shaped(Header, part)
}

function shaped<S extends z.ZodType>(schema: S, value: object): z.infer<S> {
  const { success, data, error } = schema.safeParse(value)
  if (!success) throw damaged('a line is not part of a backup', error)
  return data
}

function parsed(line: string): object {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value === 'object' && value !== null) return value
  } catch (error) {
    throw damaged('a line is not part of a backup', error)
  }
  throw damaged('a line is not part of a backup')
}

/** The lines of the unpacked file, each with its line feed. */
async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = Buffer.alloc(0)
  for await (const chunk of unpacked(file)) {
    const text = Buffer.concat([rest, chunk])
    let start = 0
    for (let end = text.indexOf(LINE_FEED); end !== -1; end = text.indexOf(LINE_FEED, start)) {
      yield text.toString('utf8', start, end + 1)
      start = end + 1
    }
    rest = text.subarray(start)
  }
  if (rest.length > 0) throw damaged('the last line is cut short')
}

const LINE_FEED = 0x0a
const CHUNK = 256 * 1024

async function* unpacked(file: string): AsyncGenerator<Buffer> {
  const unzip = createGunzip({ chunkSize: CHUNK })
  // What fails on either side ends the loop below with the same error.
  pipeline(createReadStream(file), unzip, () => undefined)
  try {
    for await (const chunk of unzip) yield chunk as Buffer // It is in no object mode.
  } catch (error) {
    const unpacking = error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')
    throw unpacking ? damaged('it cannot be unpacked', error) : error
  }
}

function damaged(reason: string, cause?: unknown): UnreadableBackup {
  return new UnreadableBackup('damaged', reason, cause)
}
