import { describeDatabase } from '../announce.ts'
import { openDatabase } from '../open.ts'
import { done, type Command } from './command.ts'

export const migrating: Command = {
  name: 'migrate',
  usage: '',
  summary: '建立数据库或升级表结构 create the database or bring its tables up to date',
  options: {},
  words: [0, 0],
  run: async (_asked, config) => {
    const { connections, applied } = await openDatabase(config)
    await connections.close()
    const what = applied.length === 0 ? '已是最新 up to date' : applied.join(', ')
    const place = describeDatabase(config.database)
    return done(`${place}: ${what}`, { database: place, applied })
  },
}
