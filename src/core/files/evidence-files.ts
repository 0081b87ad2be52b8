import type { FileField } from '../../../machines/form.ts'
import type { Text } from '../../../machines/vocabulary.ts'
import type { Attachment, AttachmentsAtHand } from './attachment.ts'
import { kindOfFile } from './file-type.ts'

/** The files that a form names in one of its fields, in order; or what is wrong with them. One named twice counts once. */
export function filesNamed(field: FileField, given: unknown, atHand: AttachmentsAtHand): readonly Attachment[] | Text {
  const ids: readonly unknown[] = [...new Set(Array.isArray(given) ? given : [given])]
  const files = ids.flatMap((id) => (typeof id === 'string' ? (atHand.get(id) ?? []) : []))
  if (files.length < ids.length) return UNKNOWN
  if (files.length > field.most) return { zh: `最多 ${field.most} 个文件`, en: `takes ${field.most} at most` }
  return files.every(({ type }) => field.accept.includes(kindOfFile(type))) ? files : WRONG_KIND[field.accept[0] ?? 'image']
}

const UNKNOWN: Text = {
  zh: '文件已失效，或不是您为本单位上传的，请重新选择',
  en: 'is no longer there or was not uploaded by you for this unit; choose it again',
}

/** Reached only where a field takes one kind alone. */
const WRONG_KIND: Readonly<Record<FileField['accept'][number], Text>> = {
  image: { zh: '此项只收照片', en: 'takes pictures only' },
  pdf: { zh: '此项只收 PDF 文件', en: 'takes PDF files only' },
}
