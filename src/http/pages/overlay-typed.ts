import { z } from 'zod'
import { TASK_GROUPS } from '../../../machines/task.ts'
import { SCHOOL_KINDS, SCHOOL_POSTS } from '../../../machines/vocabulary.ts'
import type { AdditionKind } from '../../../views/overlay-form.ts'
import { PAGE_FIELDS } from '../../../views/overlay-form.ts'
import type { RawEvidence } from '../../core/command.ts'
import type { Addition, LocalField, LocalStep, LocalTiming, OverlayTerms } from '../../core/overlay/overlay.ts'

const Text = z.string().catch('')
const Whole = z.coerce.number().int().min(0).catch(0)
const FieldType = z.enum(['count', 'date', 'text'])

/** What the form of one addition says. Whatever is absent or senseless comes out empty: the core says what is wrong with it. */
export function termsTyped(playbook: string, kind: AdditionKind, given: RawEvidence): OverlayTerms {
  const kinds = z.array(z.enum(SCHOOL_KINDS)).optional().catch([]).parse(given['kinds'])
  return {
    playbook,
    title: Text.parse(given['title']),
    ...(kinds === undefined ? {} : { kinds }),
    reviewOn: Text.parse(given['reviewOn']),
    expiresOn: Text.parse(given['expiresOn']),
    additions: [additionTyped(kind, given)],
  }
}

function additionTyped(kind: AdditionKind, given: RawEvidence): Addition {
  const task = Text.parse(given['task'])
  switch (kind) {
    case 'step':
      return { kind, node: Text.parse(given['node']), step: stepTyped(given) }
    case 'tighten':
      return { kind, task, withinMinutes: spanTyped(given) }
    case 'require':
      return { kind, task }
    case 'field':
      return { kind, task, field: { label: Text.parse(given['label']), type: FieldType.catch('count').parse(given['type']) } }
    default:
      return kind satisfies never
  }
}

function stepTyped(given: RawEvidence): LocalStep {
  return {
    title: Text.parse(given['stepTitle']),
    how: Text.parse(given['how']),
    why: Text.parse(given['why']),
    group: z.enum(TASK_GROUPS).catch('life').parse(given['group']),
    signers: z.array(z.enum(SCHOOL_POSTS)).catch([]).parse(given['signers']),
    timing: timingTyped(given),
    fields: Array.from({ length: PAGE_FIELDS }, (_, index) => index + 1).flatMap((n): readonly LocalField[] => {
      const label = Text.parse(given[`label${n}`])
      return label === '' ? [] : [{ label, type: FieldType.catch('count').parse(given[`type${n}`]) }]
    }),
  }
}

function timingTyped(given: RawEvidence): LocalTiming {
  if (given['timing'] === 'daily' || given['timing'] === 'school') {
    return { kind: 'daily', due: Text.parse(given['due']), days: given['timing'] === 'school' ? 'school' : 'all' }
  }
  return { kind: 'once', withinMinutes: spanTyped(given) }
}

function spanTyped(given: RawEvidence): number {
  return Whole.parse(given['hours'] ?? 0) * 60 + Whole.parse(given['minutes'] ?? 0)
}
