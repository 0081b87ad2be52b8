import { expect, test } from 'vitest'
import type { News } from '../../src/engine/hub.ts'
import { createHub } from '../../src/engine/hub.ts'
import type { Bulletin } from '../../src/http/api/bulletin.ts'
import { later } from '../../src/http/api/bulletin.ts'
import { newsDesk } from '../../src/http/api/news-desk.ts'

const LINYI = { path: '140800/140821/' }
const YANHU = { path: '140800/140802/' }
const ofUnit = (seq: number, path: string): News => ({ seq, unit: path.split('/').at(-2) ?? '', path, kind: 'task.signed' })
const ofOrder = (seq: number): News => ({ seq, unit: '', path: '', kind: 'order.issued' })
const soon = () => new Promise((resolve) => setTimeout(resolve, 30))

function opened(concerns: (path: string) => Promise<boolean> = () => Promise.resolve(false)) {
  const hub = createHub()
  const errors: unknown[] = []
  const asked: string[] = []
  const desk = newsDesk({
    hub,
    everyMs: 10,
    concerns: ({ path }) => {
      asked.push(path)
      return concerns(path)
    },
    onError: (error) => errors.push(error),
  })
  const join = (top: { readonly path: string }) => {
    const heard: Bulletin[] = []
    let ended = 0
    const leave = desk.join(top, { hear: (bulletin) => heard.push(bulletin), end: () => (ended += 1) })
    return { heard, seqs: () => heard.flatMap(({ changes }) => changes.map(({ seq }) => seq)), leave, ended: () => ended }
  }
  return { hub, join, errors, asked }
}

test('the screens of a region are told with the very same bytes, those of another region nothing of it', async () => {
  const { hub, join } = opened()
  const [one, other, elsewhere] = [join(LINYI), join(LINYI), join(YANHU)]
  hub.publish([ofUnit(1, `${LINYI.path}1/`), ofUnit(2, `${YANHU.path}2/`), ofUnit(3, LINYI.path), ofUnit(4, '140800/')])
  await soon()
  expect(one.seqs()).toEqual([1, 3])
  expect(one.heard[0]?.bytes()).toBe(other.heard[0]?.bytes())
  expect(elsewhere.seqs()).toEqual([2])
})

test('a region whose path only begins alike hears nothing', async () => {
  const { hub, join } = opened()
  const screen = join({ path: '140800/14082/' })
  hub.publish([ofUnit(1, `${LINYI.path}1/`)])
  await soon()
  expect(screen.heard).toEqual([])
})

test('whether an order concerns a region is asked once for all its screens, and nothing overtakes the answer', async () => {
  const { hub, join, asked } = opened(async (path) => {
    await soon()
    return path === LINYI.path
  })
  const [one, other, elsewhere] = [join(LINYI), join(LINYI), join(YANHU)]
  hub.publish([ofOrder(1)])
  hub.publish([ofUnit(2, `${LINYI.path}1/`), ofUnit(3, `${YANHU.path}2/`)])
  await soon()
  await soon()
  expect(asked.toSorted()).toEqual([YANHU.path, LINYI.path].toSorted())
  expect(one.seqs()).toEqual([1, 2])
  expect(other.seqs()).toEqual([1, 2])
  expect(elsewhere.seqs()).toEqual([3])
})

test('when it cannot be found out whom an order concerns, the screens connect again instead of missing it', async () => {
  const { hub, join, errors } = opened(() => Promise.reject(new Error('the database is away')))
  const screen = join(LINYI)
  hub.publish([ofOrder(1)])
  await soon()
  expect(screen.ended()).toBe(1)
  expect(errors).toHaveLength(1)
})

test('who has left hears nothing more, the others do', async () => {
  const { hub, join } = opened()
  const [one, other] = [join(LINYI), join(LINYI)]
  one.leave()
  hub.publish([ofUnit(1, LINYI.path)])
  await soon()
  expect(one.heard).toEqual([])
  expect(other.seqs()).toEqual([1])
})

test('of a bulletin a screen is told what is new to it', async () => {
  const { hub, join } = opened()
  const screen = join(LINYI)
  hub.publish([ofUnit(1, LINYI.path), ofUnit(2, LINYI.path)])
  await soon()
  const [bulletin] = screen.heard
  if (bulletin === undefined) throw new Error('nothing was told')
  expect(later(bulletin, 0)).toBe(bulletin)
  expect(later(bulletin, 1)?.changes.map(({ seq }) => seq)).toEqual([2])
  expect(new TextDecoder().decode(later(bulletin, 1)?.bytes())).toContain('id: 2\n\n')
  expect(later(bulletin, 2)).toBeNull()
})
