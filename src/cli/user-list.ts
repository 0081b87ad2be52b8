import { listPeople } from '../../db/accounts.ts'
import { openDatabase } from '../open.ts'
import { done, type Command } from './command.ts'

export const userList: Command = {
  name: 'user list',
  usage: '',
  summary: '列出账号 list the accounts',
  options: {},
  words: [0, 0],
  run: async (_asked, config) => {
    const { connections } = await openDatabase(config)
    const people = await listPeople(connections.reader)
    await connections.close()
    const items = people.map(({ username, name, role, unit, unitName, posts, active }) => ({
      username,
      name,
      role,
      unit,
      unitName,
      posts,
      active,
    }))
    const lines = items.map(({ username, name, role, unit, unitName, posts, active }) =>
      [username ?? '', name, role, unit, unitName, posts.join(','), active ? '' : '已停用 disabled'].join('\t').trimEnd(),
    )
    return done(lines.join('\n'), { items })
  },
}
