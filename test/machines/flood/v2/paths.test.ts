import { expect, test } from 'vitest'
import { flood } from '../../../../machines/flood/v2/index.ts'
import { beginning, everywhere, keyOf, sendTo, walkFrom } from '../../walker.ts'

const NORMAL = beginning(flood)
const EVENTS = Object.keys(flood.events)
const PHASES = ['normal', 'damaged', 'relocated', 'repairing.works', 'repairing.cleaning', 'acceptance', 'reopened']
const reached = [...everywhere(flood, NORMAL, EVENTS).values()]

test('every phase is reached, and from each there is a way back to normal', () => {
  expect(reached.map(({ at }) => at.phase).toSorted()).toEqual(PHASES.toSorted())
  for (const { at } of reached) expect([...everywhere(flood, at, EVENTS).keys()]).toContain(keyOf(NORMAL))
})

test('the works end before anything is cleaned, and nobody asks for acceptance from among the builders', () => {
  const works = walkFrom(flood, NORMAL, 'REPORT_DAMAGE', 'BEGIN_REPAIR')
  expect([works.phase, sendTo(flood, works, 'REQUEST_ACCEPTANCE')]).toEqual(['repairing.works', null])
  expect(walkFrom(flood, works, 'FINISH_WORKS', 'REQUEST_ACCEPTANCE', 'REJECT_REPAIR').phase).toBe('repairing.cleaning')
})

test('students who have to leave come back to where the school was', () => {
  const works = walkFrom(flood, NORMAL, 'REPORT_DAMAGE', 'BEGIN_REPAIR')
  expect(walkFrom(flood, works, 'RELOCATE', 'BEGIN_REPAIR').phase).toBe('repairing.works')
})
