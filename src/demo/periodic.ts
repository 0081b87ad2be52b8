import { allBut, KINDERGARTEN, OLDER, SCHOOLS, TRAINING, UNIVERSITY } from '../../machines/notation.ts'
import type { RawEvidence } from '../core/command.ts'
import type { DailyStep } from './daily.ts'
import { step } from './daily.ts'
import { between } from './random.ts'
import type { UnitRow } from './unit-row.ts'

const KEY_POSTS = { keyPostStaff: 6, sampled: 3, samplePositive: 0 }
const NO_TRIPS = { tripsApproved: 0, tripsReturned: 0, stillOut: 0 }
const NO_GATHERINGS = { gatheringsApproved: 0, gatheringsRefused: 0, eventsPostponed: 0 }
const NO_INSPECTION = { inspections: 0, inspectionFindings: 0, inspectionFindingsClosed: 0 }
const ONE_ROOM = { isolationRooms: 1, isolationBeds: 2, isolationStaff: 1 }

/** What schools sign on the day on which their weekly steps are due. */
const ON_FRIDAYS: readonly DailyStep[] = [
  weekly('N-05', { kinds: SCHOOLS, evidence: places }),
  weekly('N-06', { kinds: SCHOOLS, evidence: selfChecked }),
  weekly('N-15', { kinds: OLDER, evidence: trips }),
  weekly('N-18', { kinds: OLDER, evidence: () => ({ ...NO_GATHERINGS, eventsHeld: 0, venuesClosed: 0 }) }),
  weekly('N-18-kindergarten', { kinds: KINDERGARTEN, evidence: () => ({ ...NO_TRIPS, ...NO_GATHERINGS }) }),
  weekly('N-19', {
    kinds: allBut('training', 'vocational', 'university'),
    evidence: (_unit, random) => ({ ...KEY_POSTS, siteWorkers: random() < 0.05 ? 8 : 0, interns: between(random, 0, 2) }),
  }),
  weekly('N-19-campus', { kinds: ['vocational', 'university'], evidence: () => ({ ...KEY_POSTS, keyPostStaff: 40, sampled: 10 }) }),
  weekly('N-23', { kinds: ['vocational'], evidence: apart }),
  weekly('N-23-university', {
    kinds: UNIVERSITY,
    evidence: (unit, random) => ({ ...apart(unit, random), internsSuspended: 12, foreignStudents: 0, leaveRequests: 0 }),
  }),
]

const ON_SUNDAYS: readonly DailyStep[] = [
  weekly('N-24', {
    kinds: TRAINING,
    evidence: (_unit, random) => {
      const rooms = between(random, 3, 8)
      return { classesOpen: between(random, 4, 12), classesStopped: 0, places: rooms, placesDone: rooms, itemsChecked: 20, findings: 0 }
    },
  }),
]

const ON_THE_25TH: readonly DailyStep[] = [
  weekly('N-08', { kinds: SCHOOLS, evidence: supplies }),
  weekly('N-09', { kinds: OLDER, evidence: () => ONE_ROOM }),
  weekly('N-09-kindergarten', { kinds: KINDERGARTEN, evidence: () => ONE_ROOM }),
  weekly('N-22', { kinds: SCHOOLS, evidence: letters }),
  weekly('N-07-school', { kinds: SCHOOLS, evidence: () => NO_INSPECTION }),
  weekly('N-08-training', { kinds: TRAINING, evidence: () => ({ maskDays: 20, disinfectantDays: 25, ...NO_INSPECTION }) }),
]

/** The steps of a week or a month that fall due on the local date. */
export function periodicSteps(date: string): readonly DailyStep[] {
  const { dayOfWeek, day } = Temporal.PlainDate.from(date)
  return [...(dayOfWeek === 5 ? ON_FRIDAYS : []), ...(dayOfWeek === 7 ? ON_SUNDAYS : []), ...(day === 25 ? ON_THE_25TH : [])]
}

function weekly(task: string, options: Pick<DailyStep, 'kinds' | 'evidence'>): DailyStep {
  return step(task, null, 10, 16, { ...options, schoolDays: false, forgotten: 3 })
}

function places({ boarders, day }: UnitRow, random: () => number): RawEvidence {
  const all = Math.ceil((boarders + day) / 40) + between(random, 4, 9)
  return { places: all, placesDone: random() < 0.03 ? all - 1 : all }
}

function selfChecked(_unit: UnitRow, random: () => number): RawEvidence {
  const findingsCampus = random() < 0.1 ? between(random, 1, 2) : 0
  return { itemsChecked: 40, findings: findingsCampus, findingsStaff: 0, findingsStudents: 0, findingsParents: 0, findingsCampus }
}

function trips(_unit: UnitRow, random: () => number): RawEvidence {
  const [tripsReturned, stillOut] = [between(random, 0, 2), random() < 0.1 ? 1 : 0]
  return { tripsApproved: tripsReturned + stillOut, tripsReturned, stillOut }
}

function apart(_unit: UnitRow, random: () => number): RawEvidence {
  return { siteWorkers: 0, internsOut: between(random, 20, 60), livingOut: between(random, 0, 15) }
}

function supplies(_unit: UnitRow, random: () => number): RawEvidence {
  return {
    maskDays: between(random, 15, 40),
    disinfectantDays: between(random, 20, 45),
    gloveDays: between(random, 15, 40),
    suits: between(random, 10, 30),
    thermometers: between(random, 4, 20),
    calibratedOn: '2022-02-21',
  }
}

function letters({ boarders, day }: UnitRow, random: () => number): RawEvidence {
  const lettersSent = boarders + day
  return { lettersSent, lettersAcknowledged: lettersSent - between(random, 0, Math.floor(lettersSent / 50)) }
}
