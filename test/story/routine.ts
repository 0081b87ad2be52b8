import type { Actor } from '../../src/core/actor.ts'
import { weekdayCalendar } from '../../src/core/calendar/calendar.ts'
import type { ChecklistItem } from '../../src/core/checklist.ts'
import { checklist } from '../../src/core/checklist.ts'
import type { RawEvidence } from '../../src/core/command.ts'
import { nextCapacity } from '../../src/core/next-signature.ts'
import type { Situation } from '../../src/core/situation.ts'
import { filledIn, TIME_ZONE } from '../world.ts'
import type { Signature } from './crowd.ts'
import { put } from './crowd.ts'
import type { Stage } from './stage.ts'

/** A school of the story and those who sign for it, in the school and above it. */
export interface Diligent {
  readonly unit: string
  readonly signers: readonly Actor[]
}

/** Once a shift, in the morning, at noon, in the afternoon and before lights out. */
const HOURS = ['00:30', '08:00', '14:30', '16:00', '19:00'] as const
const calendar = weekdayCalendar(TIME_ZONE)

/**
 * Lets the days pass to what the clock on the wall then says. Five times a day each school signs whatever its checklist
 * has open, as schools do that want to be left in peace; what leads back to normal (P) is left to the story.
 */
export async function liveTo(stage: Stage, schools: readonly Diligent[], wall: string): Promise<void> {
  const now = stage.engine.clock.now()
  for (let date = calendar.dateOf(now); date <= wall.slice(0, 10); date = calendar.addDays(date, 1)) {
    for (const hour of HOURS) {
      if (calendar.instantOf(date, hour) <= now || `${date} ${hour}` > wall) continue
      await stage.passTo(`${date} ${hour}`)
      await Promise.all(schools.map((school) => signWhatIsOpen(stage, school)))
    }
  }
  await stage.passTo(wall)
}

/** Signs every open step of the school; what needs two signatures gets the second in another round. */
export async function signWhatIsOpen(stage: Stage, school: Diligent): Promise<void> {
  for (let signed = await signOnce(stage, school); signed > 0;) signed = await signOnce(stage, school)
}

async function signOnce(stage: Stage, school: Diligent): Promise<number> {
  const open = (await openSteps(stage, school)).filter(({ signature: { task } }) => task === 'P-13' || !task.startsWith('P-'))
  await Promise.all(open.map(({ actor, signature }) => put(stage, actor, signature)))
  return open.length
}

/** What the school may sign now, each step with the first of its signers who may sign it. */
export async function openSteps(
  { engine }: Pick<Stage, 'engine'>,
  { unit, signers }: Diligent,
): Promise<readonly { readonly actor: Actor; readonly signature: Signature }[]> {
  const [anybody] = signers
  const situation = anybody === undefined ? null : await engine.situationOf(anybody, unit, 'epidemic', 'actual')
  if (situation === null) throw new Error(`nobody sees ${unit}`)
  return checklist(situation, engine.clock.now())
    .filter(({ state }) => ['open', 'overdue', 'partly'].includes(state))
    .flatMap((item) => {
      const actor = signers.find((one) => nextCapacity(one, item, situation) !== null)
      return actor === undefined ? [] : [{ actor, signature: signatureOf(item, situation) }]
    })
}

function signatureOf({ task, visit, occurrence, mark }: ChecklistItem, situation: Situation): Signature {
  const evidence = mark === null ? { ...filledIn(task, situation.unit), ...FIGURES[task.id]?.(situation) } : {}
  return { unit: situation.unit.code, task: task.id, visit, occurrence: occurrence.id, evidence }
}

/** Where any figure that adds up will not do. */
const FIGURES: Readonly<Record<string, (situation: Situation) => RawEvidence>> = {
  'O-05': whereabouts,
  'O-05-first': whereabouts,
  'L-04': whereabouts,
  // What the command announced of the county.
  'O-10': () => ({ lastCaseOn: LAST_CASE_IN_COUNTY }),
}

const LAST_CASE_IN_COUNTY = '2022-03-10'

function whereabouts({ unit, response }: Situation): RawEvidence {
  const everybody = unit.boarders + unit.day + unit.staff
  const inside = response.phase.startsWith('lockdown')
  return { concentrated: 0, inSchool: inside ? everybody : 0, atHome: inside ? 0 : everybody, unreached: 0 }
}
