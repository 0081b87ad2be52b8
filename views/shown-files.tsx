import type { FileType } from '../src/core/files/file-type.ts'
import { kindOfFile } from '../src/core/files/file-type.ts'
import type { Page } from './page.ts'
import { showSize } from './size.ts'

/** A file under a signature, as far as the viewer may know it. */
export interface ShownFile {
  readonly id: string
  readonly field: string
  readonly type: FileType
  readonly size: number
  readonly digest: string
  readonly name: string | null
  readonly access: 'open' | 'kept' | 'erased'
}

/** The files of one field: a link each, small pictures as they are, and always the beginning of the digest on record. */
export function ShownFiles({ page, files }: { readonly page: Page; readonly files: readonly ShownFile[] }) {
  const { words } = page
  return (
    <ul class="files">
      {files.map((file) => (
        <li>
          <Opened page={page} file={file} />{' '}
          <span class="hint">
            {showSize(file.size)} {words.files.digest} <code>{file.digest.slice(0, 16)}</code>
          </span>
        </li>
      ))}
    </ul>
  )
}

function Opened({ page, file }: { readonly page: Page; readonly file: ShownFile }) {
  const { files, shell } = page.words
  const { id, type, size, access } = file
  const kind = kindOfFile(type) === 'pdf' ? files.document : files.picture
  if (access === 'erased') return <span>{kind + shell.colon + files.erased}</span>
  if (access === 'kept') return <span>{kind + shell.colon + files.stays}</span>
  const name = file.name ?? kind
  const href = `/api/v1/attachments/${id}`
  // A telephone at night should not load megabytes for a look at the page.
  const isSmall = SHOWN_TYPES.has(type) && size <= MOST_SHOWN
  return (
    <a href={href}>
      {isSmall ? <img src={href} alt="" loading="lazy" width={64} height={64} /> : null}
      {name}
    </a>
  )
}

const MOST_SHOWN = 400 * 1024
/** What every browser shows. */
const SHOWN_TYPES: ReadonlySet<FileType> = new Set(['image/jpeg', 'image/png', 'image/webp'])
