import type { Lang, Page } from './page.ts'
import { tagOf } from './page.ts'

const formats: Readonly<Record<Lang, Intl.NumberFormat>> = {
  zh: new Intl.NumberFormat(tagOf('zh')),
  en: new Intl.NumberFormat(tagOf('en')),
}

/** `32,657` */
export function showCount(page: Pick<Page, 'lang'>, count: number): string {
  return formats[page.lang].format(count)
}
