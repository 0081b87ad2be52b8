import { expect, test } from 'vitest'
import { PLAN_STEPS } from './reopening-steps.ts'
import { responseOf, signSteps, steps } from './thirty-days-acts.ts'
import { nextBatchOf, observingOf } from './thirty-days-batches.ts'
import { at, missing, moved, phases, same } from './thirty-days-story.ts'
import type { Story } from './thirty-days-story.ts'

/** The end of it: normal again, the university last, since after a confirmed case the whole way back begins anew. */
export function tellTheEnd(tell: () => Story): void {
  test('the university, unsealed, is not lifted; it waits until its own case is fourteen days old, and draws up its plan anew', async () => {
    const { stage, cast } = tell()
    const { university, province } = cast
    await stage.passTo('2022-03-20 09:00')
    await moved(province, university, 'UNSEAL', { reason: '末例转出满七天' })
    expect(await missing(province, university, 'LIFT', { reason: '放行' })).toEqual(['有确诊病例，须走分批复课程序'])
    await stage.passTo('2022-03-25 19:50')
    expect(await missing(university.head, university, 'BEGIN_REOPENING')).toEqual(['O-10'])
    // The date of the last case is on record, and is the date of its own: thirteen days and most of another have passed.
    await signSteps(stage, university, steps('O-10'), { lastCaseOn: '2022-03-11' })
    expect(await missing(university.head, university, 'BEGIN_REOPENING')).toEqual(['O-10'])
    await stage.passTo('2022-03-25 20:00')
    await moved(university.head, university, 'BEGIN_REOPENING')
    expect(await phases(tell(), [university])).toEqual(['reopening.planning online'])
    expect(await missing(university.head, university, 'SUBMIT_PLAN')).toEqual(PLAN_STEPS)
  })

  test('its third version is approved by the province, and it begins with its first batch again', async () => {
    const { stage, cast } = tell()
    const { university, province } = cast
    await stage.passTo('2022-03-26 17:00')
    await signSteps(stage, university, steps(...PLAN_STEPS))
    await moved(university.head, university, 'SUBMIT_PLAN')
    await signSteps(stage, university, steps('P-05-province'))
    await moved(province, university, 'ENDORSE_PLAN')
    await moved(province, university, 'APPROVE_PLAN', { reason: '同意再次分批复课' })
    expect(await responseOf(stage, university)).toMatchObject({ phase: 'reopening.batch', batch: 1, plan: { version: 3 } })
    await stage.passTo('2022-03-29 17:00')
    await nextBatchOf(tell(), university)
  })

  test('on the thirtieth day the two schools are back to normal; the kindergarten follows two days later', async () => {
    const { stage, cast } = tell()
    const back = [cast.senior, cast.village]
    await stage.passTo('2022-03-31 16:30')
    await at(back, (led) => signSteps(stage, led, steps('P-14')))
    expect(await at(back, (led) => missing(led.reviewer, led, 'RETURN_TO_NORMAL'))).toEqual(same(back, ['已观察 13 天，须满 14 天']))
    await stage.passTo('2022-03-31 17:00')
    await at(back, (led) => moved(led.reviewer, led, 'RETURN_TO_NORMAL', { reason: '观察期满' }))
    expect(await phases(tell(), back)).toEqual(same(back, 'normal.inTerm onsite'))
    await stage.passTo('2022-04-02 17:00')
    await signSteps(stage, cast.kindergarten, steps('P-14'))
    await moved(cast.kindergarten.reviewer, cast.kindergarten, 'RETURN_TO_NORMAL', { reason: '观察期满' })
    expect(await phases(tell(), [cast.kindergarten])).toEqual(['normal.inTerm onsite'])
  })

  test('the university is back to normal last, nineteen days after the first', async () => {
    const { stage, cast } = tell()
    const { university } = cast
    await stage.passTo('2022-04-02 17:30')
    await nextBatchOf(tell(), university)
    await stage.passTo('2022-04-05 17:30')
    await observingOf(tell(), university)
    await stage.passTo('2022-04-19 17:30')
    await signSteps(stage, university, steps('P-14'))
    await moved(university.reviewer, university, 'RETURN_TO_NORMAL', { reason: '观察期满' })
    expect(await phases(tell(), tell().all)).toEqual(same(tell().all, 'normal.inTerm onsite'))
  })
}
