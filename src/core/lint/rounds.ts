import type { Task } from '../../../machines/task.ts'
import type { Text } from '../../../machines/vocabulary.ts'
import type { Occurrence } from '../occurrence.ts'
import { occurrencesOf } from '../occurrence.ts'
import { BEGINNING, CALENDAR } from './act.ts'

/** Long enough for two terms, and for what comes once a year. */
const A_YEAR_LATER = '2027-03-31T00:00:00.000Z'

/** What is wrong with the rounds of a task that follow a calendar, as they would really fall due within a year. */
export function faultyRounds(task: Task): readonly Text[] {
  const visit = { seq: 1, at: BEGINNING, awayMs: 0 }
  const rounds = occurrencesOf(task, { visit, cases: [], calendar: CALENDAR, breakSince: null }, BEGINNING, A_YEAR_LATER)
  if (rounds.length === 0) return [NEVER]
  const [misordered] = rounds.filter((round) => !inOrder(round))
  const [overlapping] = rounds.filter((round, index) => index > 0 && round.opensAt < (rounds[index - 1]?.closesAt ?? ''))
  return [
    ...(misordered === undefined ? [] : [said(misordered, '开始、时限、截止先后不对', 'does not open, fall due and close in this order')]),
    ...(overlapping === undefined ? [] : [said(overlapping, '上一轮还没截止就已开始', 'opens before the round before it closes')]),
  ]
}

const NEVER: Text = { zh: '一年之内没有一轮，等于没有这项任务。', en: 'There is not one round in a year: nobody would ever be asked.' }

function inOrder({ opensAt, dueAt, closesAt }: Occurrence): boolean {
  return dueAt !== null && opensAt < dueAt && (closesAt === null || dueAt <= closesAt)
}

function said({ id }: Occurrence, zh: string, en: string): Text {
  return { zh: `“${id ?? ''}”这一轮${zh}。`, en: `The round “${id ?? ''}” ${en}.` }
}
