import { expect, onTestFinished, test } from 'vitest'
import type { CalendarRow } from '../../../src/core/calendar/row.ts'
import { admin, cityCommander, COLLEGE, LINYI, YANHU, YUNCHENG } from '../../world.ts'
import { serveCity, type ServedCity } from '../served.ts'
import { open } from './paper.ts'

async function servedCity(): Promise<ServedCity> {
  const city = await serveCity()
  onTestFinished(city.close)
  return city
}

function spring(region: string, kind: CalendarRow['kind'] = ''): CalendarRow {
  return { region, kind, from: '2026-02-24', to: '2026-07-03', what: 'term', name: '' }
}

test('an administrator reads whose school days are only computed, what that means and what to do', async () => {
  const city = await servedCity()
  const { text } = await open(city, admin, '/admin/people')
  expect(text).toMatch(/下列地区未录入校历.*2026 年春季学期：运城市.*周一至周五上学.*import calendar/)
  expect((await open(city, admin, '/admin/people?lang=en')).text).toMatch(/only computed.*spring term 2026: ?运城市.*Monday to Friday/)
})

test('a region whose term was recorded is no longer named, nor are kinds and schools with terms of their own', async () => {
  const city = await servedCity()
  await city.engine.recordCalendar(admin, [spring(LINYI.code, 'junior'), spring(LINYI.code, 'primary'), spring(COLLEGE.code)])
  expect((await open(city, admin, '/admin/people')).text).toMatch(/春季学期：盐湖区、临猗县（幼儿园、校外培训机构） /)
  await city.engine.recordCalendar(admin, [spring(YANHU.code), spring(LINYI.code)])
  expect((await open(city, admin, '/admin/people')).text).not.toContain('未录入校历')
})

test('holidays alone are no term', async () => {
  const city = await servedCity()
  await city.engine.recordCalendar(admin, [{ ...spring(YUNCHENG.code), from: '2026-05-01', to: '2026-05-05', what: 'holiday' }])
  expect((await open(city, admin, '/admin/people')).text).toContain('春季学期：运城市')
})

test('nobody else is troubled with it', async () => {
  const city = await servedCity()
  expect((await open(city, cityCommander, '/board')).text).not.toContain('未录入校历')
})
