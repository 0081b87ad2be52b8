import { grantServer } from '../../db/grant.ts'
import { describeDatabase } from '../announce.ts'
import { openDatabase } from '../open.ts'
import { done, misused, type Command } from './command.ts'

export const migrating: Command = {
  name: 'migrate',
  usage: '[--grant ROLE]',
  summary: '建立数据库或升级表结构 create the database or bring its tables up to date',
  options: { grant: { type: 'string', help: 'PostgreSQL：授予服务所用角色必要权限 give this role what a server needs, and no more' } },
  words: [0, 0],
  run: async (asked, config) => {
    const role = asked.text('grant')
    if (role !== undefined && 'file' in config.database) return misused('--grant 只用于 PostgreSQL is for PostgreSQL: set DATABASE_URL')
    const { connections, applied } = await openDatabase(config)
    if (role !== undefined) await grantServer(connections.writer, role)
    await connections.close()
    const what = applied.length === 0 ? '已是最新 up to date' : applied.join(', ')
    const place = describeDatabase(config.database)
    return done(`${place}: ${what}`, { database: place, applied })
  },
}
