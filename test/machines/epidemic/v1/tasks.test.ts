import { describe, expect, test } from 'vitest'
import type { AnyStateNode } from 'xstate'
import { events } from '../../../../machines/epidemic/v1/events.ts'
import { epidemic } from '../../../../machines/epidemic/v1/index.ts'
import type { EvidenceRule } from '../../../../machines/form.ts'
import type { NodeMeta } from '../../../../machines/playbook.ts'
import type { Signer, Task } from '../../../../machines/task.ts'
import { BUREAU_KINDS, BUREAU_POSTS, SCHOOL_POSTS } from '../../../../machines/vocabulary.ts'

const nodes = nodesBelow(epidemic.machine.root)
const tasks = nodes.flatMap(({ meta }) => meta.tasks)

test.each([
  [
    '',
    [
      'N-01',
      'N-01-evening',
      'N-02',
      'U-01',
      'U-01-kindergarten',
      'U-01-training',
      'U-02',
      'U-04',
      'U-05',
      'U-05-training',
      'U-08',
      'U-08-repeat',
      'R-02-ratify',
    ],
  ],
  ['control.normal', ['N-14', 'N-30-change', 'N-08-training', 'N-13-training', 'N-24']],
  [
    'control.normal.vacation',
    ['N-01-training-vacation', 'N-04-training-vacation', 'N-13-vacation', 'N-27-vacation', 'N-29-vacation', 'N-30-vacation'],
  ],
  ['control.normal.deferred', ['N-13-deferred', 'N-27-deferred', 'N-29-deferred', 'N-30']],
  [
    'control.suspected',
    ['U-03', 'U-03-kindergarten', 'U-03-training', 'U-06', 'U-07', 'U-07-training', 'U-09', 'U-10', 'U-10-kindergarten'],
  ],
])('node %j carries its steps', (path, expected) => {
  expect(
    tasksAt(path)
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual(expected.toSorted())
})

test('rows for closed and sealed stand on lockdown, rows for sealed only on sealed', () => {
  expect(served('control.lockdown')).toEqual(rows('L', 2, 3, 6, 7, 10, 11, 12, 15, 16, 17, 18, 19, 20))
  expect(served('control.lockdown.sealed')).toEqual(rows('L', 1, 4, 5, 6, 8, 9, 13, 14, 21))
})

describe.each(tasks.map((task) => [task.id, task] as const))('%s', (_, task) => {
  test('speaks both languages, in few words', () => {
    for (const { zh, en } of [
      task.title,
      task.how,
      task.why,
      ...task.fields.flatMap(({ label, hint }) => (hint ? [label, hint] : [label])),
    ]) {
      expect(zh).toMatch(/\p{Script=Han}/u)
      expect(en).toMatch(/[A-Za-z]/)
    }
    expect(task.title.zh.length).toBeLessThanOrEqual(16)
    expect(task.how.zh.length).toBeLessThanOrEqual(90)
    for (const { label } of task.fields) expect(label.zh.length).toBeLessThanOrEqual(10)
  })

  test('is signed by posts that exist, and a second time by others', () => {
    expect(task.signers.length).toBeGreaterThan(0)
    for (const signer of [...task.signers, ...(task.secondSigners ?? [])]) expect(isPost(signer)).toBe(true)
    for (const second of task.secondSigners ?? []) expect(task.signers).not.toContainEqual(second)
  })

  test('has a short form whose rules speak of its own fields', () => {
    const names = task.fields.map(({ name }) => name)
    expect(names.length).toBeGreaterThan(0)
    expect(names.length).toBeLessThanOrEqual(6)
    expect(new Set(names).size).toBe(names.length)
    for (const name of task.rules.flatMap(namesIn)) expect(names).toContain(name)
  })

  test('has hours in order', () => {
    if (task.timing.kind !== 'recurring') return
    const { slots, everyDays, firstWithinMinutes } = task.timing
    expect(everyDays).toBeGreaterThanOrEqual(1)
    expect(firstWithinMinutes ?? 1).toBeGreaterThan(0)
    for (const { opens, due, closes } of slots) {
      expect([opens, due, closes].every((hour) => /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(hour))).toBe(true)
      expect(opens < due && due <= closes).toBe(true)
    }
    expect(slots.every(({ opens }, index) => index === 0 || opens >= (slots[index - 1]?.closes ?? ''))).toBe(true)
  })
})

test('no two steps share an id', () => {
  const all = tasks.map(({ id }) => id)
  expect(all.filter((id, index) => all.indexOf(id) !== index)).toEqual([])
})

test('a quantity that has one name is the same kind of field everywhere', () => {
  const types = Map.groupBy(
    tasks.flatMap(({ fields }) => fields),
    ({ name }) => name,
  )
  const mixed = [...types].filter(([, fields]) => new Set(fields.map(({ type }) => type)).size > 1)
  expect(mixed.map(([name]) => name)).toEqual([])
})

test.each([
  ['L-03', ['boardersOnSite', 'staffOnSite', 'dayOutside', 'staffOutside', 'unreached']],
  ['L-04', ['concentrated', 'inSchool', 'atHome', 'unreached']],
  ['L-04-kindergarten', ['concentrated', 'atHome', 'unreached']],
  ['O-05', ['atHome', 'concentrated', 'inSchool', 'unreached']],
  ['O-05-first', ['atHome', 'concentrated', 'inSchool', 'unreached']],
])('%s accounts for everybody on the roster, the unreached too', (id, parts) => {
  expect(find(id)?.rules).toContainEqual({ kind: 'sum', parts, equals: { roster: 'roster' } })
})

test.each([
  ['L-06', 'missing'],
  ['O-02', 'without'],
])('%s is signed only when %s is zero', (id, field) => {
  expect(find(id)?.rules).toContainEqual({ kind: 'zero', field })
})

test.each(['L-02', 'L-02-perimeter', 'L-02-shift', 'L-02-training', 'L-03-onsite', 'P-04'])('%s needs two people', (id) => {
  expect(find(id)?.secondSigners?.length).toBeGreaterThan(0)
})

test('the gates stay manned while another case is clarified', () => {
  for (const id of ['L-02', 'L-02-perimeter', 'L-02-shift', 'L-10']) expect(find(id)?.whileSuspended).toBe(true)
})

test('a handover sends the event that awaits the result, and signing for a provisional act ratifies it', () => {
  const sent = tasks.flatMap(({ id, sends }) => (sends === undefined ? [] : [[id, sends]]))
  expect(sent).toEqual([
    ['U-04', 'HANDED_OVER'],
    ['R-02-ratify', 'RATIFY'],
  ])
  expect(events['HANDED_OVER']?.senders).toEqual([{ by: 'engine' }])
})

test('a returned plan can name every step of planning', () => {
  const items = events['RETURN_PLAN']?.facts.find(({ name }) => name === 'items')
  const values = items?.type === 'choices' ? items.choices.map(({ value }) => value) : []
  expect(values).toEqual(tasksAt('control.reopening.planning').map(({ id }) => id))
})

test('there is no school while it is on vacation or its opening deferred', () => {
  const paths = nodes.map(({ path }) => path)
  for (const node of epidemic.breaks ?? []) expect(paths).toContain(node)
})

function nodesBelow(node: AnyStateNode): readonly { readonly path: string; readonly meta: NodeMeta }[] {
  const meta: NodeMeta = node.meta
  return [{ path: node.path.join('.'), meta }, ...Object.values(node.states).flatMap(nodesBelow)]
}

function tasksAt(path: string): readonly Task[] {
  return nodes.find((node) => node.path === path)?.meta.tasks ?? []
}

function served(path: string): readonly string[] {
  return [...new Set(tasksAt(path).flatMap(({ source }) => source.filter((id) => id.startsWith('L-'))))].toSorted()
}

function find(id: string): Task | undefined {
  return tasks.find((task) => task.id === id)
}

function isPost({ post, level }: Signer): boolean {
  if (level === 'school') return SCHOOL_POSTS.some((known) => known === post)
  return BUREAU_KINDS.includes(level) && BUREAU_POSTS.some((known) => known === post)
}

function namesIn(rule: EvidenceRule): readonly string[] {
  switch (rule.kind) {
    case 'sum':
      return 'field' in rule.equals ? [...rule.parts, rule.equals.field] : rule.parts
    case 'atMost':
      return 'field' in rule.limit ? [rule.field, rule.limit.field] : [rule.field]
    case 'atLeast':
    case 'zero':
      return [rule.field]
    case 'requiredWhen':
      return [rule.field, rule.when]
    default:
      return rule satisfies never
  }
}

function rows(letter: string, ...numbers: readonly number[]): readonly string[] {
  return numbers.map((number) => `${letter}-${String(number).padStart(2, '0')}`)
}
