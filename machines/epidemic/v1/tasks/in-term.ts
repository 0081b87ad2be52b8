import type { Task } from '../../../task.ts'
import { EACH_TERM } from './each-term.ts'
import { IN_TERM_DAILY } from './in-term-daily.ts'
import { IN_TERM_MONTHLY } from './in-term-monthly.ts'
import { IN_TERM_WEEKLY } from './in-term-weekly.ts'
import { CLASSES_IN_TERM } from './training-in-normal.ts'

/** N: what a school in term does besides its checks and its daily report. */
export const IN_TERM: readonly Task[] = [...IN_TERM_DAILY, ...IN_TERM_WEEKLY, ...IN_TERM_MONTHLY, ...EACH_TERM, ...CLASSES_IN_TERM]
