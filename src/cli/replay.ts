import { replay, type Difference, type ReplayReport } from '../engine/replay.ts'
import { openDatabase } from '../open.ts'
import { done, refusedBy, type Command } from './command.ts'

export const replaying: Command = {
  name: 'replay',
  usage: '',
  summary: '按日志重建全部数据并核对 rebuild everything from the journal and compare',
  options: {},
  words: [0, 0],
  run: async (_asked, config) => {
    const { connections } = await openDatabase(config)
    const report = await replay(connections, config.timeZone)
    await connections.close()
    return report.differences.length === 0 ? done(inWords(report), report) : refusedBy(inWords(report), report)
  },
}

/** What replaying came to, one line for each difference. */
export function inWords({ entries, responses, differences }: ReplayReport): string {
  const counted = `记录 entries ${entries}, 处置 responses ${responses}`
  if (differences.length === 0) return `${counted}: 无差异 no difference`
  return [`${counted}: 差异 differences`, ...differences.map(line)].join('\n')
}

function line({ table, key, field, stored, replayed }: Difference): string {
  return `  ${table} ${key} ${field}: 库存 stored ${JSON.stringify(stored)}, 重建 replayed ${JSON.stringify(replayed)}`
}
