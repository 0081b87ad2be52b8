import { allBut, KINDERGARTEN, OLDER, SCHOOLS, TRAINING, UNIVERSITY } from '../../machines/notation.ts'
import type { SchoolKind } from '../../machines/vocabulary.ts'
import { SCHOOL_KINDS } from '../../machines/vocabulary.ts'
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
  readonly kinds: readonly SchoolKind[]
  readonly schoolDays: boolean
  readonly boardingOnly: boolean
  /** Of a thousand schools, how many forget it. */
  readonly forgotten: number
  readonly evidence: (unit: UnitRow, random: () => number) => RawEvidence
}

/** What schools sign on an ordinary day: the checks, the gate, the rooms, and the report. */
export const DAILY_STEPS: readonly DailyStep[] = [
  step('N-01', 'morning', 7, 9, { kinds: SCHOOLS, forgotten: 2, evidence: checked }),
  step('N-04', null, 9, 12, { kinds: OLDER, forgotten: 2, evidence: rooms }),
  step('N-04-kindergarten', null, 9, 12, { kinds: KINDERGARTEN, forgotten: 2, evidence: playrooms }),
  step('N-01', 'noon', 12, 15, { kinds: SCHOOLS, forgotten: 3, evidence: checked }),
  step('N-03', null, 13, 16, {
    kinds: allBut('training', 'kindergarten', 'university'),
    evidence: (_unit, random) => ({ ...gate(random), detours: between(random, 0, 3) }),
  }),
  step('N-03-kindergarten', null, 13, 16, {
    kinds: KINDERGARTEN,
    evidence: (_unit, random) => ({ ...gate(random), pickUpsRefused: random() < 0.05 ? 1 : 0 }),
  }),
  step('N-03-university', null, 13, 16, {
    kinds: UNIVERSITY,
    evidence: (_unit, random) => ({ ...gate(random), exitsApproved: between(random, 20, 90) }),
  }),
  step('N-02', null, 14, 18, { forgotten: 4, schoolDays: false, evidence: report }),
  step('N-04-training', null, 17, 20, { kinds: TRAINING, schoolDays: false, evidence: classrooms }),
  step('N-01-training', null, 18, 20, { kinds: TRAINING, schoolDays: false, evidence: checkedAtDoor }),
  step('N-01-evening', null, 21, 22, { boardingOnly: true, evidence: checkedBoarders }),
]

/** Does the step concern the school? */
export function concerns({ kinds, boardingOnly }: DailyStep, { kind, boarders }: Pick<UnitRow, 'kind' | 'boarders'>): boolean {
  return kinds.some((one) => one === kind) && (!boardingOnly || boarders > 0)
}

type Options = Partial<Pick<DailyStep, 'kinds' | 'schoolDays' | 'boardingOnly' | 'forgotten'>> & Pick<DailyStep, 'evidence'>

/** A step of a day; unless said otherwise of every school, on school days, forgotten by one in a thousand. */
export function step(task: string, slot: string | null, from: number, to: number, options: Options): DailyStep {
  return { task, slot, from, to, kinds: SCHOOL_KINDS, schoolDays: true, boardingOnly: false, forgotten: 1, ...options }
}

function students({ boarders, day }: UnitRow): number {
  return boarders + day
}

function gate(random: () => number): RawEvidence {
  return {
    entriesRefused: between(random, 0, 2),
    visitors: between(random, 0, 6),
    gatesOpen: between(random, 1, 2),
    patrols: between(random, 2, 4),
  }
}

function playrooms(unit: UnitRow, random: () => number): RawEvidence {
  return { ...aired(unit, 30), disinfections: between(random, 2, 3), foodSamples: between(random, 4, 9) }
}

function rooms(unit: UnitRow, random: () => number): RawEvidence {
  return { ...playrooms(unit, random), ...aired(unit, 45), sittings: between(random, 1, 3) }
}

function classrooms(unit: UnitRow, random: () => number): RawEvidence {
  return { ...aired(unit, 20), disinfections: between(random, 1, 3) }
}

function aired(unit: UnitRow, studentsInRoom: number): RawEvidence {
  const roomsInUse = Math.ceil(students(unit) / studentsInRoom)
  return { roomsInUse, roomsAired: roomsInUse }
}

function checkedAtDoor(unit: UnitRow, random: () => number): RawEvidence {
  const feverish = random() < 0.02 ? 1 : 0
  return {
    checked: between(random, Math.ceil(students(unit) / 2), students(unit)),
    feverish,
    sentHome: feverish,
    entriesRefused: between(random, 0, 1),
  }
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
