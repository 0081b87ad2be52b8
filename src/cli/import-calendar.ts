import { loadCalendar } from '../../db/calendar.ts'
import { loadUnitsByCode } from '../../db/unit-rows.ts'
import { layered } from '../core/calendar/row.ts'
import { open, type Opened } from '../open.ts'
import { calendarOf } from './calendar-lines.ts'
import { done, type Command, type Outcome } from './command.ts'
import { CONSOLE } from '../core/actor.ts'
import { readList, rejectedList } from './list-file.ts'

export const importCalendar: Command = {
  name: 'import calendar',
  usage: 'FILE.csv [--dry-run]',
  summary: '导入校历 import school terms, holidays and make-up days from a CSV, all or none',
  options: { 'dry-run': { type: 'boolean', help: '只核对，不导入 check, and change nothing' } },
  words: [1, 1],
  run: async (asked, config) => {
    const list = readList(asked.words[0] ?? '')
    if ('outcome' in list) return list.outcome
    const opened = await open(config)
    try {
      return await importText(list.text, opened, asked.has('dry-run'))
    } finally {
      await opened.close()
    }
  },
}

async function importText(text: string, { connections: { reader }, engine }: Opened, dryRun: boolean): Promise<Outcome> {
  const present = await loadCalendar(reader)
  const rows = calendarOf(text, await loadUnitsByCode(reader), present)
  if ('problems' in rows) return rejectedList(rows.problems)
  const added = layered(present, rows).added.length
  const counts = dryRun ? { added, unchanged: rows.length - added } : await engine.recordCalendar(CONSOLE, rows)
  const what = dryRun ? '核对通过，未导入 checked, nothing imported' : '已导入 imported'
  return done(`${what}: 新增或变更 added or changed ${counts.added}, 未变 unchanged ${counts.unchanged}`, { dryRun, ...counts })
}
