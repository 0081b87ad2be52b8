import type { Text } from '../../../machines/vocabulary.ts'

const HAN = /\p{Script=Han}/u
/** Punctuation that belongs to Chinese alone; quotation marks and dashes are common to both. */
const FULL_WIDTH = /[、。《》「」【】！（），：；？]/u
/** Half-width punctuation that touches a Chinese character. Points and colons inside numbers and times are not meant. */
const HALF_WIDTH = /\p{Script=Han}[,;:!?()]|[,;!?()]\p{Script=Han}|\p{Script=Han}\.(\s|$)/u

/** What is wrong with a text in two languages; empty if both are complete. */
export function faultsOf({ zh, en }: Text): readonly Text[] {
  return [...chinese(zh), ...english(en, zh)]
}

function chinese(zh: string): readonly Text[] {
  if (zh.trim() === '') return [{ zh: '缺中文。', en: 'The Chinese is missing.' }]
  if (!HAN.test(zh)) return [{ zh: `中文处不是中文：“${zh}”。`, en: `What should be Chinese is not: “${zh}”.` }]
  const mixed = HALF_WIDTH.exec(zh)
  return mixed === null
    ? []
    : [{ zh: `中文里用了半角标点：“${mixed[0].trim()}”。`, en: `Half-width punctuation in Chinese: “${mixed[0].trim()}”.` }]
}

function english(en: string, zh: string): readonly Text[] {
  if (en.trim() === '') return [{ zh: '缺英文。', en: 'The English is missing.' }]
  if (en === zh) return [{ zh: `英文与中文一样，没有翻译：“${en}”。`, en: `The English is the Chinese again: “${en}”.` }]
  if (HAN.test(en)) return [{ zh: `英文里有汉字：“${en}”。`, en: `Chinese characters in English: “${en}”.` }]
  const mixed = FULL_WIDTH.exec(en)
  return mixed === null ? [] : [{ zh: `英文里用了全角标点：“${mixed[0]}”。`, en: `Full-width punctuation in English: “${mixed[0]}”.` }]
}
