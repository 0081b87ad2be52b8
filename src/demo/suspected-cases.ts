import type { Instant } from '../../machines/vocabulary.ts'
import { plusMinutes } from '../core/calendar/calendar.ts'
import { CASE_SCHOOL_YANHU, RULED_OUT_SCHOOL } from './cast.ts'
import type { DemoCity } from './demo-city.ts'
import { send, sign } from './demo-city.ts'
import type { Action } from './load.ts'

/** Two suspected cases: one of yesterday, ruled out by evening, and one that is being clarified as the demo opens. */
export function suspectedCases(city: DemoCity): readonly Action[] {
  const { calendar, today, now } = city
  const yesterday = calendar.addDays(today, -1)
  return [
    ...caseAt(city, RULED_OUT_SCHOOL, calendar.instantOf(yesterday, '09:20'), '三年级一名学生晨检后发热 38.2℃，已由校医带离教室。', [
      ...FIRST_HOUR,
      { task: 'U-06', after: 60, evidence: () => ({ preserved: ['access', 'timetable', 'video'] }) },
      { task: 'U-07', after: 70, evidence: () => ({ guardiansTold: 46, guardiansUnreached: 0 }) },
      { task: 'U-04', after: 75, evidence: (at) => ({ leftAt: at, receiver: '120' }) },
      { task: 'U-05', after: 150, evidence: (at) => ({ lists: ['class', 'seats'], peopleListed: 48, listsHandedAt: at }) },
      { task: 'U-08', after: 640, evidence: () => ({ tests: 2, negative: 2, positive: 0 }) },
    ]),
    {
      at: calendar.instantOf(yesterday, '21:30'),
      run: () =>
        send(
          city,
          '140881',
          RULED_OUT_SCHOOL,
          'RULE_OUT',
          { notifiedBy: 'cdc', notice: 'telephone', notifiedAt: calendar.instantOf(yesterday, '21:10') },
          '县疾控中心电话告知：两次核酸均为阴性，诊断为普通感冒。',
        ),
    },
    ...caseAt(
      city,
      CASE_SCHOOL_YANHU,
      plusMinutes(now, -100),
      '初二（4）班一名住校生发热、咳嗽，周末曾到外县探亲，本人已戴口罩带至观察室。',
      [...FIRST_HOUR, { task: 'U-06', after: 55, evidence: () => ({ preserved: ['access', 'video'] }) }],
    ),
  ]
}

interface CaseStep {
  readonly task: string
  /** Minutes after the report. */
  readonly after: number
  readonly evidence: (at: Instant) => Readonly<Record<string, unknown>>
}

const FIRST_HOUR: readonly CaseStep[] = [
  { task: 'U-01', after: 8, evidence: (at) => ({ isolatedAt: at, isolatedIn: '校医室旁观察室' }) },
  { task: 'U-02', after: 20, evidence: (at) => ({ told: ['bureau', 'cdc', 'command', 'principal'], toldAt: at }) },
  { task: 'U-03', after: 24, evidence: () => ({ unitsHeld: ['class'], peopleHeld: 47 }) },
]

const PER_CASE = ['U-01', 'U-02', 'U-04', 'U-05', 'U-08']

/** Reports a case at `start` and signs the steps; those of the case itself name it, the others the visit it opened. */
function caseAt(city: DemoCity, unit: string, start: Instant, note: string, steps: readonly CaseStep[]): readonly Action[] {
  let reported = 0
  const opening = city.visits.get(unit) ?? 0
  const report: Action = {
    at: start,
    run: async () => {
      const facts = { people: 1, where: 'class', symptoms: ['fever'], foundAt: plusMinutes(start, -6), note }
      reported = (await send(city, unit, unit, 'REPORT_SUSPECTED', facts, '')).seq
    },
  }
  const signed = steps.map(({ task, after, evidence }): Action => {
    const at = plusMinutes(start, after)
    const ofCase = PER_CASE.includes(task)
    return {
      at,
      run: () =>
        sign(city, {
          unit,
          task,
          visit: ofCase ? opening : reported,
          occurrence: ofCase ? String(reported) : null,
          evidence: evidence(at),
        }),
    }
  })
  return [report, ...signed]
}
