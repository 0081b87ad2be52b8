import type { Config } from './config.ts'
import type { Running } from './serve.ts'

/** What the person who started the server wants to know: where it is, who may sign in, where the data lies. */
export function announcement({ address, demo }: Pick<Running, 'address' | 'demo'>, { dataDir }: Pick<Config, 'dataDir'>): string {
  const accounts =
    demo === null
      ? []
      : [
          '  演示账号 demo accounts (account, password, who):',
          ...demo.accounts.map(({ username, role, unit, name }) => `    ${username.padEnd(10)} ${demo.password}  ${role} ${unit} ${name}`),
        ]
  return ['', '  防线 Fangxian', `  地址 address:  ${address}`, `  数据 data:     ${dataDir}`, ...accounts, '', ''].join('\n')
}
