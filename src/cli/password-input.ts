import { SHORTEST_PASSWORD } from '../http/auth.ts'
import type { Asked } from './command.ts'

/** The first line of standard input, so that no password stands on a command line or in a shell's history. */
export async function passwordFrom(asked: Asked, input: AsyncIterable<Buffer | string>): Promise<string | { readonly problem: string }> {
  if (!asked.has('password-stdin')) return { problem: '请从标准输入提供密码 give the password with --password-stdin' }
  let text = ''
  for await (const part of input) text += part.toString()
  const [password = ''] = text.split(/\r?\n/)
  const isLongEnough = password.length >= SHORTEST_PASSWORD && password.length <= LONGEST_PASSWORD
  return isLongEnough
    ? password
    : { problem: `密码须为 ${SHORTEST_PASSWORD} 至 ${LONGEST_PASSWORD} 个字符 the password has 8 to 128 characters` }
}

const LONGEST_PASSWORD = 128

export const PASSWORD_OPTION = {
  'password-stdin': { type: 'boolean', help: '从标准输入读取密码 read the password from standard input' },
} as const
