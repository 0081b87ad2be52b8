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
 * default and stays outside the hashed body.
 */
export type Field =
  | (FieldBase & { readonly type: 'count'; readonly max?: number })
  | (FieldBase & { readonly type: 'date' })
  | (FieldBase & { readonly type: 'time' })
  | (FieldBase & { readonly type: 'choice'; readonly choices: readonly Choice[] })
  | (FieldBase & { readonly type: 'choices'; readonly choices: readonly Choice[] })
  | (FieldBase & { readonly type: 'text'; readonly long?: boolean })

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
