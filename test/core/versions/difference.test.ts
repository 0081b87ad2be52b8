import { describe, expect, test } from 'vitest'
import { flood as floodV1 } from '../../../machines/flood/v1/index.ts'
import { flood as floodV2 } from '../../../machines/flood/v2/index.ts'
import { fromV1 } from '../../../machines/flood/v2/from-v1.ts'
import type { Mapping } from '../../../machines/mapping.ts'
import { once, school, text } from '../../../machines/notation.ts'
import { wrongMapping } from '../../../src/core/lint/mappings.ts'
import { differenceBetween } from '../../../src/core/versions/difference.ts'
import type { Versions } from '../../../views/change-words.ts'
import { eventLines, stepLines } from '../../../views/change-words.ts'
import { night, nightInEnglish } from '../../views/page.ts'
import type { Parts } from '../lint/examples.ts'
import { event, phase, playbookWith, step, STAYS, to } from '../lint/examples.ts'

const BEFORE: Partial<Parts> = { whileClosed: [step('L-02')] }

/** What a later version of the small playbook of the gate changes. */
function changed(before: Partial<Parts>, after: Partial<Parts>, mapping?: Mapping) {
  const versions: Versions = {
    from: playbookWith(before),
    to: { ...playbookWith(after), version: 2, ...(mapping && { mappings: [mapping] }) },
  }
  return { versions, difference: differenceBetween(versions.from, versions.to) }
}

test('the same wording is no difference', () => {
  expect(changed({}, {}).difference).toEqual({ phases: [], events: [], mapping: undefined })
  expect(differenceBetween(floodV1, floodV1)).toMatchObject({ phases: [], events: [] })
})

test.each([
  [
    'a deadline',
    { timing: once(120) },
    '时限由“进入阶段后 1 小时内”改为“进入阶段后 2 小时内”',
    'Deadline: “within 2 h of entering the phase” instead of “within 1 h of entering the phase”',
  ],
  ['a title', { title: text('绕校一周', 'Walk all round') }, '名称由“巡查”改为“绕校一周”', 'Name: “Walk all round” instead of “Go round”'],
  ['whether it must be done', { mandatory: false }, '是否必办由“必办”改为“视情况办理”', 'Mandatory: “if needed” instead of “mandatory”'],
  [
    'who signs',
    { signers: school('security') },
    '签字人由“值班领导”改为“安保负责人”',
    'Signers: “head of security” instead of “duty leader”',
  ],
  [
    'a second signer',
    { secondSigners: school('principal') },
    expect.stringMatching(/^复核人由“无”改为“/),
    expect.stringMatching(/^Second signers: “.+” instead of “None”$/),
  ],
  ['what is stated', { fields: [] }, '填报内容取消：次数（数量）', expect.stringMatching(/^What to state, dropped: Rounds \(number\)$/)],
  ['whom it is for', { kinds: ['primary'] as const }, '适用单位由“全部”改为“小学”', expect.stringMatching(/^For: “.+” instead of “all”$/)],
])('of a step: %s, in words of both languages', (_, more, zh, en) => {
  const { versions, difference } = changed(BEFORE, { whileClosed: [step('L-02', more)] })
  const [change] = difference.phases[0]?.steps ?? []
  if (change === undefined) throw new Error('nothing differs')
  expect([difference.phases.length, difference.phases[0]?.node]).toEqual([1, 'control.closed'])
  for (const [page, words] of [
    [night, zh],
    [nightInEnglish, en],
  ] as const) {
    const lines = stepLines(page, versions, change)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toEqual(words)
  }
})

test('steps and phases that came, went, moved and were renamed', () => {
  const attic = { attic: phase('阁楼', 'Attic', { OPEN: to('open') }, [step('L-09')]) }
  const loft = { loft: phase('顶层', 'Loft', { OPEN: to('open') }, [step('L-19'), step('L-03')]) }
  const mapping = { from: 1, states: { 'control.attic': 'control.loft' }, renamed: { 'L-09': 'L-19' }, dropped: {}, askedAgain: {} }
  const { difference } = changed({ ...BEFORE, phases: attic }, { whileClosed: [], phases: loft }, mapping)
  expect(
    difference.phases.map(({ kind, node, other, parts, steps }) => [
      kind,
      node,
      other,
      parts,
      steps.map((one) => [one.kind, one.after?.task.id ?? one.before?.task.id]),
    ]),
  ).toEqual([
    ['changed', 'control.closed', undefined, [], [['removed', 'L-02']]],
    ['changed', 'control.loft', 'control.attic', ['name'], [['added', 'L-03']]],
  ])
  // Without the mapping nobody knows that they are the same.
  expect(changed({ phases: attic }, { phases: loft }).difference.phases.map(({ kind }) => kind)).toEqual(['added', 'removed'])
})

test('events: who may send them, from where, and what they ask', () => {
  const [note, open] = [event('NOTE'), { NOTE: STAYS }]
  const { versions, difference } = changed(
    { fromOpen: open, events: [note] },
    { fromClosed: open, events: [{ ...note, reason: 'required' }] },
  )
  expect(difference.events.map(({ type, parts }) => [type, parts])).toEqual([['NOTE', ['moves', 'reason']]])
  const [change] = difference.events
  expect(change === undefined ? [] : eventLines(night, versions, change)).toEqual([
    '阶段走向增加：关闭',
    '阶段走向取消：开放',
    '理由由“否”改为“是”',
  ])
  expect(changed({ fromOpen: open, events: [note] }, {}).difference.events.map(({ kind, type }) => [kind, type])).toEqual([
    ['removed', 'NOTE'],
  ])
})

test('the second version of the flood splits the repairs and adds one step', () => {
  const { phases, events } = differenceBetween(floodV1, floodV2)
  expect(phases.map(({ kind, node }) => [kind, node])).toEqual([
    ['changed', 'control.repairing'],
    ['added', 'control.repairing.works'],
    ['added', 'control.repairing.cleaning'],
  ])
  expect(phases.at(-1)?.steps.map(({ kind, after, parts }) => [kind, after?.task.id, parts])).toEqual([
    ['changed', 'F-05-disinfect', ['phase', 'timing']],
    ['added', 'F-05-pipes', []],
    ['changed', 'F-05-water', ['phase', 'timing', 'fields']],
  ])
  expect(events.map(({ kind, type }) => [kind, type])).toEqual([
    ['changed', 'BEGIN_REPAIR'],
    ['added', 'FINISH_WORKS'],
    ['changed', 'REQUEST_ACCEPTANCE'],
    ['changed', 'REJECT_REPAIR'],
  ])
})

describe('a mapping', () => {
  test.each<[string, Partial<Mapping>, object[]]>([
    ['is sound', {}, []],
    ['leaves a phase without a place', { states: {} }, [{ node: 'control.repairing' }]],
    ['leads to a phase that has others inside', { states: { 'control.repairing': 'control.repairing' } }, [{ node: 'control.repairing' }]],
    [
      'leads where what was signed is asked for again',
      { states: { 'control.repairing': 'control.repairing.works' } },
      [{ task: 'F-05-disinfect' }, { task: 'F-05-water' }],
    ],
    ['speaks of a phase that never was', { states: { ...fromV1.states, 'control.attic': 'control.normal' } }, [{ node: 'control.attic' }]],
    ['forgets a step that is gone', { renamed: {} }, [{ task: 'F-05' }]],
    ['drops it instead, with a reason', { renamed: {}, dropped: { 'F-05': text('改为分步办理', 'Done in steps now') } }, []],
    ['renames to a step that is not there', { renamed: { 'F-05': 'F-55' } }, [{ task: 'F-55' }, { task: 'F-05' }]],
    ['renames to the name of another step', { renamed: { 'F-05': 'F-05-water' } }, [{ task: 'F-05-water' }]],
    ['gives a reason for nothing', { askedAgain: { 'F-77': text('重办', 'Again') } }, [{ task: 'F-77' }]],
  ])('that %s', (_, more, where) => {
    expect(wrongMapping({ ...fromV1, ...more }, floodV1, floodV2).map((finding) => finding.where)).toEqual(where)
  })

  test('that leads away from what was signed must say why it is asked for again', () => {
    const mapping = { ...fromV1, states: { ...fromV1.states, 'control.reopened': 'control.normal' } }
    const found = wrongMapping(mapping, floodV1, floodV2)
    expect(found.map(({ where }) => where)).toEqual([{ task: 'F-04-return' }])
    const excused = { ...mapping, askedAgain: { 'F-04-return': text('重新清点', 'Counted anew') } }
    expect(wrongMapping(excused, floodV1, floodV2)).toEqual([])
  })
})
