const SEASONS: Readonly<Record<string, string>> = { spring: '春季', summer: '夏季', autumn: '秋季' }

/** `2026-spring`, in parts. */
export function termZh(year: string, season: string): string {
  return `${year} 年${SEASONS[season] ?? ''}学期`
}

/** Dates that come back. Days of the week are counted from Monday, 0; the date -1 is the last of its month. */
export const rulesZh = {
  everyDays: (days: number) => (days === 1 ? '每天' : `每 ${days} 天`),
  weekly: (weeks: number, days: readonly number[]) => {
    const names = days.map((day) => `周${'一二三四五六日'[day]}`).join('、')
    return weeks === 1 ? `每${names}` : `每 ${weeks} 周的${names}`
  },
  monthly: (months: number, dates: readonly number[]) => {
    const names = dates.map((date) => (date === -1 ? '最后一天' : `${date} 日`)).join('、')
    return months === 1 ? `每月 ${names}` : `每 ${months} 个月的 ${names}`
  },
  yearly: (months: readonly number[], dates: readonly number[]) => `每年 ${months.join('、')} 月 ${dates.join('、')} 日`,
  set: '规定日期',
}
