import { describe, expect, test } from 'vitest'
import { bureau } from '../../machines/bureau/v1/index.ts'
import { flood } from '../../machines/flood/v2/index.ts'
import { BUREAU_KINDS, BUREAU_POSTS, SCHOOL_POSTS } from '../../machines/vocabulary.ts'
import { allTasks, tasksOf } from '../../src/core/checklist.ts'

const PLAYBOOKS = [flood, bureau]

describe.each(PLAYBOOKS.flatMap((playbook) => allTasks(playbook).map((task) => [playbook.name, task.id, task] as const)))(
  '%s %s',
  (playbook, _, task) => {
    test('speaks both languages, in few words', () => {
      for (const { zh, en } of [
        task.title,
        task.how,
        task.why,
        ...task.fields.flatMap(({ label, hint }) => (hint ? [label, hint] : [label])),
      ]) {
        expect(zh).toMatch(/\p{Script=Han}/u)
        expect(en).toMatch(/[A-Za-z0-9]/)
      }
      expect(task.title.zh.length).toBeLessThanOrEqual(16)
      expect(task.how.zh.length).toBeLessThanOrEqual(90)
      for (const { label } of task.fields) expect(label.zh.length).toBeLessThanOrEqual(10)
    })

    test('is signed by posts that exist at its level, and a second time by others', () => {
      for (const { post, level } of [...task.signers, ...(task.secondSigners ?? [])]) {
        const posts: readonly string[] = level === 'school' ? SCHOOL_POSTS : BUREAU_POSTS
        expect(posts).toContain(post)
      }
      expect(task.signers.some(({ level }) => (level === 'school') === (playbook === 'flood'))).toBe(true)
      for (const second of task.secondSigners ?? []) expect(task.signers).not.toContainEqual(second)
    })

    test('has a short form whose fields have names of their own', () => {
      const names = task.fields.map(({ name }) => name)
      expect(names.length).toBeGreaterThan(0)
      expect(names.length).toBeLessThanOrEqual(6)
      expect(new Set(names).size).toBe(names.length)
    })
  },
)

describe.each(PLAYBOOKS)('$name', (playbook) => {
  test('no two steps share an id, and a quantity that has one name is the same kind of field', () => {
    const ids = allTasks(playbook).map(({ id }) => id)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
    const fields = Map.groupBy(
      allTasks(playbook).flatMap((task) => task.fields),
      ({ name }) => name,
    )
    expect([...fields].filter(([, same]) => new Set(same.map(({ type }) => type)).size > 1)).toEqual([])
  })

  test('every event is described well enough to be sent', () => {
    for (const { title, consequence, facts, senders } of Object.values(playbook.events)) {
      for (const { zh, en } of [title, consequence, ...facts.map(({ label }) => label)]) {
        expect(zh).toMatch(/\p{Script=Han}/u)
        expect(en).toMatch(/[A-Za-z]/)
      }
      expect(senders.length).toBeGreaterThan(0)
    }
  })
})

test.each([
  [flood, ['F-01', 'F-02', 'F-03', 'F-04', 'F-05', 'F-06']],
  [bureau, ['N-07', 'N-24', 'N-25', 'R-04', 'R-07', 'R-12', 'R-13', 'R-15', 'R-17', 'R-21', 'R-22', 'R-24', 'R-30']],
])('$name serves its rows of domain.md', (playbook, rows) => {
  const events = Object.values(playbook.events)
  const sources = [...allTasks(playbook), ...events, ...events.flatMap(({ gates }) => gates)].flatMap(({ source }) => source)
  expect(sources).toEqual(expect.arrayContaining(rows))
})

test('a standing bureau is asked for little: at most six things at any level', () => {
  for (const kind of BUREAU_KINDS) {
    const asked = tasksOf(bureau, '').filter(({ kinds }) => kinds === undefined || kinds.includes(kind))
    expect(asked.length).toBeLessThanOrEqual(6)
  }
})

test('no event of one playbook is called like one of another', () => {
  const types = PLAYBOOKS.flatMap(({ events }) => Object.keys(events))
  expect(new Set(types).size).toBe(types.length)
})
