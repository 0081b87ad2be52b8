import { expect, test } from 'vitest'
import { responseOf, signSteps, steps } from './thirty-days-acts.ts'
import type { Led } from './thirty-days-cast.ts'
import { at, CLEARED, missing, moved, phases, same, stepOf, SUSPICION, until } from './thirty-days-story.ts'
import type { Story } from './thirty-days-story.ts'

/** Three batches, with somebody falling ill in the second, until everybody but the university is back and observed. */
export function tellOfTheBatches(tell: () => Story): void {
  test('in its first batch the kindergarten is sealed by its head, ratified, and lifted back into the same batch', async () => {
    const { stage, cast, addedStep } = tell()
    const led = cast.kindergarten
    await stage.passTo('2022-03-09 10:00')
    await moved(led.head, led, 'SEAL_PROVISIONALLY', { facts: { note: '一名家长核酸异常' } })
    expect(await phases(tell(), [led])).toEqual(['lockdown.sealed online'])
    await stage.passTo('2022-03-09 12:00')
    await moved(led.reviewer, led, 'RATIFY', { reason: '同意先行封控' })
    await stage.passTo('2022-03-10 10:00')
    await moved(led.reviewer, led, 'LIFT', { reason: '复核阴性，解除管控' })
    expect(await phases(tell(), [led])).toEqual(['reopening.batch blended'])
    expect(await responseOf(stage, led)).toMatchObject({ batch: 1, provisional: [] })
    expect(await stepOf(led, addedStep)).toBe(until('done', '2022-03-10 17:00'))
  })

  test('after three days the second batch returns; the university first has to sign the added step, which it had overrun', async () => {
    const { stage, cast, first, addedStep } = tell()
    await at(first, (led) => signSteps(stage, led, steps('P-09', 'P-15')))
    expect(await at(first, (led) => missing(led.reviewer, led, 'NEXT_BATCH'))).toEqual([
      ['已观察 2 天，须满 3 天'],
      ['已观察 2 天，须满 3 天'],
      ['已观察 2 天，须满 3 天', addedStep],
    ])
    expect(await stepOf(cast.university, addedStep)).toBe(until('overdue', '2022-03-09 12:00'))
    await signSteps(stage, cast.university, steps(addedStep))
    await stage.passTo('2022-03-10 17:00')
    await at(first, (led) => moved(led.reviewer, led, 'NEXT_BATCH', { reason: '第一批次三天无异常' }))
    expect(await at(first, async (led) => (await responseOf(stage, led)).batch)).toEqual(same(first, 2))
    expect(await at(first, (led) => stepOf(led, addedStep))).toEqual(same(first, until('open', '2022-03-11 17:00')))
    await at(first, (led) => signSteps(stage, led, steps('P-07', 'P-08', 'P-10', 'P-11', addedStep)))
  })

  test('in the second batch somebody falls ill at each of the three: one is cleared, one is sealed meanwhile, one is confirmed', async () => {
    const { stage, cast, first } = tell()
    await stage.passTo('2022-03-11 10:00')
    expect(await at(first, (led) => stepOf(led, 'P-15'))).toEqual(same(first, until('open', '2022-03-13 17:00')))
    await at(first, (led) => moved(led.head, led, 'REPORT_SUSPECTED', SUSPICION))
    expect(await phases(tell(), first)).toEqual(same(first, 'suspected.isolating blended'))
    await stage.passTo('2022-03-11 20:00')
    await moved(cast.senior.reviewer, cast.senior, 'ORDER_LOCKDOWN', { reason: '等待结果期间封控' })
    const finding = { notifiedBy: 'hospital', notice: 'telephone' }
    await moved(cast.university.reviewer, cast.university, 'CONFIRM', { facts: finding })
    expect(await phases(tell(), first)).toEqual(['lockdown.sealed online', 'suspected.isolating blended', 'lockdown.sealed online'])
  })

  test('cleared or lifted, a school is in its second batch still: what it signed stands, and its deadlines are longer by the day away', async () => {
    const { stage, cast } = tell()
    const back = [cast.senior, cast.village]
    await stage.passTo('2022-03-12 10:00')
    await at(back, (led) => signSteps(stage, led, (task) => task.startsWith('U-08')))
    await at(back, (led) => moved(led.reviewer, led, 'RULE_OUT', CLEARED))
    expect(await phases(tell(), back)).toEqual(['lockdown.sealed online', 'reopening.batch blended'])
    await moved(cast.senior.reviewer, cast.senior, 'LIFT', { reason: '疑似已排除' })
    expect(await phases(tell(), back)).toEqual(same(back, 'reopening.batch blended'))
    expect(await at(back, async (led) => (await responseOf(stage, led)).batch)).toEqual(same(back, 2))
    expect(await at(back, (led) => stepOf(led, 'P-15'))).toEqual(same(back, until('open', '2022-03-14 17:00')))
    expect(await at(back, (led) => stepOf(led, 'P-07'))).toEqual(same(back, until('done', '2022-03-12 17:00')))
    const lift = await missing(cast.university.reviewer, cast.university, 'LIFT', { reason: '放行' })
    expect(lift).toEqual(['有确诊病例，须走分批复课程序'])
  })

  test('the days away do not count as days of observation; then the third batch returns, and the added step ends on its last day', async () => {
    const { stage, cast, addedStep } = tell()
    const back = [cast.senior, cast.village]
    await stage.passTo('2022-03-13 17:00')
    await at(back, (led) => signSteps(stage, led, steps('P-09', 'P-15')))
    expect(await at(back, (led) => missing(led.reviewer, led, 'NEXT_BATCH'))).toEqual(same(back, ['已观察 2 天，须满 3 天']))
    await nextBatchOf(tell(), cast.kindergarten)
    await stage.passTo('2022-03-14 17:00')
    await at(back, (led) => moved(led.reviewer, led, 'NEXT_BATCH'))
    await signSteps(stage, cast.village, steps(addedStep))
    await stage.passTo('2022-03-15 23:00')
    expect(await at(back, (led) => stepOf(led, addedStep))).toEqual([
      until('overdue', '2022-03-15 17:00'),
      until('done', '2022-03-15 17:00'),
    ])
    await stage.passTo('2022-03-16 00:10')
    expect(await at(back, (led) => stepOf(led, addedStep))).toEqual(same(back, 'not asked'))
  })

  test('with the third batch watched for three days, everybody is back and is observed for fourteen', async () => {
    const { stage, cast } = tell()
    const back = [cast.senior, cast.village]
    await stage.passTo('2022-03-16 17:00')
    await nextBatchOf(tell(), cast.kindergarten)
    await stage.passTo('2022-03-17 17:00')
    await at(back, (led) => observingOf(tell(), led))
    await stage.passTo('2022-03-19 17:00')
    await observingOf(tell(), cast.kindergarten)
    expect(await phases(tell(), [...back, cast.kindergarten])).toEqual(same([...back, cast.kindergarten], 'reopening.observing onsite'))
  })
}

/** Signs all that the batch asks and sends the next. */
export async function nextBatchOf({ stage }: Story, led: Led): Promise<void> {
  await signSteps(stage, led, (task) => /^(P|X)-/.test(task))
  await moved(led.reviewer, led, 'NEXT_BATCH')
}

/** Signs what is left of the last batch and begins the observation. */
export async function observingOf({ stage }: Story, led: Led): Promise<void> {
  await signSteps(stage, led, (task) => task.startsWith('P-'))
  await moved(led.reviewer, led, 'BEGIN_OBSERVING')
}
