// Long because the broken examples are one table, read as a whole: each rule beside all that it must find.
import { describe, expect, test } from 'vitest'
import {
  atLeast,
  choice,
  count,
  daily,
  eachTerm,
  onDates,
  once,
  perCase,
  school,
  slot,
  sumIs,
  sumIsField,
  text,
  words,
  zero,
} from '../../../machines/notation.ts'
import type { Gate } from '../../../machines/gate.ts'
import { lint } from '../../../src/core/lint/index.ts'
import type { RuleName, Where } from '../../../src/core/lint/finding.ts'
import { RULES } from '../../../src/core/lint/finding.ts'
import { event, gate, phase, playbookWith, step, STAYS, to } from './examples.ts'
import type { Parts } from './examples.ts'

const [MORNING, DAY] = [text('上午', 'Morning'), text('全天', 'All day')]
const ENGINE = [{ by: 'engine' }] as const

test('the same playbook is always found the same', () => {
  const unsound = (): object => lint(playbookWith({ fromOpen: { GHOST: STAYS } }))
  expect(unsound()).toEqual(unsound())
})

test('a gate that only bad news closes is seen closed, and nothing is wrong with it', () => {
  const quiet = gate('quiet', ({ evidence }) =>
    Number(evidence('N-02')?.['outside'] ?? 0) > 0 ? [{ text: text('有人不在校', 'Somebody is away') }] : [],
  )
  expect(lint(playbookWith(withGates(quiet))).findings).toEqual([])
})

test('in a small sound playbook nothing is found', () => {
  expect(lint(playbookWith()).findings).toEqual([])
})

type Example = readonly [what: string, parts: Partial<Parts>, where: Where]

const FROM_NOWHERE = { from: 7, states: {}, renamed: {}, dropped: {}, askedAgain: {} }

const EXAMPLES: Readonly<Record<RuleName, readonly Example[]>> = {
  states: [
    ['no event leads to a phase', { phases: { attic: phase('阁楼', 'Attic', { OPEN: to('open') }) } }, { node: 'control.attic' }],
    [
      'every closing is remembered and none ever resumed',
      { ...withNote({ suspends: ['closed'] }, [{ to: 'control.closed', reenter: true }]) },
      {},
    ],
  ],
  return: [
    [
      'two phases lead only to each other',
      {
        fromClosed: { FALL: to('cellar') },
        phases: { cellar: phase('地下室', 'Cellar', { CLIMB: to('stairs') }), stairs: phase('楼梯', 'Stairs', { FALL: to('cellar') }) },
        events: [event('FALL'), event('CLIMB')],
      },
      { node: 'control.cellar' },
    ],
  ],
  traps: [
    [
      'a phase has no way out',
      { fromClosed: { FALL: to('pit') }, phases: { pit: phase('坑', 'Pit') }, events: [event('FALL')] },
      { node: 'control.pit' },
    ],
    [
      'the way out is not for one kind',
      {
        fromClosed: { FALL: to('pit') },
        phases: { pit: phase('坑', 'Pit', { CLIMB: to('open') }) },
        events: [event('FALL'), event('CLIMB', { kinds: ['primary'] })],
      },
      { node: 'control.pit', kinds: ['training'] },
    ],
  ],
  events: [
    ['the statechart knows an event that is not defined', { fromOpen: { GHOST: STAYS } }, { node: 'control.open', event: 'GHOST' }],
    ['an event is accepted nowhere', { events: [event('LOST')] }, { event: 'LOST' }],
    ['nobody may send an event', withNote({ senders: [] }), { event: 'NOTE' }],
    ['no task makes the engine send its event', withNote({ senders: ENGINE }), { event: 'NOTE' }],
    [
      'an event is meant for a kind that never comes to where it is accepted',
      withWard({ events: [event('ENTER', { kinds: ['primary'] }), event('LEAVE')] }),
      { event: 'LEAVE', kinds: ['training'] },
    ],
  ],
  gates: [
    ['a gate never opens', withGates(gate('never', () => [{ text: text('永远不行', 'Never') }])), { event: 'NOTE', gate: 'never' }],
    ['a gate holds nothing up', withGates(gate('always', () => [])), { event: 'NOTE', gate: 'always' }],
    ['a closed gate says nothing in Chinese', withGates(untilThreeDays({ text: { zh: '', en: 'Wait' } })), { event: 'NOTE', gate: 'wait' }],
    [
      'a closed gate says nothing in English',
      withGates(untilThreeDays({ text: { zh: '再等等', en: ' ' } })),
      { event: 'NOTE', gate: 'wait' },
    ],
    [
      'a closed gate asks for a task that is not on the checklist',
      withGates(untilThreeDays({ text: text('再等等', 'Wait'), task: 'P-03' })),
      { event: 'NOTE', gate: 'wait' },
    ],
    [
      'two gates are never open together',
      withGates(
        untilThreeDays({ text: text('再等等', 'Wait') }),
        gate('early', ({ daysIn }) => ((daysIn('control.closed') ?? 0) >= 3 ? [{ text: text('晚了', 'Too late') }] : [])),
      ),
      { event: 'NOTE' },
    ],
  ],
  tasks: [
    [
      'a task is for a kind that never comes to its phase',
      withWard({ events: [event('ENTER', { kinds: ['primary'] }), event('LEAVE', { kinds: ['primary'] })] }, [
        step('L-08', { kinds: ['training'] }),
      ]),
      { task: 'L-08' },
    ],
  ],
  signers: [
    ['nobody is named who signs', withTask({ signers: [] }), { task: 'N-03' }],
    ['a post of the bureau is looked for in the school', withTask({ signers: [{ post: 'inspector', level: 'school' }] }), { task: 'N-03' }],
    [
      'a training institution has nobody who could confirm',
      withTask({ signers: school('security'), secondSigners: school('dutyLeader') }),
      { task: 'N-03', kinds: ['training'] },
    ],
  ],
  forms: [
    ['no number satisfies two rules', withTask({ rules: [atLeast('rounds', 1), zero('rounds')] }), { task: 'N-03' }],
    [
      'a small school has too few people for the form',
      withTask({ rules: [sumIs('roster', 'rounds'), atLeast('rounds', 10)] }),
      { task: 'N-03' },
    ],
    ['there is nothing to choose from', withTask({ fields: [choice('door', '校门', 'Gate', [])] }), { task: 'N-03' }],
  ],
  deadlines: [
    ['a task is due before it begins', withTask({ timing: once(0) }), { task: 'N-03' }],
    ['a slot closes before it is due', withTask({ timing: daily(slot('day', DAY, '06:00', '17:00', '16:00')) }), { task: 'N-03' }],
    [
      'two slots overlap',
      withTask({ timing: daily(slot('day', DAY, '10:00', '17:00', '24:00'), slot('morning', MORNING, '06:00', '09:00', '12:00')) }),
      { task: 'N-03' },
    ],
    ['a report to the authorities has no deadline', withTask({ timing: once(null), source: ['U-02', 'R-20'] }), { task: 'N-03' }],
    [
      'a report to the authorities comes later than the law says',
      withTask({ timing: perCase(150), source: ['U-02', 'R-20'] }),
      { task: 'N-03' },
    ],
    ['two rounds are open in the same week', withTask({ timing: onDates('FREQ=WEEKLY;BYDAY=MO,TH', 'week') }), { task: 'N-03' }],
    [
      'a round falls on a day that never comes',
      withTask({ timing: onDates('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'month') }),
      { task: 'N-03' },
    ],
    ['a task of the term is due on its first day at once', withTask({ timing: eachTerm(0) }), { task: 'N-03' }],
    [
      'a task waits for another that is due after it',
      {
        fromClosed: { NOTE: STAYS },
        whileClosed: [step('L-03', { timing: once(720) }), step('L-09', { timing: once(30), sends: 'NOTE' })],
        events: [
          event('NOTE', {
            senders: ENGINE,
            gates: [
              gate('counted', ({ openTasks }) =>
                openTasks('control.closed')
                  .filter(({ id }) => id === 'L-03')
                  .map(({ id }) => ({ text: text('未清点', 'Not counted'), task: id })),
              ),
            ],
          }),
        ],
      },
      { task: 'L-09' },
    ],
  ],
  ids: [
    ['two tasks have one id', { always: [step('N-02')], whileClosed: [step('N-02')] }, { task: 'N-02' }],
    [
      'two fields of a form have one name',
      withTask({ fields: [count('rounds', '次数', 'Rounds'), count('rounds', '人数', 'People')] }),
      { task: 'N-03', field: 'rounds' },
    ],
    [
      'two slots have one name',
      withTask({ timing: daily(slot('day', MORNING, '06:00', '09:00', '12:00'), slot('day', DAY, '12:00', '17:00', '24:00')) }),
      { task: 'N-03' },
    ],
  ],
  references: [
    ['a rule speaks of a field that is not there', withTask({ rules: [sumIsField('ghost', 'rounds')] }), { task: 'N-03', field: 'ghost' }],
    [
      'a rule adds up words',
      withTask({
        fields: [count('rounds', '次数', 'Rounds'), words('note', '说明', 'Note')],
        rules: [{ kind: 'requiredWhen', field: 'rounds', when: 'note' }],
      }),
      { task: 'N-03', field: 'note' },
    ],
    ['a task sends an event that is not there', withTask({ sends: 'GHOST' }), { task: 'N-03', event: 'GHOST' }],
    ['a task sends an event of the commander', withTask({ sends: 'CLOSE' }), { task: 'N-03', event: 'CLOSE' }],
    ['a source is not written as one', withTask({ source: ['X-1'] }), { task: 'N-03' }],
    ['a task is for a kind that the playbook is not for', withTask({ kinds: ['primary', 'training', 'university'] }), { task: 'N-03' }],
    ['an event reaches a phase that is not there', withNote({ reaches: 'nowhere' }), { event: 'NOTE' }],
    ['vacation is a phase that is not there', { breaks: ['control.vacation'] }, { node: 'control.vacation' }],
  ],
  mappings: [['responses come over from a version that is not there', { mappings: [FROM_NOWHERE] }, {}]],
  languages: [
    ['the Chinese is missing', { title: { zh: ' ', en: 'Gate' } }, {}],
    ['the English is missing', withTask({ title: { zh: '巡查', en: '' } }), { task: 'N-03' }],
    ['the English is Chinese', withTask({ how: { zh: '走一圈。', en: 'Walk 一圈' } }), { task: 'N-03' }],
    ['nothing was translated', withTask({ why: { zh: '放心 OK', en: '放心 OK' } }), { task: 'N-03' }],
    [
      'a Chinese sentence has a comma of the wrong width',
      withNote({ consequence: text('记录,在案。', 'It is put on record.') }),
      { event: 'NOTE' },
    ],
    [
      'an English sentence has a stop of the wrong width',
      withNote({ consequence: text('记录在案。', 'It is put on record。') }),
      { event: 'NOTE' },
    ],
  ],
}

describe.each(RULES)('%s', (rule) => {
  test.each(EXAMPLES[rule])('is broken when %s, and that is all that is found', (_, parts, where) => {
    const { findings } = lint(playbookWith(parts))
    expect(findings.map((finding) => [finding.rule, finding.where])).toEqual(
      expect.arrayContaining([[rule, expect.objectContaining(where)]]),
    )
    expect(new Set(findings.map((finding) => finding.rule))).toEqual(new Set([rule]))
    for (const {
      text: { zh, en },
    } of findings) {
      expect(zh).toMatch(/\p{Script=Han}/u)
      expect(en).toMatch(/[a-z]/)
    }
  })
})

/** An event that may be noted while the school is open. */
function withNote(more: Parameters<typeof event>[1], moves = STAYS): Partial<Parts> {
  return { fromOpen: { NOTE: STAYS }, fromClosed: { NOTE: moves }, events: [event('NOTE', more)] }
}

function withGates(...gates: readonly Gate[]): Partial<Parts> {
  return { fromClosed: { NOTE: STAYS }, events: [event('NOTE', { gates })] }
}

function untilThreeDays(lack: ReturnType<Parameters<typeof gate>[1]>[number]): Gate {
  return gate('wait', ({ daysIn }) => ((daysIn('control.closed') ?? 0) < 3 ? [lack] : []))
}

function withTask(more: Parameters<typeof step>[1]): Partial<Parts> {
  return { always: [step('N-03', more)] }
}

/** A phase that only some can enter. */
function withWard(parts: Partial<Parts>, tasks: readonly ReturnType<typeof step>[] = []): Partial<Parts> {
  return { fromClosed: { ENTER: to('ward') }, phases: { ward: phase('隔离', 'Ward', { LEAVE: to('closed') }, tasks) }, ...parts }
}
