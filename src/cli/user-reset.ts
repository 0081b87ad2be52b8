import { findPersonByUsername } from '../../db/accounts.ts'
import { createAccounts } from '../http/accounts.ts'
import { normalizeUsername } from '../http/auth.ts'
import { openDatabase } from '../open.ts'
import { sessionSecret } from '../secret.ts'
import { done, misused, refusedBy, type Command } from './command.ts'
import { PASSWORD_OPTION, passwordFrom } from './password-input.ts'

export const userReset: Command = {
  name: 'user reset',
  usage: 'NAME --password-stdin',
  summary: '重置密码，并退出其全部登录 set a new password and end every session',
  options: PASSWORD_OPTION,
  words: [1, 1],
  run: async (asked, config, { input }) => {
    const password = await passwordFrom(asked, input)
    if (typeof password !== 'string') return misused(password.problem)
    const { connections } = await openDatabase(config)
    try {
      const username = normalizeUsername(asked.words[0] ?? '')
      const found = await findPersonByUsername(connections.reader, username)
      if (found === null) return refusedBy(`没有这个账号 no such account: ${username}`, { refusal: 'unknown_account' })
      const accounts = createAccounts({ connections, secret: await sessionSecret(connections, config), publicUrl: config.publicUrl })
      await accounts.setPassword({ id: found.person, username, name: found.name }, password)
      return done(`已重置 reset: ${username}`, { username })
    } finally {
      await connections.close()
    }
  },
}
