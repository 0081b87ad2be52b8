import { buildMachine } from '../../../machines/chart.ts'
import type { Moves, Node } from '../../../machines/chart.ts'
import type { Gate, GateFacts } from '../../../machines/gate.ts'
import type { Mapping } from '../../../machines/mapping.ts'
import { bureau, count, once, school, slot, sumIs, task, text, daily } from '../../../machines/notation.ts'
import type { EventDefinition, Playbook } from '../../../machines/playbook.ts'
import type { Task } from '../../../machines/task.ts'
import type { SchoolKind, Text } from '../../../machines/vocabulary.ts'

/** The parts of a small playbook: a school is open or closed. What is not given is as it should be. */
export interface Parts {
  readonly kinds: readonly SchoolKind[]
  readonly title: Text
  /** Tasks of every phase, and of a closed school. */
  readonly always: readonly Task[]
  readonly whileClosed: readonly Task[]
  readonly fromOpen: Moves
  readonly fromClosed: Moves
  /** Further phases. */
  readonly phases: Readonly<Record<string, Node>>
  readonly events: readonly EventDefinition[]
  readonly breaks: readonly string[]
  readonly mappings: readonly Mapping[]
}

/** A small playbook in which nothing is wrong but for what is given. */
export function playbookWith(parts: Partial<Parts> = {}): Playbook {
  const { kinds, title, always, whileClosed, fromOpen, fromClosed, phases, events, breaks, mappings } = { ...SOUND, ...parts }
  return {
    name: 'gate',
    version: 1,
    title,
    kinds,
    breaks,
    mappings,
    machine: buildMachine('gate', {
      meta: { title, tasks: always },
      type: 'parallel',
      states: {
        control: {
          meta: { title: text('校门', 'Gate'), tasks: [] },
          initial: 'open',
          states: {
            open: phase('开放', 'Open', { CLOSE: to('closed'), ...fromOpen }),
            closed: phase('关闭', 'Closed', { OPEN: to('open'), ...fromClosed }, whileClosed),
            ...phases,
          },
        },
        teaching: {
          meta: { title: text('教学', 'Teaching'), tasks: [] },
          initial: 'onsite',
          states: { onsite: { meta: { title: text('线下', 'On site'), tasks: [] } } },
        },
      },
    }),
    events: Object.fromEntries([CLOSE, OPEN, ...events].map((each) => [each.type, each])),
  }
}

export function phase(zh: string, en: string, on: Moves = {}, tasks: readonly Task[] = []): Node {
  return { meta: { title: text(zh, en), tasks }, on }
}

export function to(name: string): Moves[string] {
  return [{ to: `control.${name}` }]
}

/** The event is recorded and the phase stays. */
export const STAYS: Moves[string] = [{}]

/** An event that any commander of the county may send. */
export function event(type: string, more: Partial<EventDefinition> = {}): EventDefinition {
  return {
    type,
    title: text('登记事项', 'Note something'),
    consequence: text('记录在案。', 'It is put on record.'),
    senders: [{ by: 'bureau', levels: ['county'] }],
    facts: [],
    reason: 'optional',
    order: false,
    gates: [],
    source: ['L-02'],
    ...more,
  }
}

/** A gate that lacks what the function says. */
export function gate(id: string, lacks: (facts: GateFacts) => readonly { readonly text: Text; readonly task?: string }[]): Gate {
  return {
    id,
    title: text('已满三天', 'Three days have passed'),
    source: ['P-12'],
    check: (facts) => lacks(facts).map((lack) => ({ gate: id, ...lack })),
  }
}

/** A step that the duty leader takes within an hour. */
export function step(id: string, more: Partial<Task> = {}): Task {
  return task({
    id,
    group: 'gates',
    title: text('巡查', 'Go round'),
    how: text('走一圈。', 'Walk round once.'),
    why: text('看得见才放心。', 'To be sure is to have seen.'),
    signers: school('dutyLeader'),
    timing: once(60),
    fields: [count('rounds', '次数', 'Rounds')],
    ...more,
  })
}

const CLOSE = event('CLOSE', { title: text('关闭校门', 'Close the gate') })
const OPEN = event('OPEN', {
  title: text('开放校门', 'Open the gate'),
  gates: [
    gate('allSigned', ({ openTasks }) =>
      openTasks('control.closed').map(({ id, title }) => ({ text: text(`未签：${title.zh}`, `Not signed: ${title.en}`), task: id })),
    ),
    gate('threeDays', ({ daysIn }) =>
      (daysIn('control.closed') ?? 0) < 3 ? [{ text: text('未满三天', 'Three days have not passed') }] : [],
    ),
  ],
})

const SOUND: Parts = {
  kinds: ['primary', 'training'],
  title: text('校门', 'Gate'),
  always: [
    step('N-02', {
      signers: school('reporter', 'dutyLeader'),
      timing: daily(slot('day', text('当日', 'Today'), '06:00', '17:00', '24:00')),
      fields: [count('inside', '在校', 'Inside'), count('outside', '不在校', 'Outside')],
      rules: [sumIs('roster', 'inside', 'outside')],
    }),
  ],
  whileClosed: [
    step('L-02', { kinds: ['primary'], signers: school('security'), secondSigners: school('dutyLeader') }),
    step('L-14', { signers: bureau(['county'], 'liaisonOfficer') }),
  ],
  fromOpen: {},
  fromClosed: {},
  phases: {},
  events: [],
  breaks: [],
  mappings: [],
}
