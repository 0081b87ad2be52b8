import type { Slot, Task, Timing } from '../../../machines/task.ts'
import type { Text } from '../../../machines/vocabulary.ts'
import { allTasks, tasksOf } from '../checklist.ts'
import { allNodes } from '../statechart.ts'
import type { Finding, Rule, Subject } from './finding.ts'
import { faultyRounds } from './rounds.ts'

type Found = Omit<Finding, 'rule'>

/** Deadlines lie after their beginning, hours of one task follow each other, and no deadline is later than the law's or than what waits for it. */
export const deadlines: Rule = (subject) => {
  const all = allTasks(subject.playbook)
  const findings = [...all.flatMap(faultsIn), ...tooEarly(subject)]
  const faulty = new Set(findings.map(({ where }) => where.task))
  return { proved: all.filter(({ id }) => !faulty.has(id)).length, findings }
}

function faultsIn(task: Task): readonly Found[] {
  return [...disorder(task), ...tooLate(task)].map((text) => ({ where: { task: task.id }, text }))
}

function disorder(task: Task): readonly Text[] {
  const { timing } = task
  switch (timing.kind) {
    case 'once':
      return timing.withinMinutes === null || timing.withinMinutes > 0 ? [] : [NO_TIME]
    case 'case':
    case 'provisional':
      return timing.withinMinutes > 0 ? [] : [NO_TIME]
    case 'recurring':
      return [
        ...(timing.firstWithinMinutes === undefined || timing.firstWithinMinutes > 0 ? [] : [NO_TIME]),
        ...(Number.isInteger(timing.everyDays) && timing.everyDays >= 1 && timing.slots.length > 0 ? [] : [NO_ROUND]),
        ...slotsInDisorder(timing.slots),
      ]
    case 'calendar':
      return faultyRounds(task)
    case 'term':
      return timing.withinDays > 0 ? faultyRounds(task) : [NO_TIME]
    default:
      return timing satisfies never
  }
}

const NO_TIME: Text = { zh: '时限须大于 0 分钟。', en: 'A deadline lies at least one minute after its beginning.' }
const NO_ROUND: Text = { zh: '每轮至少一天、至少一个时段。', en: 'A round lasts at least one day and has at least one slot.' }

function slotsInDisorder(slots: readonly Slot[]): readonly Text[] {
  const inOrder = slots.toSorted((one, other) => (one.opens < other.opens ? -1 : 1))
  return [
    ...slots.filter(({ opens, due, closes }) => !(opens < due && due <= closes)).map(misordered),
    ...inOrder.flatMap((slot, index) => {
      const before = inOrder[index - 1]
      return before !== undefined && slot.opens < before.closes ? [overlapping(before, slot)] : []
    }),
  ]
}

function misordered({ title, opens, due, closes }: Slot): Text {
  return {
    zh: `“${title.zh}”应按开始、时限、截止先后排列，现为 ${opens}、${due}、${closes}。`,
    en: `“${title.en}” must open, fall due and close in this order, not at ${opens}, ${due}, ${closes}.`,
  }
}

function overlapping(before: Slot, slot: Slot): Text {
  return {
    zh: `“${before.title.zh}”到 ${before.closes} 才截止，“${slot.title.zh}” ${slot.opens} 已开始，时段重叠。`,
    en: `“${slot.title.en}” opens at ${slot.opens}, before “${before.title.en}” closes at ${before.closes}.`,
  }
}

/**
 * Statutory clocks (R-20): what serves all the rows named, and has a deadline counted from its beginning, is due within
 * these minutes; a report to the authorities must have one. The narrowest comes first.
 */
const CLOCKS = [
  { serves: ['U-02', 'R-20'], minutes: 120, always: true },
  { serves: ['R-20'], minutes: 24 * 60, always: false },
] as const

function tooLate(task: Task): readonly Text[] {
  const clock = CLOCKS.find(({ serves }) => serves.every((id) => task.source.includes(id)))
  const due = dueWithin(task.timing)
  if (clock === undefined || (due === null ? !clock.always : due <= clock.minutes)) return []
  return [
    {
      zh: `法定时限为 ${clock.minutes} 分钟，本任务${due === null ? '没有时限' : `定为 ${due} 分钟`}。`,
      en: `The statutory limit is ${clock.minutes} minutes; this task ${due === null ? 'has none' : `allows ${due}`}.`,
    },
  ]
}

/** Minutes until the task is due for the first time, as far as they are counted from a beginning. */
function dueWithin(timing: Timing): number | null {
  switch (timing.kind) {
    case 'once':
    case 'case':
    case 'provisional':
      return timing.withinMinutes
    case 'recurring':
      return timing.firstWithinMinutes ?? null
    case 'term':
      return timing.withinDays * 24 * 60
    case 'calendar':
      return null
    default:
      return timing satisfies never
  }
}

/** A task whose event waits for another task of the same node is not due before that one. */
function tooEarly({ playbook, routes }: Subject): readonly Found[] {
  const waits = routes.flatMap(({ walk }) =>
    walk.closed.flatMap(({ event, missing }) => missing.flatMap(({ task }) => (task === undefined ? [] : [{ event, task }]))),
  )
  return allNodes(playbook).flatMap((node) => {
    const here = tasksOf(playbook, node)
    return here.flatMap((task) => {
      const awaited = new Set(waits.filter(({ event }) => event === task.sends).map((wait) => wait.task))
      return here.filter(({ id }) => id !== task.id && awaited.has(id)).flatMap((other) => earlierThan(task, other))
    })
  })
}

function earlierThan(task: Task, other: Task): readonly Found[] {
  const [due, otherDue] = [dueWithin(task.timing), dueWithin(other.timing)]
  if (due === null || otherDue === null || due >= otherDue) return []
  return [
    {
      where: { task: task.id },
      text: {
        zh: `须等 ${other.id} 办完才能生效，时限 ${due} 分钟却早于它的 ${otherDue} 分钟。`,
        en: `It only takes effect after ${other.id}, which is due in ${otherDue} minutes, yet is due in ${due} itself.`,
      },
    },
  ]
}
