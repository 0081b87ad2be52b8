import type { EventDefinition } from '../../../machines/playbook.ts'
import { activeTasks } from '../checklist.ts'
import type { Standing } from './act.ts'
import { dateOf, openItems, sign, situationOf } from './act.ts'
import { answersTo } from './answers.ts'
import type { Closed } from './open-gates.ts'
import { openGates } from './open-gates.ts'

/** An event that the engine sends because a task was signed. */
interface FollowUp {
  readonly event: EventDefinition
  /** After both; null if the event does not follow, whatever is done first. */
  readonly after: Standing | null
  /** What it lacked on the way. */
  readonly closed: readonly Closed[]
}

/** What the engine sends by itself from here, each task that sends something being signed in turn, its gates opened first. */
export function followUps(standing: Standing): readonly FollowUp[] {
  const { events } = standing.playbook
  return activeTasks(situationOf(standing)).flatMap(({ task: { id, sends = '' } }) => {
    const event = Object.hasOwn(events, sends) ? events[sends] : undefined
    if (event === undefined || !event.senders.some(({ by }) => by === 'engine')) return []
    const { ready, closed } = openGates(standing, sends, {})
    return [{ event, after: ready === null ? null : signed(ready, id, sends), closed }]
  })
}

function signed(standing: Standing, task: string, sends: string): Standing | null {
  const after = openItems(standing, task).reduce<Standing | null>((at, item) => {
    const evidence = at === null ? null : answersTo(item.task, at.sample.unit, { today: dateOf(at.now), high: [] })
    return at === null || evidence === null ? null : sign(at, item, evidence)
  }, standing)
  return after?.sent.includes(sends) === true ? after : null
}
