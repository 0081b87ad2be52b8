import { attachmentDigest, bytesDigest, countWaiting, insertAttachment } from '../../db/attachments.ts'
import { loadUnitPlaces } from '../../db/unit-rows.ts'
import type { Actor } from '../core/actor.ts'
import type { Attachment } from '../core/files/attachment.ts'
import { attachmentId } from '../core/files/attachment.ts'
import { mayAct } from '../core/authority.ts'
import { fileName } from '../core/files/file-name.ts'
import { fileTypeOf } from '../core/files/file-type.ts'
import type { Refusal } from '../core/refusal.ts'
import { refuse } from '../core/refusal.ts'
import { isWithin } from '../core/unit.ts'
import { wrongFile } from '../core/files/wrong-file.ts'
import { answeredOnce } from './answered-once.ts'
import type { Work } from './batcher.ts'
import type { Context } from './context.ts'

/** A file as it came in; what it is called is taken from nobody's word but kept to be shown. */
export interface NewFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Files that somebody uploads for a unit, to name them in a signature there. */
export interface AttachFiles {
  readonly actor: Actor
  readonly unit: string
  readonly files: readonly NewFile[]
}

export type AttachedFile = Pick<Attachment, 'id' | 'sha256' | 'size' | 'type'>

/** So many files of one person may wait for a signature. */
const MOST_WAITING = 30

/**
 * Stores files, all or none. They belong to nothing yet: whoever uploaded them may name them in a signature at that unit,
 * once, and what nobody names within a day is swept.
 */
export function attachWork(
  context: Context,
  { actor, unit, files }: AttachFiles,
  key: string | null,
): Work<readonly AttachedFile[] | Refusal> {
  const hashed = files.map((file) => ({ ...file, sha256: bytesDigest(file.bytes) }))
  const work: Work<readonly AttachedFile[] | Refusal> = async (trx) => {
    const place = (await loadUnitPlaces(trx, [unit])).get(unit)
    if (place === undefined || actor.path === '' || !isWithin(place.path, actor.path)) return refuse('unknown_unit')
    if (!mayAct(actor)) return refuse('not_your_role')
    const errors = files.flatMap(({ bytes }) => wrongFile(bytes) ?? []).map((text) => ({ field: 'file', text }))
    if (errors.length > 0) return refuse('file_invalid', { errors })
    if ((await countWaiting(trx, actor.person)) + files.length > MOST_WAITING) return refuse('file_invalid', { errors: [TOO_MANY] })
    const attached: AttachedFile[] = []
    for (const { name, bytes, sha256 } of hashed) attached.push(await store(context, trx, { actor, unitId: place.id, name, bytes, sha256 }))
    return attached
  }
  return key === null ? work : answeredOnce(actor, key, { unit, files: hashed.map(({ name, sha256 }) => ({ name, sha256 })) }, work)
}

const TOO_MANY = {
  field: 'file',
  text: {
    zh: `您有 ${MOST_WAITING} 个文件已上传而未签字，请先签字，或一天后再传`,
    en: `waits behind ${MOST_WAITING} others that you have not signed for; sign first, or try tomorrow`,
  },
}

interface Stored extends NewFile {
  readonly actor: Actor
  readonly unitId: number
  readonly sha256: string
}

async function store(
  { clock, newSalt }: Context,
  trx: Parameters<typeof insertAttachment>[0],
  { actor, unitId, name, bytes, sha256 }: Stored,
): Promise<AttachedFile> {
  const type = fileTypeOf(bytes)
  if (type === null) throw new Error('a file of no known type was let through')
  const [id, salt, size] = [attachmentId(newSalt()), newSalt(), bytes.length]
  await insertAttachment(trx, {
    id,
    unit_id: unitId,
    uploaded_by: actor.person,
    at: clock.now(),
    type,
    size,
    sha256,
    salt,
    digest: attachmentDigest(salt, bytes),
    personal: 0,
    seq: null,
    field: null,
    position: null,
    name: fileName(name, type),
    bytes,
  })
  return { id, sha256, size, type }
}
