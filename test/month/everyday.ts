import { weekdayCalendar } from '../../src/core/calendar/calendar.ts'
import type { Unit } from '../../src/core/unit.ts'
import { concerns, DAILY_STEPS } from '../../src/demo/daily.ts'
import type { DailyStep } from '../../src/demo/daily.ts'
import { mulberry32 } from '../../src/demo/random.ts'
import { TIME_ZONE } from '../world.ts'
import { castOf } from './cast.ts'
import type { Deed } from './month.ts'
import { signatureBy } from './month.ts'
import type { Town } from './town.ts'
import { dutyLeaderOf } from './town.ts'

const calendar = weekdayCalendar(TIME_ZONE)

/** What every school signs, whatever befalls it: the morning check and the daily report. All else stays undone and falls due. */
const STEPS = DAILY_STEPS.filter(({ task, slot }) => task === 'N-02' || slot === 'morning')

/** Closed until the new term, and so without a morning check. */
export const ON_HOLIDAY = ['kindergarten', 'training'] as const
export const TERM_BEGINS = '2022-03-21'

/** When they sign: in time, or late. */
const HOURS: Readonly<Record<string, { readonly inTime: readonly [string, string]; readonly late: string }>> = {
  'N-01': { inTime: ['07:40', '08:40'], late: '10:10' },
  'N-02': { inTime: ['15:10', '16:20'], late: '17:40' },
}

/** The days of the many: of a hundred schools two forget and three are late. Those of whom the month tells sign by themselves. */
export function everyday(town: Town, days: readonly string[]): readonly Deed[] {
  const random = mulberry32(days.length)
  const { schools, everyDays } = town
  const told = new Set(castOf(town).diligent.map(({ code }) => code))
  const many = schools.filter(({ code }) => !told.has(code))
  const signing = days.filter((_, day) => day % everyDays === 0)
  return signing.flatMap((date) =>
    STEPS.filter(({ schoolDays }) => !schoolDays || calendar.isSchoolDay(date)).flatMap((step) =>
      many.flatMap((school) => deed(school, step, date, random)),
    ),
  )
}

function deed(school: Unit, step: DailyStep, date: string, random: () => number): readonly Deed[] {
  if (!concerns(step, school)) return []
  if (step.schoolDays && date < TERM_BEGINS && ON_HOLIDAY.some((kind) => kind === school.kind)) return []
  const hours = HOURS[step.task]
  const chance = random()
  const [first, second] = hours?.inTime ?? []
  const hour = chance < 0.05 ? hours?.late : chance < 0.5 ? first : second
  const evidence = step.evidence(school, random)
  if (chance < 0.02 || hour === undefined) return []
  const occurrence = step.slot === null ? date : `${date}/${step.slot}`
  return [
    {
      at: calendar.instantOf(date, hour),
      run: ({ command, visits }) => {
        const visit = visits.get(school.code) ?? 0
        return command(signatureBy(dutyLeaderOf(school), { unit: school.code, task: step.task, visit, occurrence, evidence }))
      },
    },
  ]
}
