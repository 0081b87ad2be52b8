import { areaAtLowRisk, earliestReached } from '../gates.ts'
import { date, text } from '../../../notation.ts'
import { order, TERM_SETTERS } from './define.ts'

/** Vacation, deferred opening, and the opening itself. */
export const termEvents = [
  order({
    type: 'BEGIN_VACATION',
    title: text('放假', 'Begin the vacation'),
    consequence: text('学校放假，值班和零报告不停。', 'The school closes for the vacation; the zero report goes on.'),
    senders: TERM_SETTERS,
    reason: 'optional',
    reaches: 'normal.vacation',
    source: ['R-26'],
  }),
  order({
    type: 'DEFER_OPENING',
    title: text('延期开学', 'Defer the opening'),
    consequence: text('在所定日期之前不开学、不返校。', 'Nobody returns before the date that you set.'),
    senders: TERM_SETTERS,
    facts: [date('until', '最早开学日期', 'Earliest opening date')],
    marks: 'deferred',
    source: ['R-26', 'N-30'],
  }),
  order({
    type: 'BEGIN_TERM',
    title: text('开学', 'Begin the term'),
    consequence: text('学校开学，恢复线下教学。', 'The school opens and lessons are on site.'),
    senders: TERM_SETTERS,
    reason: 'optional',
    gates: [earliestReached, areaAtLowRisk],
    reaches: 'normal.inTerm',
    tone: 'main',
    source: ['R-26'],
  }),
]
