/** One line of a table, with the number of the line in the file at which it begins. */
export interface CsvRow {
  readonly line: number
  readonly cells: readonly string[]
}

/** The rows of a CSV text (RFC 4180): quoted cells may hold commas, doubled quotes and line ends. Empty lines are passed over. */
export function readCsv(text: string): readonly CsvRow[] {
  const rows: CsvRow[] = []
  let cells: string[] = []
  let line = 1
  let began = 1
  for (const [, quoted, plain = '', end] of text.matchAll(CELL)) {
    const raw = quoted ?? plain
    cells.push((quoted === undefined ? plain : quoted.replaceAll('""', '"')).trim())
    line += raw.split('\n').length - 1
    if (end === ',') continue
    if (cells.some((cell) => cell !== '')) rows.push({ line: began, cells })
    cells = []
    line += 1
    began = line
    if (end === '') break
  }
  return rows
}

// A quoted or a plain cell, and what ends it: a comma, the end of the line, or the end of the text.
const CELL = /(?:[ \t]*"((?:[^"]|"")*)"[ \t]*|([^,\r\n]*))(,|\r\n|\n|\r|$)/gy
