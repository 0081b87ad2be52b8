import type { Level } from '../../../machines/vocabulary.ts'
import type { FieldError } from '../refusal.ts'
import type { Assignment, AssignmentKind, AssignmentTerms } from './assignment.ts'
import { DOCUMENT } from './document.ts'
import { FINDING } from './finding.ts'
import { HANDOVER } from './handover.ts'
import { HELP } from './help.ts'
import type { Asked, KindOf } from './kind.ts'

/** The kinds of assignment, each by its name. */
export const KINDS: { readonly [K in AssignmentKind]: KindOf<K> } = {
  document: DOCUMENT,
  finding: FINDING,
  help: HELP,
  handover: HANDOVER,
}

/** What the assignment asks of a unit at that level. */
export function askedOf({ terms, level }: Pick<Assignment, 'terms' | 'level'>, at: Level): Asked {
  switch (terms.kind) {
    case 'document':
      return DOCUMENT.asked(terms, { level }, at)
    case 'finding':
      return FINDING.asked(terms, { level }, at)
    case 'help':
      return HELP.asked(terms, { level }, at)
    case 'handover':
      return HANDOVER.asked(terms, { level }, at)
    default:
      return terms satisfies never
  }
}

/** What is wrong with the terms by themselves; `measures` are the ids of all that the playbook serves. */
export function wrongTerms(terms: AssignmentTerms, measures: ReadonlySet<string>): readonly FieldError[] {
  switch (terms.kind) {
    case 'document':
      return DOCUMENT.wrong(terms, measures)
    case 'finding':
      return FINDING.wrong(terms, measures)
    case 'help':
      return HELP.wrong(terms, measures)
    case 'handover':
      return HANDOVER.wrong(terms, measures)
    default:
      return terms satisfies never
  }
}
