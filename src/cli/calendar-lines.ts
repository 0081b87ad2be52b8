import { SCHOOL_KINDS, type SchoolKind } from '../../machines/vocabulary.ts'
import { namesZh } from '../../views/words/names-zh.ts'
import type { CalendarRow, DayKind } from '../core/calendar/row.ts'
import { layered } from '../core/calendar/row.ts'
import { plainText } from '../core/plain-text.ts'
import { termId } from '../core/calendar/school-calendar.ts'
import { readCsv, type CsvRow } from './read-csv.ts'
import type { LineProblem } from './unit-lines.ts'

const COLUMNS = ['region', 'kind', 'from', 'to', 'what', 'name'] as const
type Column = (typeof COLUMNS)[number]

const WHAT: Readonly<Record<string, DayKind>> = {
  学期: 'term',
  term: 'term',
  放假: 'holiday',
  holiday: 'holiday',
  补课: 'school_day',
  school_day: 'school_day',
}
const LONGEST_NAME = 80
const LONGEST_DAYS: Readonly<Record<DayKind, number>> = { term: 300, holiday: 120, school_day: 31 }

interface ReadLine {
  readonly line: number
  readonly row: CalendarRow
}

/**
 * The rows of a calendar in CSV, or everything that is wrong with it: all or nothing. `region` is a unit that is known,
 * `kind` empty for all kinds, `to` empty for a single day; dates may be written 2026-10-01 or 2026/10/1.
 */
export function calendarOf(
  text: string,
  units: ReadonlyMap<string, unknown>,
  present: readonly CalendarRow[],
): readonly CalendarRow[] | { readonly problems: readonly LineProblem[] } {
  const [header, ...rows] = readCsv(text)
  const columns = columnsOf(header)
  if ('text' in columns) return { problems: [columns] }
  const lines = rows.map((row) => lineOf(row, columns.columns, units))
  const read = lines.flatMap((line) => ('row' in line ? [line] : []))
  const problems = [...lines.flatMap((line) => ('problems' in line ? line.problems : [])), ...overlaps(read), ...doubleTerms(read, present)]
  if (problems.length > 0) return { problems: problems.toSorted((a, b) => a.line - b.line) }
  return read.map(({ row }) => row)
}

function columnsOf(row: CsvRow | undefined): { readonly columns: readonly Column[] } | LineProblem {
  if (row === undefined) return { line: 1, text: `文件是空的；首行应为 ${COLUMNS.join(',')}` }
  const columns = row.cells.flatMap((cell) => COLUMNS.find((column) => column === cell.toLowerCase()) ?? [])
  const isWhole = columns.length === row.cells.length && columns.length === COLUMNS.length && new Set(columns).size === COLUMNS.length
  return isWhole ? { columns } : { line: row.line, text: `表头不对；首行应为 ${COLUMNS.join(',')}` }
}

function lineOf(
  { line, cells }: CsvRow,
  columns: readonly Column[],
  units: ReadonlyMap<string, unknown>,
): ReadLine | { readonly problems: readonly LineProblem[] } {
  if (cells.length !== columns.length) return { problems: [{ line, text: `应有 ${columns.length} 列，实有 ${cells.length} 列` }] }
  const cell = (column: Column): string => cells[columns.indexOf(column)] ?? ''
  const problems: string[] = []
  const region = cell('region')
  if (!units.has(region)) problems.push(`region 系统中没有代码为“${region}”的单位`)
  const kind = kindOf(cell('kind'))
  if (kind === null) problems.push(`kind 学校类别“${cell('kind')}”不在可选范围：${SCHOOL_KINDS.join('、')}；各类学校都适用的留空`)
  const what = Object.hasOwn(WHAT, cell('what')) ? WHAT[cell('what')] : undefined
  if (what === undefined) problems.push(`what 内容“${cell('what')}”须为 学期(term)、放假(holiday)、补课(school_day) 之一`)
  const [from, to] = [dateOf(cell('from')), dateOf(cell('to') === '' ? cell('from') : cell('to'))]
  if (from === null) problems.push(`from 起始日期“${cell('from')}”不是有效日期，应写作 2026-10-01`)
  if (to === null && cell('to') !== '') problems.push(`to 截止日期“${cell('to')}”不是有效日期，应写作 2026-10-08`)
  const name = plainText(cell('name'))
  if (name === null || name.length > LONGEST_NAME) problems.push(`name 名称最多 ${LONGEST_NAME} 字，不含无法显示的字符`)
  if (from !== null && to !== null && what !== undefined) problems.push(...lengthProblems(from, to, what))
  if (kind === null || what === undefined || from === null || to === null || name === null || problems.length > 0)
    return { problems: problems.map((text) => ({ line, text })) }
  return { line, row: { region, kind, from, to, what, name } }
}

function kindOf(cell: string): SchoolKind | '' | null {
  return cell === '' ? '' : (SCHOOL_KINDS.find((kind) => kind === cell || namesZh.kinds[kind] === cell) ?? null)
}

/** `2026-10-01`, or as spreadsheets write it, `2026/10/1`. */
function dateOf(cell: string): string | null {
  const [, year, month, day] = /^(20\d\d)[-/](\d{1,2})[-/](\d{1,2})$/.exec(cell) ?? []
  if (year === undefined || month === undefined || day === undefined) return null
  const fields = { year: Number(year), month: Number(month), day: Number(day) }
  const date = Temporal.PlainDate.from(fields, { overflow: 'constrain' })
  return date.month === fields.month && date.day === fields.day ? date.toString() : null
}

function lengthProblems(from: string, to: string, what: DayKind): readonly string[] {
  if (to < from) return [`to 截止日期 ${to} 早于起始日期 ${from}`]
  const days = Temporal.PlainDate.from(from).until(to).total('days') + 1
  if (days > LONGEST_DAYS[what]) return [`to 从 ${from} 到 ${to} 共 ${days} 天，超过上限 ${LONGEST_DAYS[what]} 天，请核对年份`]
  return what === 'term' && days < 7 ? [`to 学期从 ${from} 到 ${to} 只有 ${days} 天，请核对`] : []
}

/** Days said twice for the same schools; a make-up day within a holiday is none, it counts. */
function overlaps(lines: readonly ReadLine[]): readonly LineProblem[] {
  const groups = Map.groupBy(lines, ({ row }) => `${row.region}|${row.kind}|${row.what}`)
  return [...groups.values()].flatMap((group) => {
    const sorted = group.toSorted((a, b) => (a.row.from < b.row.from ? -1 : a.row.from > b.row.from ? 1 : a.line - b.line))
    return sorted.flatMap(({ line, row }, index) => {
      const earlier = sorted.slice(0, index).find((one) => one.row.to >= row.from)
      return earlier === undefined ? [] : [{ line, text: `日期 ${row.from} 至 ${row.to} 与第 ${earlier.line} 行重叠` }]
    })
  })
}

/** Each half-year has one term, the spring one besides it a short one in summer. */
function doubleTerms(lines: readonly ReadLine[], present: readonly CalendarRow[]): readonly LineProblem[] {
  const rows = layered(
    present,
    lines.map(({ row }) => row),
  ).rows.filter(({ what }) => what === 'term')
  return lines.flatMap(({ line, row }) => {
    if (row.what !== 'term') return []
    const other = rows.find(
      (one) => one.region === row.region && one.kind === row.kind && termId(one.from) === termId(row.from) && one.from !== row.from,
    )
    return other === undefined ? [] : [{ line, text: `学期与已有的 ${other.from} 至 ${other.to} 属同一学期，但日期不相接，请核对` }]
  })
}
