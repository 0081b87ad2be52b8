import type { RawEvidence } from '../core/command.ts'
import { between } from './random.ts'
import type { UnitRow } from './unit-row.ts'

/** One daily step as the schools of the demo sign it: between which hours, and with what figures. */
export interface DailyStep {
  readonly task: string
  /** Behind the date, where a day has several slots. */
  readonly slot: string | null
  /** Local hours between which schools sign. */
  readonly from: number
  readonly to: number
  readonly schoolDays: boolean
  readonly boardingOnly: boolean
  /** Of a thousand schools, how many forget it. */
  readonly forgotten: number
  readonly evidence: (unit: UnitRow, random: () => number) => RawEvidence
}

/** N-01 to N-04 and N-29 on an ordinary day. */
export const DAILY_STEPS: readonly DailyStep[] = [
  step('N-01', 'morning', 7, 9, { forgotten: 2, evidence: checked }),
  step('N-03', null, 8, 10, { evidence: (_unit, random) => ({ entriesRefused: between(random, 0, 2), visitors: between(random, 0, 6) }) }),
  step('N-04', null, 9, 12, {
    forgotten: 2,
    evidence: (unit, random) => ({ roomsAired: Math.ceil(students(unit) / 45) + between(random, 0, 3) }),
  }),
  step('N-01', 'noon', 12, 15, { forgotten: 3, evidence: checked }),
  step('N-29', null, 13, 16, { evidence: (_unit, random) => ({ gatesOpen: between(random, 1, 2), patrols: between(random, 2, 4) }) }),
  step('N-02', null, 14, 18, { forgotten: 4, schoolDays: false, evidence: report }),
  step('N-01-evening', null, 21, 22, { boardingOnly: true, evidence: checkedBoarders }),
]

type Options = Partial<Pick<DailyStep, 'schoolDays' | 'boardingOnly' | 'forgotten'>> & Pick<DailyStep, 'evidence'>

function step(task: string, slot: string | null, from: number, to: number, options: Options): DailyStep {
  return { task, slot, from, to, schoolDays: true, boardingOnly: false, forgotten: 1, ...options }
}

function students({ boarders, day }: UnitRow): number {
  return boarders + day
}

function checked(unit: UnitRow, random: () => number): RawEvidence {
  const absent = between(random, 0, Math.floor(students(unit) / 60))
  const feverish = absent > 2 && random() < 0.1 ? 1 : 0
  return { checked: students(unit) - absent, absent, feverish, sentHome: feverish }
}

function checkedBoarders({ boarders }: UnitRow, random: () => number): RawEvidence {
  const boardersAbsent = between(random, 0, Math.floor(boarders / 200))
  return { boardersChecked: boarders - boardersAbsent, boardersAbsent, boardersFeverish: 0 }
}

function report(unit: UnitRow, random: () => number): RawEvidence {
  const studentsAway = between(random, 0, Math.floor(students(unit) / 60))
  const staffAway = between(random, 0, Math.floor(unit.staff / 30))
  return {
    studentsPresent: students(unit) - studentsAway,
    studentsAway,
    staffPresent: unit.staff - staffAway,
    staffAway,
    suspected: 0,
    isolated: 0,
  }
}
