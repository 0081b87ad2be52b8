import { expect, test } from 'vitest'
import { plainText } from '../../src/core/plain-text.ts'

test.each([
  ['a rare ideograph of a name', '𠮷田'],
  ['the dot in a name', '阿依古丽·买买提'],
  ['Mongolian', 'ᠮᠣᠩᠭᠣᠯ'],
  ['Uyghur', 'ئۇيغۇرچە'],
  ['Tibetan', 'བོད་ཡིག'],
  ['a joiner inside a word', 'نامه\u200Cها'],
  ['several lines', '一\n二'],
  ['what looks like code', "<script>alert(1)</script> ${x} {{y}} ' OR 1=1 --"],
  ['what a spreadsheet would take for a formula', '=1+1'],
])('%s is stored unchanged', (_, text) => {
  expect(plainText(text)).toBe(text)
})

test.each([
  ['a lone high surrogate', 'a\ud800b'],
  ['a lone low surrogate', '\udc00'],
  ['NUL', 'a\u0000b'],
  ['a bell', '\u0007'],
  ['escape', '\u001b[31m'],
  ['delete', '\u007f'],
  ['a control character of Latin-1', '\u0085'],
  ['a right-to-left override', '出院\u202E入院'],
  ['a bidirectional isolate', '\u2066a\u2069'],
  ['an Arabic letter mark', 'a\u061Cb'],
  ['a left-to-right mark', 'a\u200Eb'],
  ['a zero-width space', '三\u200B班'],
  ['a word joiner', '三\u2060班'],
  ['a byte order mark inside', '三\uFEFF班'],
])('%s is refused', (_, text) => {
  expect(plainText(text)).toBeNull()
})

test('decomposed letters are put together, so that the same name is the same text', () => {
  expect(plainText('e\u0301')).toBe('é')
})

test('spaces around and line ends of other systems are tidied', () => {
  expect(plainText('  一\r\n二\r三 ')).toBe('一\n二\n三')
  expect(plainText('   ')).toBe('')
})
