import { backup, type BackupRefusal } from '../engine/backup.ts'
import { systemClock } from '../engine/clock.ts'
import { openDatabase } from '../open.ts'
import { done, refusedBy, type Command } from './command.ts'

export const backingUp: Command = {
  name: 'backup',
  usage: 'FILE',
  summary: '备份全部数据到新文件，可与服务同时运行 write everything into a new file, beside a running server',
  options: {},
  words: [1, 1],
  run: async ({ words: [file = ''] }, config) => {
    const { connections } = await openDatabase(config)
    try {
      // When it was taken, whatever time the drill shows.
      const made = await backup(connections, file, systemClock().now())
      if ('refusal' in made)
        return refusedBy([`未备份 no backup: ${file}`, WHY[made.refusal], made.reason ?? ''].join('\n').trimEnd(), made)
      const rows = Object.values(made.rows).reduce((sum, count) => sum + count, 0)
      return done(`已备份 backed up: ${file}: 记录 entries ${made.seq}, 行 rows ${rows}`, { file, ...made })
    } finally {
      await connections.close()
    }
  },
}

const WHY: Readonly<Record<BackupRefusal, string>> = {
  file_exists: '文件已存在，不予覆盖 the file exists and is not overwritten',
  unfinished_backup:
    '存在未完成的 .partial 文件：另一备份正在写入，或上次备份中断；确认无备份正在进行后请删除 a .partial file is there: another backup is writing it, or one was cut short; remove it if none is running',
  nothing_recorded: '数据库中没有任何记录，请核对 DATA_DIR nothing was ever recorded in this database: is DATA_DIR right?',
  cannot_write: '无法写入文件 the file cannot be written',
}
