import type { FileKind } from '../../../machines/form.ts'

/** What may be uploaded: photos as telephones take them, and scans. */
export type FileType = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/heic' | 'application/pdf'

/**
 * The type of a file by its first bytes; null for everything else. What its name or its sender says does not count: a page
 * called `gate.jpg` stays a page.
 */
export function fileTypeOf(bytes: Uint8Array): FileType | null {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'image/jpeg'
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png'
  if (wordAt(bytes, 0, 4) === 'RIFF' && wordAt(bytes, 8, 4) === 'WEBP') return 'image/webp'
  if (wordAt(bytes, 4, 4) === 'ftyp' && brandsOf(bytes).some((brand) => HEIC_BRANDS.has(brand))) return 'image/heic'
  return wordAt(bytes, 0, 5) === '%PDF-' ? 'application/pdf' : null
}

export function kindOfFile(type: FileType): FileKind {
  return type === 'application/pdf' ? 'pdf' : 'image'
}

/** ISO/IEC 23008-12: still pictures coded by HEVC. */
const HEIC_BRANDS: ReadonlySet<string> = new Set(['heic', 'heix', 'heim', 'heis'])
const MOST_BRANDS = 12

/** The major brand and the compatible ones of the box with which the file begins. */
function brandsOf(bytes: Uint8Array): readonly string[] {
  const length = Number(`0x${[...bytes.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`)
  const listed = Math.min(MOST_BRANDS, Math.max(0, Math.floor((length - 16) / 4)))
  return [wordAt(bytes, 8, 4), ...Array.from({ length: listed }, (_, index) => wordAt(bytes, 16 + 4 * index, 4))]
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte)
}

function wordAt(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length))
}
