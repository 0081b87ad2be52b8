import { expect, test } from 'vitest'
import { stepTallies } from '../../db/key-steps.ts'
import { listUnits } from '../../db/units.ts'
import { epidemic } from '../../machines/epidemic/v1/index.ts'
import { keySteps } from '../../src/core/key-steps.ts'
import { addResponse, addSignOff, CITY, OTHER_CITY, openCast } from './cast.ts'

const STEPS = keySteps(epidemic)
const SHUT_GATES = STEPS.filter(({ task }) => task === 'L-02')

test('the steps asked about first know where they are to be done', () => {
  expect(STEPS.map(({ task, phase, teachings }) => [task, phase ?? teachings])).toEqual([
    ['L-02', 'lockdown'],
    ['L-03-onsite', 'lockdown'],
    ['L-03', 'lockdown'],
    ['L-04', 'lockdown.sealed'],
    ['L-06', 'lockdown.sealed'],
    ['O-05', ['blended', 'online']],
  ])
})

test('which schools have not shut their gates: counted, and named', async () => {
  const db = await openCast()
  await addResponse(db, 'lianping', { phase: 'lockdown.sealed', teaching: 'online' })
  await addResponse(db, 'heyuan', { phase: 'lockdown.closed' })
  await addResponse(db, 'yanhu')
  await addSignOff(db, 3, 'lianping', 'L-02')
  await addSignOff(db, 4, 'heyuan', 'L-02', { complete: 0 })
  expect((await stepTallies(db, CITY, '140800', SHUT_GATES)).map(({ schools, signed }) => ({ schools, signed }))).toEqual([
    { schools: 2, signed: 1 },
  ])
  const open = await listUnits(db, CITY, { unsigned: SHUT_GATES[0] }, { limit: 10, cursor: null })
  expect(open.items.map(({ code }) => code)).toEqual(['heyuan'])
})

test('a signature of an earlier lockdown, or one withdrawn, shuts no gate; another city counts nothing of it', async () => {
  const db = await openCast()
  await addResponse(db, 'lianping', { phase: 'lockdown.sealed', visits: ',1,9,' })
  await addResponse(db, 'heyuan', { phase: 'lockdown.sealed' })
  await addSignOff(db, 3, 'lianping', 'L-02', { visit: 2 })
  await addSignOff(db, 4, 'heyuan', 'L-02', { withdrawn_by: 5 })
  expect((await stepTallies(db, CITY, '140800', SHUT_GATES)).map(({ signed }) => signed)).toEqual([0])
  expect(await stepTallies(db, OTHER_CITY, '140800', SHUT_GATES)).toEqual([])
})
