import type { Text } from '../../machines/vocabulary.ts'
import type { Refusal } from '../../src/core/refusal.ts'
import { REFUSALS } from '../../src/core/refusal.ts'
import { REFUSAL_WORDS } from '../../src/core/refusal-words.ts'
import { claim } from './claim.ts'

/** Whoever is refused reads why, in both languages: a code of the closed list, and what is missing or wrong by name. */
export function explained(refusal: Refusal): void {
  const { refusal: code, missing = [], errors = [] } = refusal
  claim(REFUSALS.includes(code), 'every refusal is one of the closed list', refusal)
  const { title, detail } = REFUSAL_WORDS[code]
  for (const text of [title, detail, ...missing.map((one) => one.text), ...errors.map((one) => one.text)]) {
    claim(isChinese(text) && isEnglish(text), 'every refusal can be read in both languages', refusal, text)
  }
  claim(code !== 'gate_closed' || missing.length > 0, 'a closed gate says what is missing', refusal)
  claim(!NAMES_FIELDS.has(code) || errors.length > 0, 'a refused form says what is wrong with which field', refusal)
}

const NAMES_FIELDS: ReadonlySet<string> = new Set(['facts_invalid', 'evidence_invalid', 'overlay_invalid'])

function isChinese({ zh }: Text): boolean {
  return /\p{Script=Han}/u.test(zh) && !/undefined|NaN|null/.test(zh)
}

/** Names of schools and what an issuer wrote may be Chinese in an English sentence, but the sentence is there. */
function isEnglish({ en }: Text): boolean {
  return /[a-z]{2}/i.test(en) && !/undefined|NaN|null/.test(en)
}
