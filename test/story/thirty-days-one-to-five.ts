import { expect, test } from 'vitest'
import { local } from '../world.ts'
import { checklistOf, taskAt } from './acts.ts'
import type { Sent } from './acts.ts'
import type { UnitShown } from './asks.ts'
import { isEpidemic, journalOf, unitsWhere } from './asks.ts'
import { responseOf, signSteps, steps } from './thirty-days-acts.ts'
import type { Led } from './thirty-days-cast.ts'
import { at, CLEARED, missing, moved, phases, same, SUSPICION } from './thirty-days-story.ts'
import type { Story } from './thirty-days-story.ts'

/** An ordinary day, two suspected cases at once, a seal by night, and lessons at home: the first five days. */
export function tellTheFirstDays(tell: () => Story): void {
  const cases = new Map<string, readonly number[]>()
  const caseOf = (led: Led, number: 0 | 1): number => cases.get(led.unit)?.[number] ?? 0
  const clearedOf = (led: Led, number: 0 | 1): Sent => ({ ...CLEARED, facts: { ...CLEARED.facts, case: caseOf(led, number) } })

  test('on an ordinary day every school signs its rounds but one, and exactly those are missed', async () => {
    const { stage, cast, all } = tell()
    for (const hour of ['07:50', '14:00', '16:30', '21:30']) {
      await stage.passTo(`2022-03-02 ${hour}`)
      await at(all, (led) => signSteps(stage, led, (task, round) => DAILY.test(task) && `${task}#${round}` !== LEFT_OUT[led.head.username]))
    }
    await at(all, (led) => signSteps(stage, led, steps('N-06')))
    await stage.passTo('2022-03-03 06:00')
    const missed = await journalOf(cast.province, { type: 'occurrence.missed' })
    const rounds = missed.map(({ unit, body }) => [unit, `${String(body['task'])}#${String(body['occurrence'])}`])
    expect(await at(all, async ({ unit }) => rounds.filter(([where]) => where === unit).map(([, round]) => round))).toEqual(
      all.map(({ head }) => [LEFT_OUT[head.username]]),
    )
  })

  test('two children fall ill, the second while nobody knows what the first has: each case is isolated and reported by itself', async () => {
    const { stage, cast, all } = tell()
    await stage.passTo('2022-03-03 09:20')
    const one = await at(all, (led) => moved(led.head, led, 'REPORT_SUSPECTED', SUSPICION))
    await at(all, (led) => signSteps(stage, led, (task) => /^U-0(1|2|3|4|6)/.test(task)))
    await stage.passTo('2022-03-03 11:05')
    expect(await phases(tell(), all)).toEqual(same(all, 'suspected.awaitingResult onsite'))
    const two = await at(all, (led) => moved(led.head, led, 'REPORT_SUSPECTED', SUSPICION))
    all.forEach(({ unit }, index) => cases.set(unit, [one[index]?.seq ?? 0, two[index]?.seq ?? 0]))
    expect(await phases(tell(), all)).toEqual(same(all, 'suspected.isolating onsite'))
    // What is done once for the whole time stands; what is done for each case is asked again.
    expect((await taskAt(cast.senior.head, cast.senior.unit, 'U-03'))?.state).toBe('done')
    await at(all, (led) => signSteps(stage, led, (task) => /^U-0(1|2|4)/.test(task)))
    expect(await phases(tell(), all)).toEqual(same(all, 'suspected.awaitingResult onsite'))
  })

  test('ruling out names the case and needs its two negatives; while the second is open, the school stays where it is', async () => {
    const { stage, all } = tell()
    await stage.passTo('2022-03-03 21:00')
    expect(await at(all, (led) => missing(led.reviewer, led, 'RULE_OUT', CLEARED))).toEqual(same(all, ['有 2 例疑似，请填对病例序号']))
    await at(all, (led) => signSteps(stage, led, (task, round) => task === 'U-08' && round === String(caseOf(led, 0))))
    const early = await at(all, (led) => missing(led.reviewer, led, 'RULE_OUT', clearedOf(led, 0)))
    expect(early).toEqual(same(all, ['U-08-repeat']))
    await at(all, (led) => signSteps(stage, led, (task, round) => task === 'U-08-repeat' && round === String(caseOf(led, 0))))
    const cleared = await at(all, (led) => moved(led.reviewer, led, 'RULE_OUT', clearedOf(led, 0)))
    expect(cleared.map(({ phase }) => phase)).toEqual(same(all, 'suspected.awaitingResult'))
  })

  test('when both are ruled out, every school is back in the stay in which it was, and what it signed on the first day stands', async () => {
    const { stage, all } = tell()
    await stage.passTo('2022-03-04 10:00')
    await at(all, (led) => signSteps(stage, led, (task, round) => task.startsWith('U-08') && round === String(caseOf(led, 1))))
    await at(all, (led) => moved(led.reviewer, led, 'RULE_OUT', clearedOf(led, 1)))
    expect(await phases(tell(), all)).toEqual(same(all, 'normal.inTerm onsite'))
    const stays = await at(all, async ({ head, unit }) => (await checklistOf(head, unit)).since)
    expect(stays).toEqual(same(all, local('2022-03-02 06:00')))
    expect(await at(all, async ({ head, unit }) => (await taskAt(head, unit, 'N-06'))?.state)).toEqual(same(all, 'done'))
  })

  test('on Friday night the heads seal at once on their own authority; the command ratifies it within the hour', async () => {
    const { stage, all } = tell()
    await stage.passTo('2022-03-04 22:40')
    await at(all, (led) => moved(led.head, led, 'SEAL_PROVISIONALLY', { facts: { note: '疾控电话协查，先把校门关上' } }))
    expect(await phases(tell(), all)).toEqual(same(all, 'lockdown.sealed online'))
    expect(await provisional(tell())).toEqual(same(all, 1))
    await stage.passTo('2022-03-04 23:30')
    await at(all, (led) => moved(led.reviewer, led, 'RATIFY', { reason: '同意先行封控，即日补批' }))
    expect(await provisional(tell())).toEqual(same(all, 0))
    expect(await at(all, async (led) => (await responseOf(stage, led)).cause)).toMatchObject(
      all.map(({ reviewer }) => ({ event: 'RATIFY', by: reviewer.username, at: local('2022-03-04 23:30') })),
    )
  })

  test('on Sunday the schools are unsealed and go on at home; reopening waits for the date of the last case', async () => {
    const { stage, all } = tell()
    await stage.passTo('2022-03-06 08:00')
    await at(all, (led) => moved(led.reviewer, led, 'UNSEAL', { reason: '协查人员排除' }))
    expect(await phases(tell(), all)).toEqual(same(all, 'lockdown.closed online'))
    await stage.passTo('2022-03-06 09:00')
    await at(all, (led) => moved(led.reviewer, led, 'ORDER_ONLINE', { reason: '师生居家' }))
    expect(await phases(tell(), all)).toEqual(same(all, 'online online'))
    expect(await at(all, (led) => missing(led.head, led, 'BEGIN_REOPENING'))).toEqual(same(all, ['O-10']))
    await at(all, (led) => signSteps(stage, led, steps('O-10'), { lastCaseOn: '2022-02-20' }))
    await at(all, (led) => moved(led.head, led, 'BEGIN_REOPENING'))
    expect(await phases(tell(), all)).toEqual(same(all, 'reopening.planning online'))
  })
}

/** What each school leaves out on the first day; it signs every other round of the day. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  senior: 'N-01#2022-03-02/noon',
  village: 'N-03#2022-03-02',
  kindergarten: 'N-02#2022-03-02',
  university: 'N-01-evening#2022-03-02',
}
const DAILY = /^N-0[1-4](-evening|-kindergarten|-university)?$/

/** How many acts await ratification at each school, as the province sees it. */
async function provisional({ cast, all }: Story): Promise<readonly number[]> {
  const shown: readonly UnitShown[] = await unitsWhere(cast.province, { region: '140000' })
  return all.map(({ unit }) => shown.find(({ code }) => code === unit)?.responses.find(isEpidemic)?.provisional ?? -1)
}
