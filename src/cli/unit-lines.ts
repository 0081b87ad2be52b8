import { BUREAU_KINDS, isSchoolKind, KINDS, type Kind } from '../../machines/vocabulary.ts'
import { plainText } from '../core/plain-text.ts'
import { isBureauKind, type Unit } from '../core/unit.ts'
import type { NewUnit } from '../engine/engine.ts'
import { readCsv, type CsvRow } from './read-csv.ts'

/** What is wrong with a line of the file, in the words of the people who keep such lists. */
export interface LineProblem {
  readonly line: number
  readonly text: string
}

export const COLUMNS = ['code', 'parent', 'kind', 'name', 'boarders', 'day', 'staff', 'hospital'] as const
type Column = (typeof COLUMNS)[number]

const MOST_PEOPLE = 500_000
const LONGEST_NAME = 80

/**
 * The units of a CSV, parents before children, or everything that is wrong with it (contract: all or nothing). Parents
 * may stand anywhere in the file or be known already.
 */
export function unitsOf(
  text: string,
  known: ReadonlyMap<string, Unit>,
): readonly NewUnit[] | { readonly problems: readonly LineProblem[] } {
  const [header, ...rows] = readCsv(text)
  const order = headerOf(header)
  if ('text' in order) return { problems: [order] }
  const lines = rows.map((row) => lineOf(row, order.columns))
  const read = lines.flatMap((line) => ('unit' in line ? [line] : []))
  const byCode = new Map(read.map((one) => [one.unit.code, one.unit]))
  const problems = [
    ...lines.flatMap((line) => ('problems' in line ? line.problems : [])),
    ...repeated(read),
    ...read.flatMap(({ line, unit }) => placeProblems(unit, byCode, known).map((problem) => ({ line, text: problem }))),
  ]
  if (problems.length > 0) return { problems: problems.toSorted((a, b) => a.line - b.line) }
  return read.map(({ unit }) => unit).toSorted((a, b) => depthOf(a.kind) - depthOf(b.kind))
}

interface ReadLine {
  readonly line: number
  readonly unit: NewUnit
}

function headerOf(row: CsvRow | undefined): { readonly columns: readonly Column[] } | LineProblem {
  if (row === undefined) return { line: 1, text: `文件是空的；首行应为 ${COLUMNS.join(',')}` }
  const columns = row.cells.flatMap((cell) => COLUMNS.find((column) => column === cell.toLowerCase()) ?? [])
  const isWhole = columns.length === row.cells.length && new Set(columns).size === COLUMNS.length && columns.length === COLUMNS.length
  return isWhole ? { columns } : { line: row.line, text: `表头不对；首行应为 ${COLUMNS.join(',')}` }
}

function lineOf({ line, cells }: CsvRow, columns: readonly Column[]): ReadLine | { readonly problems: readonly LineProblem[] } {
  if (cells.length !== columns.length) return { problems: [{ line, text: `应有 ${columns.length} 列，实有 ${cells.length} 列` }] }
  const cell = (column: Column): string => cells[columns.indexOf(column)] ?? ''
  const problems: string[] = []
  const code = cell('code')
  if (!CODE.test(code)) problems.push('code 单位代码须为 1 至 40 位字母、数字或“-”')
  const kind = KINDS.find((known) => known === cell('kind'))
  if (kind === undefined) problems.push(`kind 单位类别“${cell('kind')}”不在可选范围：${KINDS.join('、')}`)
  const name = plainText(cell('name')) ?? ''
  if (name === '' || name.length > LONGEST_NAME) problems.push(`name 单位名称须为 1 至 ${LONGEST_NAME} 字，不含无法显示的字符`)
  const hospital = plainText(cell('hospital'))
  if (hospital === null || hospital.length > LONGEST_NAME) problems.push(`hospital 结对医院最多 ${LONGEST_NAME} 字，不含无法显示的字符`)
  const counts = (['boarders', 'day', 'staff'] as const).map((column) => countOf(cell(column)))
  if (counts.includes(null)) problems.push('boarders、day、staff 人数须为 0 或正整数')
  const [boarders, day, staff] = counts
  if (kind === undefined || problems.length > 0) return { problems: problems.map((text) => ({ line, text })) }
  const parent = cell('parent') === '' ? null : cell('parent')
  return { line, unit: { code, parent, kind, name, boarders: boarders ?? 0, day: day ?? 0, staff: staff ?? 0, hospital: hospital ?? '' } }
}

const CODE = /^[0-9A-Za-z-]{1,40}$/

/** An empty cell is nobody, as lists leave it. */
function countOf(cell: string): number | null {
  if (cell === '') return 0
  return /^\d{1,6}$/.test(cell) && Number(cell) <= MOST_PEOPLE ? Number(cell) : null
}

function repeated(lines: readonly ReadLine[]): readonly LineProblem[] {
  const first = new Map<string, number>()
  return lines.flatMap(({ line, unit }) => {
    const earlier = first.get(unit.code)
    if (earlier === undefined) first.set(unit.code, line)
    return earlier === undefined ? [] : [{ line, text: `code 单位代码 ${unit.code} 与第 ${earlier} 行重复` }]
  })
}

/** Every unit stands below one of a wider kind, so nothing can be above itself. */
function placeProblems(unit: NewUnit, inFile: ReadonlyMap<string, NewUnit>, known: ReadonlyMap<string, Unit>): readonly string[] {
  const before = known.get(unit.code)
  const problems =
    before !== undefined && isBureauKind(before.kind) !== isBureauKind(unit.kind) ? ['kind 学校与行政单位不能互改，请另用新代码'] : []
  if (unit.parent === null) return isBureauKind(unit.kind) ? problems : [...problems, 'parent 学校须填写上级单位代码']
  const above = inFile.get(unit.parent) ?? known.get(unit.parent)
  if (above === undefined) return [...problems, `parent 上级单位 ${unit.parent} 不在本文件中，系统中也没有`]
  if (mayStandBelow(unit.kind, above.kind)) return problems
  return [...problems, `parent 上级单位 ${unit.parent}（${above.kind}）不能管辖 ${unit.kind}`]
}

function mayStandBelow(kind: Kind, above: Kind): boolean {
  if (kind === 'campus') return isSchoolKind(above)
  return isBureauKind(above) && depthOf(above) < depthOf(kind)
}

function depthOf(kind: Kind): number {
  if (isBureauKind(kind)) return BUREAU_KINDS.indexOf(kind)
  return kind === 'campus' ? BUREAU_KINDS.length + 1 : BUREAU_KINDS.length
}
