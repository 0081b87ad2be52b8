import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { replay } from '../../src/engine/replay.ts'
import { TIME_ZONE } from '../world.ts'
import { tellOfTheBatches } from './thirty-days-batches.ts'
import { tellTheEnd } from './thirty-days-end.ts'
import { EXPECTED } from './thirty-days-expected.ts'
import { tellTheFirstDays } from './thirty-days-one-to-five.ts'
import { tellOfThePlan } from './thirty-days-plan.ts'
import { recordOf } from './thirty-days-record.ts'
import type { Story } from './thirty-days-story.ts'
import { openThirtyDays } from './thirty-days-story.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

// Four schools from one ordinary day to the next: a boarding senior school, a village school, a kindergarten and a
// university. Each step goes on from the one before.
let story: Story
beforeAll(async () => {
  story = await openThirtyDays()
})
afterAll(() => story.stage.close())

const tell = () => story
tellTheFirstDays(tell)
tellOfThePlan(tell)
tellOfTheBatches(tell)
tellTheEnd(tell)

test('the journal of the thirty days rebuilds everything that is stored', async () => {
  expect((await replay(story.stage.connections, TIME_ZONE)).differences).toEqual([])
})

test('every school’s record reads, from the first suspicion to normal, as an official would write it', async () => {
  for (const led of story.all) expect(await recordOf(story, led)).toEqual(EXPECTED[led.head.username])
})
