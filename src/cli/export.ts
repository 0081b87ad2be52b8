import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { readEntries } from '../../db/append.ts'
import type { Database } from '../../db/connect.ts'
import { readTexts } from '../../db/replay-rows.ts'
import { loadUnitsByCode } from '../../db/unit-rows.ts'
import { openDatabase } from '../open.ts'
import { done, type Command } from './command.ts'

export const exporting: Command = {
  name: 'export',
  usage: '[--out FILE]',
  summary: '导出全部日志（每行一条 JSON） write the whole journal, one entry a line',
  options: { out: { type: 'string', help: '写入文件，否则写到标准输出 a file instead of standard output' } },
  words: [0, 0],
  run: async (asked, config, { out }) => {
    const { connections } = await openDatabase(config)
    const counted = { entries: 0 }
    const file = asked.text('out')
    const lines = Readable.from(journalLines(connections.reports, counted))
    // Standard output is written to after this as well, so it stays open.
    await (file === undefined ? pipeline(lines, out, { end: false }) : pipeline(lines, createWriteStream(file, { mode: 0o600 })))
    await connections.close()
    return done(file === undefined ? '' : `已导出 exported ${counted.entries}: ${file}`, { ...counted, file: file ?? null })
  },
}

const PAGE = 1_000

/** One entry a line, with its texts as they are now: null where one was erased. */
async function* journalLines(db: Database, counted: { entries: number }): AsyncGenerator<string> {
  const codes = new Map((await loadUnitsByCode(db)).values().map(({ id, code }) => [id, code]))
  for (let after = 0; ;) {
    const entries = await readEntries(db, after, PAGE)
    const last = entries.at(-1)
    if (last === undefined) return
    const texts = Map.groupBy(await readTexts(db, after, last.seq), ({ seq }) => seq)
    for (const { unitId, ...entry } of entries) {
      const own = Object.fromEntries((texts.get(entry.seq) ?? []).map(({ field, text }) => [field, text]))
      counted.entries += 1
      yield `${JSON.stringify({ ...entry, unit: codes.get(unitId ?? 0) ?? null, texts: own })}\n`
    }
    after = last.seq
  }
}
