import type { Page } from './page.ts'

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** The dates of an RRULE (RFC 5545) in words: `每周五`, `每月最后一天`. What they have no words for is called set dates. */
export function ruleWords(page: Page, rule: string): string {
  const { rules } = page.words.playbook
  const parts = new Map(rule.split(';').map((part): [string, string] => [part.split('=')[0] ?? '', part.split('=')[1] ?? '']))
  const every = Number(parts.get('INTERVAL') ?? 1)
  const by = [...parts.keys()].filter((name) => !['FREQ', 'INTERVAL', 'WKST'].includes(name)).join(' ')
  const days = listOf(parts.get('BYDAY')).map((day) => DAYS.indexOf(day))
  const dates = listOf(parts.get('BYMONTHDAY')).map(Number)
  switch (`${parts.get('FREQ')} ${by}`) {
    case 'DAILY ':
      return rules.everyDays(every)
    case 'WEEKLY BYDAY':
      return days.includes(-1) ? rules.set : rules.weekly(every, days)
    case 'MONTHLY BYMONTHDAY':
      return dates.every((date) => date > 0 || date === -1) ? rules.monthly(every, dates) : rules.set
    case 'MONTHLY BYMONTHDAY BYSETPOS':
      return isLastUpTo(dates) && parts.get('BYSETPOS') === '-1'
        ? rules.monthly(every, [dates.at(-1) === 31 ? -1 : (dates.at(-1) ?? -1)])
        : rules.set
    case 'YEARLY BYMONTH BYMONTHDAY':
      return every === 1 && dates.every((date) => date > 0) ? rules.yearly(listOf(parts.get('BYMONTH')).map(Number), dates) : rules.set
    default:
      return rules.set
  }
}

function listOf(part: string | undefined): readonly string[] {
  return part === undefined ? [] : part.split(',')
}

/** 28,29,30: that day, or the last one of a shorter month. */
function isLastUpTo(dates: readonly number[]): boolean {
  return dates.every((date, index) => date === 28 + index)
}
