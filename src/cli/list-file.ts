import { readFileSync } from 'node:fs'
import { misused, refusedBy, type Outcome } from './command.ts'
import { decodeText } from './decode-text.ts'
import type { LineProblem } from './unit-lines.ts'

/** The text of a list that somebody made in a spreadsheet, or why it cannot be read. */
export function readList(file: string): { readonly text: string } | { readonly outcome: Outcome } {
  const bytes = readBytes(file)
  if (bytes === null) return { outcome: misused(`读不到文件 cannot read ${file}`) }
  const text = decodeText(bytes)
  if (text === null) return { outcome: rejectedList([{ line: 1, text: '文件编码无法识别，请另存为 UTF-8 或 GBK 编码的 CSV' }]) }
  return { text }
}

/** All or nothing: what is wrong with each line. */
export function rejectedList(problems: readonly LineProblem[]): Outcome {
  const lines = problems.map(({ line, text }) => `  第 ${line} 行 line ${line}: ${text}`)
  return refusedBy([`有 ${problems.length} 处问题，全部未导入 nothing imported`, ...lines].join('\n'), { problems })
}

function readBytes(file: string): Uint8Array | null {
  try {
    return readFileSync(file)
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
}
