import type { rulesZh } from './rules-zh.ts'

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

export function termEn(year: string, season: string): string {
  return `${season} term ${year}`
}

export const rulesEn: typeof rulesZh = {
  everyDays: (days) => (days === 1 ? 'every day' : `every ${days} days`),
  weekly: (weeks, days) => {
    const names = days.map((day) => WEEKDAYS[day]).join(' and ')
    return weeks === 1 ? `every ${names}` : `every ${weeks} weeks on ${names}`
  },
  monthly: (months, dates) => {
    const names = dates.map((date) => (date === -1 ? 'the last day' : `day ${date}`)).join(' and ')
    return `every ${months === 1 ? 'month' : `${months} months`} on ${names}`
  },
  yearly: (months, dates) => `every year on ${dates.join(' and ')} ${months.map((month) => MONTHS[month - 1]).join(' and ')}`,
  set: 'on set dates',
}
