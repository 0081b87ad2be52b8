import { expect, test } from 'vitest'
import { checklistOf, send, taskAt } from './acts.ts'
import { accepted, refused } from './desk.ts'
import { PLAN_STEPS } from './reopening-steps.ts'
import { responseOf, signSteps, steps } from './thirty-days-acts.ts'
import type { Led } from './thirty-days-cast.ts'
import { at, missing, moved, phases, same, stepOf, until } from './thirty-days-story.ts'
import type { Story } from './thirty-days-story.ts'

/** The plan, returned once; its approval by two routes; and the step that the province adds when most are on their way. */
export function tellOfThePlan(tell: () => Story): void {
  test('the plan goes up in its first version and is returned once: only the items named are asked again, then it goes up as the second', async () => {
    const { stage, all } = tell()
    await stage.passTo('2022-03-06 16:00')
    expect(await at(all, openItems)).toEqual(same(all, PLAN_STEPS))
    await at(all, (led) => signSteps(stage, led, steps(...PLAN_STEPS)))
    await at(all, (led) => moved(led.head, led, 'SUBMIT_PLAN', { facts: { startsOn: '2022-03-07' } }))
    expect(await versions(tell())).toEqual(same(all, 1))
    await stage.passTo('2022-03-07 09:00')
    const items = ['P-01-food', 'P-03']
    await at(all, (led) => moved(led.reviewer, led, 'RETURN_PLAN', { facts: { items }, reason: '健康证过期，演练缺校内病例科目' }))
    expect(await at(all, openItems)).toEqual(same(all, items))
    await stage.passTo('2022-03-07 15:00')
    await at(all, (led) => signSteps(stage, led, steps(...items)))
    await at(all, (led) => moved(led.head, led, 'SUBMIT_PLAN'))
    expect(await versions(tell())).toEqual(same(all, 2))
  })

  test('a plan is approved by its route: county, then city; a university’s by the province, in which the city has no say', async () => {
    const { stage, cast, all, first } = tell()
    const ofCounties = all.filter(({ route }) => route.includes('county'))
    const early = await at(all, (led) => missing(led.approver, led, 'APPROVE_PLAN'))
    expect(early).toEqual([
      ...same(ofCounties, ['P-05-county', 'P-05-city', '须先经县级审核同意', '须先经市级审核同意']),
      ['P-05-province', '须先经省级审核同意'],
    ])
    const beforeItsTurn = await at(ofCounties, (led) => missing(led.approver, led, 'ENDORSE_PLAN'))
    expect(beforeItsTurn).toEqual(same(ofCounties, ['须先经县级审核同意', 'P-05-county']))
    const foreign = await refused(send(cast.city, cast.university.unit, 'APPROVE_PLAN'))
    expect(foreign.refusal).toBe('unknown_unit')
    await stage.passTo('2022-03-07 16:00')
    await at(all, (led) => signSteps(stage, led, steps('P-05-county', 'P-05-province')))
    await at(all, (led) => moved(led.reviewer, led, 'ENDORSE_PLAN', { reason: '现场核查合格' }))
    await stage.passTo('2022-03-07 16:30')
    expect(await at(ofCounties, (led) => missing(led.approver, led, 'APPROVE_PLAN'))).toEqual(
      same(ofCounties, ['P-05-city', '须先经市级审核同意']),
    )
    await at(ofCounties, (led) => signSteps(stage, led, steps('P-05-city')))
    await at(ofCounties, (led) => moved(led.approver, led, 'ENDORSE_PLAN', { reason: '材料齐全，复核同意' }))
    expect(await at(all, async (led) => (await responseOf(stage, led)).plan.endorsedBy)).toEqual(all.map(({ route }) => route))
    await stage.passTo('2022-03-07 17:00')
    await at(first, (led) => moved(led.approver, led, 'APPROVE_PLAN', { reason: '同意分批复课' }))
    expect(await phases(tell(), first)).toEqual(same(first, 'reopening.batch blended'))
  })

  test('on the second day the province adds a step: it counts from its publication, what was signed before stays signed', async () => {
    const story = tell()
    const { stage, cast, all, first } = story
    await stage.passTo('2022-03-08 08:00')
    await at(first, (led) => signSteps(stage, led, steps('P-07', 'P-08', 'P-10', 'P-11')))
    await stage.passTo('2022-03-08 12:00')
    const { id } = await accepted<{ id: number }>(cast.province.post('/api/v1/overlays', { ...ADDED, reason: '省指挥部会商决定' }))
    await stage.engine.idle()
    story.addedStep = `X-${id}-1`
    expect(await at(all, (led) => stepOf(led, story.addedStep))).toEqual([
      until('open', '2022-03-09 12:00'),
      until('open', '2022-03-09 12:00'),
      'not asked',
      until('open', '2022-03-09 12:00'),
    ])
    expect(await at(first, async ({ head, unit }) => (await taskAt(head, unit, 'P-10'))?.state)).toEqual(same(first, 'done'))
  })

  test('the kindergarten comes last, and has the added step from the day of its own approval', async () => {
    const { stage, cast, addedStep } = tell()
    await stage.passTo('2022-03-08 17:00')
    await moved(cast.kindergarten.approver, cast.kindergarten, 'APPROVE_PLAN', { reason: '同意分批返园' })
    expect(await stepOf(cast.kindergarten, addedStep)).toBe(until('open', '2022-03-09 17:00'))
    await stage.passTo('2022-03-09 09:00')
    await at([cast.senior, cast.village, cast.kindergarten], (led) => signSteps(stage, led, steps(addedStep)))
    await signSteps(stage, cast.kindergarten, steps('P-07', 'P-08', 'P-10', 'P-11'))
  })
}

/** The items of the plan that are still to be signed. */
async function openItems({ head, unit }: Led): Promise<readonly string[]> {
  const { tasks } = await checklistOf(head, unit)
  return tasks.filter(({ id, state }) => PLAN_STEPS.includes(id) && state !== 'done').map(({ id }) => id)
}

function versions({ stage, all }: Story): Promise<readonly number[]> {
  return at(all, async (led) => (await responseOf(stage, led)).plan.version)
}

/** What the province adds on the second day of the return: a step of the batch, and one more figure of the day of return. */
const ADDED = {
  playbook: 'epidemic',
  title: '全省返校期间补充要求',
  reviewOn: '2022-03-12',
  expiresOn: '2022-03-15',
  additions: [
    {
      kind: 'step',
      node: 'control.reopening.batch',
      step: {
        title: '核对返程车次',
        how: '逐车核对车号、司乘人员和座位，名册留存备查。',
        why: '途中发现病例时能立即找到同车人员。',
        group: 'people',
        signers: ['vicePrincipal'],
        timing: { kind: 'once', withinMinutes: 1440 },
        fields: [{ label: '已核对车次', type: 'count' }],
      },
    },
    { kind: 'field', task: 'P-10', field: { label: '包车返校人数', type: 'count' } },
  ],
}
