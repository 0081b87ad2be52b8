import type { Text } from './vocabulary.ts'

export interface Choice {
  readonly value: string
  readonly label: Text
}

interface FieldBase {
  readonly name: string
  readonly label: Text
  readonly hint?: Text
  readonly required: boolean
}

/**
 * One field of an evidence form or of an event's facts. `count` is a whole number ≥ 0; `date` is `YYYY-MM-DD`;
 * `time` is an instant; `choice` takes one of its choices and `choices` a list of them; `text` is personal by
 * default and stays outside the hashed body; of a `file` the hashed body holds a salted digest.
 */
export type Field =
  | (FieldBase & { readonly type: 'count'; readonly max?: number })
  | (FieldBase & { readonly type: 'date' })
  | (FieldBase & { readonly type: 'time' })
  | (FieldBase & { readonly type: 'choice'; readonly choices: readonly Choice[] })
  | (FieldBase & { readonly type: 'choices'; readonly choices: readonly Choice[] })
  | (FieldBase & { readonly type: 'text'; readonly long?: boolean })
  | FileField

/** One to `most` files (照片、扫描件). Never needed at night: a field of files is optional in our playbooks. */
export type FileField = FieldBase & {
  readonly type: 'file'
  readonly accept: readonly FileKind[]
  readonly most: 1 | 2 | 3
  /** Shows people or names them, so it stays in the unit and with auditors, like written evidence. */
  readonly personal?: boolean
}

/** `image`: JPEG, PNG, WebP or HEIC. */
export type FileKind = 'image' | 'pdf'

/** What an event may be told; files belong to signatures alone. */
export type FactField = Exclude<Field, { type: 'file' }>

/** A number known of the unit: everybody, boarders, day students, staff, or all students. */
export type RosterPart = 'roster' | 'boarders' | 'day' | 'staff' | 'students'

/** What must hold between the fields of a form. */
export type EvidenceRule =
  | {
      readonly kind: 'sum'
      readonly parts: readonly string[]
      readonly equals: { readonly roster: RosterPart } | { readonly field: string }
    }
  | { readonly kind: 'atMost'; readonly field: string; readonly limit: { readonly roster: RosterPart } | { readonly field: string } }
  | { readonly kind: 'atLeast'; readonly field: string; readonly least: number }
  | { readonly kind: 'zero'; readonly field: string }
  /** `field` becomes required when `when` is greater than zero. */
  | { readonly kind: 'requiredWhen'; readonly field: string; readonly when: string }

export type EvidenceValue = number | string | readonly string[]
export type Evidence = Readonly<Record<string, EvidenceValue>>
