import { describe, expect, test } from 'vitest'
import { applyAll } from '../../../src/core/apply.ts'
import { checklist } from '../../../src/core/checklist.ts'
import type { SignOff } from '../../../src/core/command.ts'
import { decide } from '../../../src/core/decide/index.ts'
import type { Decision } from '../../../src/core/decide/index.ts'
import { isRefusal } from '../../../src/core/refusal.ts'
import type { Situation } from '../../../src/core/situation.ts'
import type { Actor } from '../../../src/core/actor.ts'
import { countyCommander, doctor, dutyLeader, filledIn, LIANPING, local, principal } from '../../world.ts'
import { openSchool } from '../school.ts'

const MORNING = local('2026-07-21 08:00')

/** Closed since yesterday, and hit by a flood since yesterday: both ask every day where everybody is. */
function closedAndHit(): { readonly floods: Situation; readonly epidemics: Situation } {
  const yesterday = local('2026-07-20 12:00')
  const [sick, wet] = [openSchool({ at: yesterday }), openSchool({ at: yesterday, playbook: 'flood' })]
  sick.send(countyCommander, 'ORDER_CLOSE')
  wet.send(principal, 'REPORT_DAMAGE')
  const [floods, epidemics] = [wet.situation, sick.situation]
  return { floods: { ...floods, beside: [epidemics] }, epidemics: { ...epidemics, beside: [floods] } }
}

function signed(situation: Situation, task: string, more: Partial<SignOff> = {}): Decision {
  const item = checklist(situation, MORNING).findLast((one) => one.task.id === task)
  if (item === undefined) throw new Error(`${task} is not open`)
  const { unit, playbook, mode } = situation.response
  const command: SignOff = {
    kind: 'signOff',
    actor: dutyLeader,
    unit,
    playbook,
    mode,
    task,
    visit: item.visit,
    occurrence: item.occurrence.id,
    statement: 'done',
    evidence: filledIn(item.task, LIANPING),
    note: '',
    signedAt: null,
    ...more,
  }
  const decision = decide(command, situation, MORNING, 50)
  if (isRefusal(decision)) throw new Error(decision.refusal)
  return decision
}

function stateOf(situation: Situation, task: string): string | undefined {
  return checklist(situation, MORNING).findLast((one) => one.task.id === task)?.state
}

describe('one signature under the head count of the day', () => {
  test.each([
    ['epidemics', 'L-03', 'F-01-daily'],
    ['floods', 'F-01-daily', 'L-03'],
  ] as const)('given in %s serves the other response too, in an entry of its own that names the first', (side, task, same) => {
    const situation = closedAndHit()[side]
    const [other] = situation.beside ?? []
    const decision = signed(situation, task)
    const [served] = decision.served
    const body = served?.drafts.at(-1)?.body
    expect(body).toMatchObject({
      type: 'task.signed',
      task: same,
      occurrence: '2026-07-21',
      servedBy: 50 + decision.answer,
      complete: true,
    })
    expect(other === undefined || served === undefined ? '' : stateOf({ ...other, response: served.response }, same)).toBe('done')
  })

  test('is not taken for the other where that day is signed there already', () => {
    const { floods, epidemics } = closedAndHit()
    const before = signed(floods, 'F-01-daily')
    const after = { ...floods, response: before.response }
    expect(signed({ ...epidemics, beside: [after] }, 'L-03').served).toEqual([])
  })

  test('that says it does not apply is said of one playbook alone', () => {
    expect(signed(closedAndHit().epidemics, 'L-03', { statement: 'not_applicable', note: '已放假', evidence: {} }).served).toEqual([])
  })
})

test('a step that no other playbook shares serves nothing else', () => {
  expect(signed(closedAndHit().epidemics, 'N-02', { actor: principal }).served).toEqual([])
})

describe('a withdrawal', () => {
  const bothSigned = (): { readonly floods: Situation; readonly epidemics: Situation; readonly first: number; readonly second: number } => {
    const { floods, epidemics } = closedAndHit()
    const decision = signed(epidemics, 'L-03')
    const served = decision.served[0]?.response ?? floods.response
    const [after, there] = [
      { ...epidemics, response: decision.response },
      { ...floods, response: served },
    ]
    const second = Object.values(served.marks).flatMap(({ signatures }) => signatures)[0]?.seq ?? 0
    return { epidemics: { ...after, beside: [there] }, floods: { ...there, beside: [after] }, first: 50 + decision.answer, second }
  }
  const withdrawn = (situation: Situation, signOff: number, actor: Actor) => {
    const { unit, playbook, mode } = situation.response
    return decide({ kind: 'withdrawal', actor, unit, playbook, mode, signOff, reason: '漏了一个班' }, situation, MORNING, 90)
  }

  test.each(['epidemics', 'floods'] as const)('asked for in %s takes both back', (side) => {
    const { first, second, ...both } = bothSigned()
    const situation = both[side]
    const decision = withdrawn(situation, side === 'epidemics' ? first : second, dutyLeader)
    if (isRefusal(decision)) throw new Error(decision.refusal)
    const [there] = decision.served
    expect([decision.response.marks, there?.response.marks]).toEqual([{}, {}])
    // The second is written right behind the first, and applies by itself: replay needs nothing else.
    const [other] = situation.beside ?? []
    expect(other && there && applyAll(other.response, there.drafts, 91)).toEqual(there?.response)
  })

  test('by somebody who may not is refused as before, and takes nothing', () => {
    const { epidemics, first } = bothSigned()
    expect(withdrawn(epidemics, first, doctor)).toMatchObject({ refusal: 'not_your_task' })
  })
})
