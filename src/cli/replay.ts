import { replay, type Difference } from '../engine/replay.ts'
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
    const { entries, responses, differences } = report
    const counted = `记录 entries ${entries}, 处置 responses ${responses}`
    if (differences.length === 0) return done(`${counted}: 无差异 no difference`, report)
    return refusedBy([`${counted}: 差异 differences`, ...differences.map(line)].join('\n'), report)
  },
}

function line({ table, key, field, stored, replayed }: Difference): string {
  return `  ${table} ${key} ${field}: 库存 stored ${JSON.stringify(stored)}, 重建 replayed ${JSON.stringify(replayed)}`
}
