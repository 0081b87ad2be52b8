import { CASE_SCHOOL_YANHU, DEMO_PRINCIPAL_SCHOOL, RULED_OUT_SCHOOL } from './cast.ts'
import { concerns, DAILY_STEPS } from './daily.ts'
import type { DailyStep } from './daily.ts'
import type { DemoCity } from './demo-city.ts'
import { sign } from './demo-city.ts'
import type { Action } from './load.ts'
import { periodicSteps } from './periodic.ts'
import { between, mulberry32 } from './random.ts'
import type { UnitRow } from './unit-row.ts'

/** Schools sign at a few times between the hours of a step: enough to look like a day, few enough to load quickly. */
const TIMES_A_STEP = 4

/** What the schools sign on ordinary days, up to the moment at which the demo opens. A few forget, a few are late. */
export function ordinaryDays(city: DemoCity, daysBefore: number): readonly Action[] {
  const random = mulberry32(20_220_306)
  const days = Array.from({ length: daysBefore + 1 }, (_, index) => city.calendar.addDays(city.today, index - daysBefore))
  const schools = city.units.filter(({ code }) => city.visits.has(code))
  return days.flatMap((date) => stepsOn(city, date).flatMap((step) => schools.flatMap((unit) => actionFor(city, unit, step, date, random))))
}

function stepsOn({ calendar }: DemoCity, date: string): readonly DailyStep[] {
  return [...DAILY_STEPS, ...periodicSteps(date)].filter(({ schoolDays }) => !schoolDays || calendar.isSchoolDay(date))
}

function actionFor(city: DemoCity, unit: UnitRow, step: DailyStep, date: string, random: () => number): readonly Action[] {
  const at = signedAt(city, step, date, between(random, 0, TIMES_A_STEP - 1))
  const forgets = random() * 1000 < step.forgotten
  const evidence = step.evidence(unit, random)
  const visit = city.visits.get(unit.code)
  if (forgets || visit === undefined || at >= city.now || !concerns(step, unit) || isElsewhere(city, unit, step, date)) return []
  const occurrence = step.slot === null || step.task === 'N-01-evening' ? date : `${date}/${step.slot}`
  return [{ at, run: () => sign(city, { unit: unit.code, task: step.task, visit, occurrence, evidence }) }]
}

function signedAt({ calendar }: DemoCity, { from, to }: DailyStep, date: string, part: number): string {
  const minutes = Math.round(from * 60 + ((to - from) * 60 * (part + 0.5)) / TIMES_A_STEP)
  const clock = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  return calendar.instantOf(date, clock)
}

/** Two schools have a suspected case to see to; and what the demo's own school has to do today is left to whoever signs in. */
function isElsewhere({ today, calendar }: DemoCity, { code }: UnitRow, { task }: DailyStep, date: string): boolean {
  if (code === DEMO_PRINCIPAL_SCHOOL) return date === today || task === 'N-01'
  const inTermOnly = !['N-01', 'N-01-evening', 'N-02'].includes(task)
  if (code === RULED_OUT_SCHOOL) return inTermOnly && date === calendar.addDays(today, -1)
  return code === CASE_SCHOOL_YANHU && inTermOnly && date === today
}
