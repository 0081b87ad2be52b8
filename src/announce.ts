import type { Config } from './config.ts'
import type { Running } from './serve.ts'

/** What the person who started the server wants to know: where it is, who may sign in, where the data lies. */
export function announcement({ address, demo }: Pick<Running, 'address' | 'demo'>, { database }: Pick<Config, 'database'>): string {
  const accounts =
    demo === null
      ? []
      : [
          '  演示账号 demo accounts (account, password, who):',
          ...demo.accounts.map(({ username, role, unit, name }) => `    ${username.padEnd(10)} ${demo.password}  ${role} ${unit} ${name}`),
        ]
  return ['', '  防线 Fangxian', `  地址 address:  ${address}`, `  数据 data:     ${describeDatabase(database)}`, ...accounts, '', ''].join(
    '\n',
  )
}

/** Where the data lies, without the password to it. */
export function describeDatabase(database: Config['database']): string {
  if ('file' in database) return database.file
  const url = new URL(database.url)
  return `${url.protocol}//${url.host}${url.pathname}`
}
