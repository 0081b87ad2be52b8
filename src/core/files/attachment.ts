import type { PersonId } from '../actor.ts'
import type { FileType } from './file-type.ts'

/** A file that somebody uploaded for a unit (附件), by what a decision may know of it: never its bytes. */
export interface Attachment {
  /** Random; says nothing about the file. */
  readonly id: string
  /** Code of the unit for which it was uploaded. */
  readonly unit: string
  readonly uploadedBy: PersonId
  readonly type: FileType
  /** Bytes. */
  readonly size: number
  /** SHA-256 of the bytes, in hex: tells whether two uploads are the same file. */
  readonly sha256: string
  /** SHA-256(salt ‖ bytes), in hex: what the hashed body of a signature holds. */
  readonly digest: string
  /** A signature has named it already. */
  readonly used: boolean
}

/** The files that a command names, by id. */
export type AttachmentsAtHand = ReadonlyMap<string, Attachment>

/** What the hashed body says of a file. The salt lies beside the bytes, so nothing can be guessed from it once they are erased. */
export type FileMark = Pick<Attachment, 'digest' | 'size' | 'type'>

/** Which file an entry takes, for which field of the form. */
export interface NamedFile {
  readonly id: string
  readonly field: string
  /** Place in the field's list, from 0. */
  readonly position: number
  readonly personal: boolean
}

const ID = /^file-[0-9a-f]{32}$/

export function attachmentId(random: string): string {
  return `file-${random}`
}

/** All ids of files among the values of a form. */
export function attachmentIdsIn(raw: Readonly<Record<string, unknown>>): readonly string[] {
  const ids = Object.values(raw)
    .flat()
    .filter((value) => typeof value === 'string')
    .filter((value) => ID.test(value))
  return [...new Set(ids)]
}

/** Which uploads nobody has signed for within a day may go: what was uploaded before this instant. */
export function sweptBefore(now: string): string {
  return new Date(Date.parse(now) - 86_400_000).toISOString()
}
