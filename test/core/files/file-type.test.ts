import { expect, test } from 'vitest'
import { fileName } from '../../../src/core/files/file-name.ts'
import { fileTypeOf } from '../../../src/core/files/file-type.ts'
import { MOST_FILE_BYTES, wrongFile } from '../../../src/core/files/wrong-file.ts'
import { DISGUISED, PHOTO, SCAN } from '../../photos.ts'

const words = (...parts: readonly string[]): Buffer => Buffer.from(parts.join(''), 'latin1')
const box = (length: string, ...brands: readonly string[]): Buffer => words('\0\0\0', length, 'ftyp', ...brands)

test.each([
  ['a JPEG', PHOTO, 'image/jpeg'],
  ['a PNG', words('\x89PNG\r\n\x1a\n'), 'image/png'],
  ['a WebP', words('RIFF\x10\0\0\0WEBPVP8 '), 'image/webp'],
  ['a photo of an Apple telephone', box('\x18', 'heic', '\0\0\0\0', 'mif1', 'heic'), 'image/heic'],
  ['one that names its coding second', box('\x1c', 'mif1', '\0\0\0\0', 'mif1', 'miaf', 'heic'), 'image/heic'],
  ['a PDF', SCAN, 'application/pdf'],
  ['a page', DISGUISED, null],
  ['a film', box('\x18', 'isom', '\0\0\0\0', 'isom', 'mp42'), null],
  ['another coding of pictures', box('\x18', 'avif', '\0\0\0\0', 'mif1', 'avif'), null],
  ['a drawing with scripts', words('<svg xmlns="http://www.w3.org/2000/svg"/>'), null],
  ['a PDF behind something else', Buffer.concat([DISGUISED, SCAN]), null],
  ['three letters', words('abc'), null],
  ['nothing', Buffer.alloc(0), null],
])('%s is known by its first bytes', (_, bytes, type) => {
  expect(fileTypeOf(bytes)).toBe(type)
})

test('8 MB are taken, and not a byte more', () => {
  const most = Buffer.concat([PHOTO, Buffer.alloc(MOST_FILE_BYTES - PHOTO.length)])
  expect(wrongFile(most)).toBeNull()
  expect(wrongFile(Buffer.concat([most, Buffer.alloc(1)]))?.zh).toContain('超过 8 MB')
})

test.each([
  ['IMG_0042.HEIC', 'IMG_0042.jpg'],
  ['东门（夜间）.jpg', '东门（夜间）.jpg'],
  ['report.pdf.exe', 'report.pdf.jpg'],
  ['../../secret/roll', 'roll.jpg'],
  ['照片\\门.png', '门.jpg'],
  ['a"b\n<c>.jpg', 'a b  c.jpg'],
  ['\u202egpj.exe', 'file.jpg'],
  ['..', 'file.jpg'],
  ['', 'file.jpg'],
])('%j is shown and saved as %j', (given, shown) => {
  expect(fileName(given, 'image/jpeg')).toBe(shown)
})
