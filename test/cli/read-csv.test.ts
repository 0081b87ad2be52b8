import { expect, test } from 'vitest'
import { decodeText } from '../../src/cli/decode-text.ts'
import { readCsv } from '../../src/cli/read-csv.ts'

const cells = (text: string) => readCsv(text).map((row) => row.cells)

test('lines may end as on any system, and the last need not', () => {
  for (const end of ['\n', '\r\n', '\r'])
    expect(cells(`a,b${end}1,2${end}`)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ])
  expect(cells('a,b\n1,2')).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ])
})

test('quoted cells hold commas, quotes and line ends', () => {
  expect(cells('"甲, 乙","他说""好""","一\n二"\n')).toEqual([['甲, 乙', '他说"好"', '一\n二']])
})

test('blanks around a cell are dropped and empty lines passed over, and every row knows its line', () => {
  expect(readCsv('a , b\n\n , \n"x\ny",1\nlast,2')).toEqual([
    { line: 1, cells: ['a', 'b'] },
    { line: 4, cells: ['x\ny', '1'] },
    { line: 6, cells: ['last', '2'] },
  ])
})

test('an empty cell at the end is a cell', () => {
  expect(cells('a,b,\n')).toEqual([['a', 'b', '']])
})

test('a file is read as UTF-8 with or without its mark, and as GBK', () => {
  const text = '临猗县,中学'
  const utf8 = new TextEncoder().encode(text)
  expect(decodeText(utf8)).toBe(text)
  expect(decodeText(new Uint8Array([0xef, 0xbb, 0xbf, ...utf8]))).toBe(text)
  expect(decodeText(new Uint8Array([0xd6, 0xd0, 0xd1, 0xa7]))).toBe('中学')
  expect(decodeText(new Uint8Array([0xff, 0xfe, 0x00]))).toBeNull()
})
