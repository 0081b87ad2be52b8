import { expect, test } from 'vitest'
import { passagesOf } from '../../db/passages.ts'
import { addEntry, CITY, NIGHT, openCast, OTHER_CITY, OTHER_COUNTY, PRINCIPAL } from './cast.ts'

const EPIDEMIC = { playbook: 'epidemic', mode: 'actual' }
const opened = { type: 'response.opened', v: 1, outcome: { phase: 'normal.inTerm', teaching: 'onsite' } }
const sealed = {
  type: 'event.sent',
  v: 1,
  event: 'CONFIRM',
  from: 'suspected.isolating',
  outcome: { phase: 'lockdown.sealed', teaching: 'online' },
}
const held = { type: 'event.sent', v: 1, event: 'HOLD', from: 'normal.inTerm', outcome: null }

/** The school of 莲坪 is opened, holds a class and is sealed, with other entries in between. */
async function openNight() {
  const db = await openCast()
  await addEntry(db, 1, 'lianping', opened)
  await addEntry(db, 2, 'heyuan', opened)
  await addEntry(db, 3, 'lianping', held)
  await addEntry(db, 4, 'lianping', { type: 'task.signed', v: 1, task: 'N-01' })
  await addEntry(db, 5, 'lianping', { ...sealed, event: 'ORDER_LOCKDOWN' }, { mode: 'drill-1' })
  await addEntry(db, 6, 'lianping', sealed)
  return db
}

test('the way of a school is its opening and every event that changed its phase, the oldest first', async () => {
  const db = await openNight()
  expect(await passagesOf(db, PRINCIPAL, 'lianping', EPIDEMIC)).toEqual([
    { seq: 1, at: NIGHT, event: null, from: null, to: 'normal.inTerm', teaching: 'onsite' },
    { seq: 6, at: NIGHT, event: 'CONFIRM', from: 'suspected.isolating', to: 'lockdown.sealed', teaching: 'online' },
  ])
})

test('a drill has a way of its own', async () => {
  const db = await openNight()
  const drill = await passagesOf(db, PRINCIPAL, 'lianping', { ...EPIDEMIC, mode: 'drill-1' })
  expect(drill.map(({ event }) => event)).toEqual(['ORDER_LOCKDOWN'])
})

test('whoever may not see the school sees no way of it', async () => {
  const db = await openNight()
  expect(await passagesOf(db, CITY, 'lianping', EPIDEMIC)).toHaveLength(2)
  for (const stranger of [OTHER_CITY, OTHER_COUNTY]) expect(await passagesOf(db, stranger, 'lianping', EPIDEMIC)).toEqual([])
  expect(await passagesOf(db, CITY, 'nowhere', EPIDEMIC)).toEqual([])
})
