import { accessSync, constants, statSync } from 'node:fs'
import { replay } from '../engine/replay.ts'
import { checkBackup, restore, schemaOf, type RestoreRefusal } from '../engine/restore.ts'
import { openDatabase } from '../open.ts'
import { done, misused, refusedBy, type Command, type Outcome } from './command.ts'
import { inWords } from './replay.ts'

export const restoring: Command = {
  name: 'restore',
  usage: 'FILE',
  summary: '将备份恢复到空数据库并核对 fill an empty database from a backup, all or nothing, and compare',
  options: {},
  words: [1, 1],
  run: async ({ words: [file = ''] }, config) => {
    if (!isReadable(file)) return misused(`读不到文件 cannot read ${file}`)
    const checked = await checkBackup(file)
    if ('refusal' in checked) return refused(file, checked)
    const { connections } = await openDatabase(config, schemaOf(checked))
    try {
      const refusal = await restore(connections, file, checked)
      if (refusal !== null) return refused(file, refusal)
      const report = await replay(connections, config.timeZone)
      const { header, ending } = checked
      const text = `已恢复 restored: ${file} (${header.at})\n${inWords(report)}`
      return (report.differences.length === 0 ? done : refusedBy)(text, { file, seq: header.seq, at: header.at, ...ending, ...report })
    } finally {
      await connections.close()
    }
  },
}

function refused(file: string, why: RestoreRefusal): Outcome {
  return refusedBy([`未恢复 nothing restored: ${file}`, WHY[why.refusal], why.reason ?? ''].join('\n').trimEnd(), why)
}

const WHY: Readonly<Record<RestoreRefusal['refusal'], string>> = {
  damaged: '文件不是完整的备份 the file is not a whole backup',
  newer_format: '备份由更新的版本制作，请先升级 the backup was made by a newer version: upgrade first',
  not_empty: '数据库不是空的，请恢复到新的 DATA_DIR the database is not empty: restore into a new DATA_DIR',
  newer_tables:
    '备份早于此空数据库的表结构，请恢复到新的 DATA_DIR the backup is older than the tables of this empty database: restore into a new DATA_DIR',
}

function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK)
    // It is read twice, which a pipe is not.
    return statSync(file).isFile()
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false
    throw error
  }
}
