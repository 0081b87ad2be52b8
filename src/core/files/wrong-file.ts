import type { Text } from '../../../machines/vocabulary.ts'
import { fileTypeOf } from './file-type.ts'

/** What telephones take today is a half of it. */
export const MOST_FILE_BYTES = 8 * 1024 * 1024

/** Why a file cannot be taken, in words that say what to do; null if it can. */
export function wrongFile(bytes: Uint8Array): Text | null {
  if (bytes.length === 0) return { zh: '文件是空的，请重新选择', en: 'is empty; choose it again' }
  if (bytes.length > MOST_FILE_BYTES) {
    const size = (bytes.length / 1_048_576).toFixed(1)
    return { zh: `文件 ${size} MB，超过 8 MB，请压缩后再传`, en: `has ${size} MB, more than 8 MB; send a smaller one` }
  }
  if (fileTypeOf(bytes) !== null) return null
  return {
    zh: '不是照片或 PDF 文件（可传 JPEG、PNG、WebP、HEIC、PDF）',
    en: 'is neither a picture nor a PDF (JPEG, PNG, WebP, HEIC or PDF)',
  }
}
