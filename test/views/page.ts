import type { Page } from '../../views/page.ts'
import { en } from '../../views/words/en.ts'
import { zh } from '../../views/words/zh.ts'
import { LIANPING, NIGHT, TIME_ZONE } from '../world.ts'

/** The night of 6 March, as the principal of 莲坪 looks at it. */
export const night: Page = {
  lang: 'zh',
  words: zh,
  now: NIGHT,
  timeZone: TIME_ZONE,
  viewer: { name: '潘庆龙', role: 'principal', level: 'school', unit: LIANPING.code, unitName: LIANPING.name, posts: ['principal'] },
  here: `/units/${LIANPING.code}`,
  assets: { style: '/assets/style.css', htmx: '/assets/htmx.js', script: '/assets/script.js' },
  demo: false,
}

export const nightInEnglish: Page = { ...night, lang: 'en', words: en }

/** What a component of a page comes to. */
export async function rendered(component: unknown): Promise<string> {
  return String(await component)
}
