import { describe, expect, test } from 'vitest'
import type { FileKind } from '../../../machines/form.ts'
import type { Attachment } from '../../../src/core/files/attachment.ts'
import { parseEvidence } from '../../../src/core/evidence.ts'
import { LIANPING } from '../../world.ts'

describe('files', () => {
  const photo: Attachment = {
    id: 'a',
    unit: LIANPING.code,
    uploadedBy: 'somebody',
    type: 'image/jpeg',
    size: 1,
    sha256: '',
    digest: 'd',
    used: false,
  }
  const atHand = new Map([photo, { ...photo, id: 'b', type: 'application/pdf' as const }].map((file) => [file.id, file]))
  const form = (accept: readonly FileKind[], required = false) => ({
    fields: [{ type: 'file', name: 'gate', label: { zh: '照片', en: 'Photo' }, accept, most: 1, required }] as const,
    rules: [],
  })

  test('are named by ids that are at hand, as many as asked for and of the kind asked for', () => {
    expect(parseEvidence(form(['image']), { gate: ['a', 'a'] }, LIANPING, atHand)).toMatchObject({ evidence: {}, files: { gate: [photo] } })
    expect(parseEvidence(form(['image', 'pdf']), { gate: 'b' }, LIANPING, atHand)).toMatchObject({ files: { gate: [{ id: 'b' }] } })
    for (const gate of ['b', 'c', 7, ['a', 'b']])
      expect(parseEvidence(form(['image']), { gate }, LIANPING, atHand)).toHaveProperty('errors')
  })

  test('may be left out, unless somebody insists', () => {
    expect(parseEvidence(form(['image']), { gate: [] }, LIANPING, atHand)).toMatchObject({ files: {} })
    expect(parseEvidence(form(['image'], true), {}, LIANPING, atHand)).toHaveProperty('errors')
  })
})
