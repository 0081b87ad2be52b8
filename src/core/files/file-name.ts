import type { FileType } from './file-type.ts'
import { plainText } from '../plain-text.ts'

const ENDINGS: Readonly<Record<FileType, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'application/pdf': 'pdf',
}

const LONGEST = 80

/**
 * What a file is called when it is shown or saved: its sender's words without folders and without the ending, then the
 * ending of what it is. Nobody is misled by `report.pdf.exe`, and no name leads out of a folder.
 */
export function fileName(given: string, type: FileType): string {
  const last = given.split(/[\\/]/).at(-1) ?? ''
  const words = (plainText(last) ?? '')
    .replaceAll(/[\n"*:<>?|]/g, ' ')
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .trim()
  const short = words.slice(0, LONGEST).toWellFormed()
  return `${short === '' || /^\.+$/.test(short) ? 'file' : short}.${ENDINGS[type]}`
}
