import { expect, test } from 'vitest'
import { events } from '../../../../machines/epidemic/v1/events.ts'
import { epidemic } from '../../../../machines/epidemic/v1/index.ts'
import type { NodeMeta } from '../../../../machines/playbook.ts'
import type { Task } from '../../../../machines/task.ts'
import { SCHOOL_KINDS } from '../../../../machines/vocabulary.ts'
import type { SchoolKind } from '../../../../machines/vocabulary.ts'
import { allNodes, nodeMeta } from '../../../../src/core/statechart.ts'

const nodes = allNodes(epidemic).flatMap((path): readonly { readonly path: string; readonly meta: NodeMeta }[] => {
  const meta = nodeMeta(epidemic, path)
  return meta === undefined ? [] : [{ path, meta }]
})
const tasks = nodes.flatMap(({ meta }) => meta.tasks)

test('no small child is isolated in the kindergarten or made to wear a mask', () => {
  const older = ['U-01', 'U-03', 'U-10', 'L-04', 'L-08', 'L-13', 'L-19', 'O-01', 'O-02', 'O-04', 'O-06', 'O-08', 'P-07']
  expect(older.filter((id) => appliesTo(id, 'kindergarten'))).toEqual([])
  const own = ['U-01', 'U-03', 'U-10', 'L-04', 'L-13', 'L-19', 'O-01', 'O-06', 'P-07'].map((id) => `${id}-kindergarten`)
  expect(own.filter((id) => appliesTo(id, 'kindergarten'))).toEqual(own)
})

test('a training institution is stopped, locked, and its list handed over', () => {
  const there = nodes.filter(({ path }) => path.startsWith('control.lockdown')).flatMap(({ meta }) => meta.tasks)
  const asked = there.filter(({ kinds }) => kinds === undefined || kinds.includes('training')).map(({ id }) => id)
  expect(asked.toSorted()).toEqual(['L-02-training', 'L-03-training', 'L-05', 'L-09-training'])
  expect(appliesTo('O-09', 'training')).toBe(true)
})

test('a training institution hands its list over and is done: whoever is at home is followed by the schools', () => {
  expect(['O-05', 'O-05-first', 'U-05', 'U-07'].filter((id) => appliesTo(id, 'training'))).toEqual([])
  expect(find('O-05-training')?.timing.kind).toBe('once')
  expect(find('L-03-training')?.timing.kind).toBe('once')
  expect(find('L-09-training')?.timing.kind).toBe('once')
})

test('no class of a training institution is looked after while the opening is deferred', () => {
  const daily = ['', 'control', 'control.normal', 'control.normal.deferred']
    .flatMap(tasksAt)
    .filter(({ kinds, boarding, timing }) => boarding !== true && (kinds?.includes('training') ?? true) && timing.kind === 'recurring')
  expect(daily.map(({ id }) => id)).toEqual(['N-02'])
})

test('a training institution never comes to reopening by batches, which begins where it may begin', () => {
  const reopening = nodes.find(({ path }) => path === 'control.reopening')?.meta
  expect(reopening?.kinds).toEqual(events['BEGIN_REOPENING']?.kinds)
  expect(reopening?.kinds).not.toContain('training')
})

test('a university teaches by courses, not by grades', () => {
  expect(['O-01', 'O-02'].filter((id) => appliesTo(id, 'university'))).toEqual([])
  expect(['O-01-university', 'O-02-university'].every((id) => appliesTo(id, 'university'))).toBe(true)
})

test('who returns first is said to every kind', () => {
  expect(find('P-07')?.how.zh).toContain('毕业年级先返')
  expect(find('P-07-kindergarten')?.how.zh).toContain('幼儿园最后返')
})

test.each(SCHOOL_KINDS)('at a %s every row of a variant is asked in one form only', (kind) => {
  const variants = tasks.flatMap(({ id }) => /^(.+)-(kindergarten|training|university)$/.exec(id)?.[1] ?? [])
  for (const id of variants) {
    const asked = [id, `${id}-kindergarten`, `${id}-training`, `${id}-university`].filter((one) => appliesTo(one, kind))
    expect(asked.length).toBeLessThanOrEqual(1)
  }
})

test('what a phase asks in words of their own, it asks of kinds that come there', () => {
  for (const { path, meta } of nodes.filter(({ meta: { summaryAt } }) => summaryAt !== undefined)) {
    const parent = nodes.find((node) => node.path === path.split('.').slice(0, 2).join('.'))
    const kinds: readonly string[] = parent?.meta.kinds ?? SCHOOL_KINDS
    expect(Object.keys(meta.summaryAt ?? {}).filter((kind) => !kinds.includes(kind))).toEqual([])
  }
})

test('only universities and vocational schools deal with credits and jobs', () => {
  expect(SCHOOL_KINDS.filter((kind) => appliesTo('O-07', kind))).toEqual(['vocational', 'university'])
})

function tasksAt(path: string): readonly Task[] {
  return nodes.find((node) => node.path === path)?.meta.tasks ?? []
}

function find(id: string): Task | undefined {
  return tasks.find((task) => task.id === id)
}

function appliesTo(id: string, kind: SchoolKind): boolean {
  const task = find(id)
  return task !== undefined && (task.kinds === undefined || task.kinds.includes(kind))
}
