import { loadUnitsByCode } from '../../db/unit-rows.ts'
import type { Unit } from '../core/unit.ts'
import type { NewUnit, Recorded } from '../engine/engine.ts'
import { open, type Opened } from '../open.ts'
import { done, type Command, type Outcome } from './command.ts'
import { CONSOLE } from '../core/actor.ts'
import { readList, rejectedList } from './list-file.ts'
import { COLUMNS, unitsOf } from './unit-lines.ts'

export const importUnits: Command = {
  name: 'import units',
  usage: 'FILE.csv [--dry-run]',
  summary: '导入单位名册 import units from a CSV, all or none',
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

async function importText(text: string, { connections, engine }: Opened, dryRun: boolean): Promise<Outcome> {
  const known = await loadUnitsByCode(connections.reader)
  const units = unitsOf(text, known)
  if ('problems' in units) return rejectedList(units.problems)
  const counts = dryRun ? preview(units, known) : await engine.recordUnits(CONSOLE, units)
  const { added, changed, unchanged } = counts
  const what = dryRun ? '核对通过，未导入 checked, nothing imported' : '已导入 imported'
  return done(`${what}: 新增 added ${added}, 变更 changed ${changed}, 未变 unchanged ${unchanged}`, { dryRun, ...counts })
}

function preview(units: readonly NewUnit[], known: ReadonlyMap<string, Unit>): Recorded {
  const added = units.filter(({ code }) => !known.has(code)).length
  const unchanged = units.filter((unit) => COLUMNS.every((column) => known.get(unit.code)?.[column] === unit[column])).length
  return { added, changed: units.length - added - unchanged, unchanged }
}
