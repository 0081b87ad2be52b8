import { bureau, option, text } from '../../notation.ts'
import type { Signer } from '../../task.ts'
import { BUREAU_KINDS } from '../../vocabulary.ts'
import type { BureauKind, BureauPost, Text } from '../../vocabulary.ts'

/** Any one of these posts of the bureau itself, whatever its level. */
export function own(...posts: readonly BureauPost[]): readonly Signer[] {
  return bureau(BUREAU_KINDS, ...posts)
}

/** Bureaus that inspect schools and training institutions themselves. */
export const INSPECTING: readonly BureauKind[] = ['city', 'county']
/** Bureaus with groups under them. A township acts by its duty officer. */
export const WITH_GROUPS: readonly BureauKind[] = ['nation', 'province', 'city', 'county']

/** response levels, the strictest first. */
export const LEVELS = [
  { id: 'I', title: text('Ⅰ级响应', 'Level I') },
  { id: 'II', title: text('Ⅱ级响应', 'Level II') },
  { id: 'III', title: text('Ⅲ级响应', 'Level III') },
  { id: 'IV', title: text('Ⅳ级响应', 'Level IV') },
] as const

/** risk levels, the strictest first. */
export const RISKS = [
  { id: 'high', title: text('高风险', 'High risk') },
  { id: 'medium', title: text('中风险', 'Medium risk') },
  { id: 'low', title: text('低风险', 'Low risk') },
] as const

/** As the choices of a field. */
export function optionsOf(list: readonly { readonly id: string; readonly title: Text }[]) {
  return list.map(({ id, title }) => option(id, title.zh, title.en))
}
