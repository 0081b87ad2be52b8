import { describe, expect, test } from 'vitest'
import { array, assert, constantFrom, property, tuple } from 'fast-check'
import { likenessOf } from '../../../src/core/likeness.ts'
import { workedOut } from '../../../src/core/summary.ts'
import type { Actor } from '../../../src/core/actor.ts'
import {
  auditor,
  cityCommander,
  countyCommander,
  doctor,
  dutyLeader,
  headOfSecurity,
  inspector,
  LIANPING,
  local,
  NIGHT,
  otherPrincipal,
  principal,
  yanhuCommander,
} from '../../world.ts'
import type { School } from '../school.ts'
import { openSchool } from '../school.ts'
import { assignment, finding } from './assignments.ts'

const CORRECTED = { correction: '已更换留样柜', correctedOn: '2026-03-07' }

describe('what is given to a school stands on its checklist', () => {
  test('first of all groups, mandatory, due when whoever gave it says', () => {
    const school = openSchool()
    const before = school.summary()
    school.assign(assignment(900))
    expect(school.item('A-900')).toMatchObject({
      state: 'open',
      task: { group: 'assigned', mandatory: true, title: { zh: '文件签收' } },
      occurrence: { opensAt: NIGHT, dueAt: local('2026-03-07 12:00') },
    })
    expect(school.summary()).toMatchObject({ total: before.total + 1, done: before.done })
    expect(school.summary()).toEqual(workedOut(school.situation, school.now))
  })

  test('through every change of phase, under the same visit, and a signature stays', () => {
    const school = openSchool()
    school.assign(assignment(900))
    school.assign(assignment(901))
    const visit = school.item('A-900')?.visit
    school.sign(principal, 'A-900')
    for (const [actor, event] of [
      [cityCommander, 'ORDER_LOCKDOWN'],
      [principal, 'REPORT_SUSPECTED'],
    ] as const)
      school.send(actor, event)
    expect(school.response.phase).not.toContain('normal')
    expect(school.item('A-900')).toMatchObject({ visit, state: 'done' })
    expect(school.item('A-901')).toMatchObject({ visit, state: 'open' })
    // What goes on is not left behind.
    expect(school.entries.flatMap(({ body }) => (body.type === 'event.sent' ? body.leftOpen : []))).not.toContain('A-901')
  })

  test.each([
    ['a document to sign for', { kind: 'document' }, principal],
    ['a finding, which is disputed in the answer', { kind: 'finding', measures: ['N-17'] }, principal],
    ['a handover', { kind: 'handover', post: 'doctor' }, principal],
  ] as const)('and has to be done: that %s does not apply cannot be stated, whatever the reason', (_, terms, actor) => {
    const school = openSchool()
    school.assign(assignment(900, terms))
    expect(school.sign(actor, 'A-900', { statement: 'not_applicable', note: '与本校无关' })).toBe('evidence_invalid')
    expect(school.lastRefusal?.errors).toMatchObject([{ field: 'statement', text: { zh: expect.stringContaining('不能选“不适用”') } }])
    expect(school.item('A-900')).toMatchObject({ state: 'open', mark: null })
    expect(school.sign(actor, 'A-900')).toBe('accepted')
  })

  test('its deadline is recorded once when it passes, and a signature after it is late', () => {
    const school = openSchool()
    school.assign(assignment(900))
    school.goTo(local('2026-03-07 13:00'))
    const passed = (): number => school.entries.filter(({ body }) => body.type === 'deadline.passed' && body.task === 'A-900').length
    school.wake()
    school.wake()
    expect(passed()).toBe(1)
    expect(school.item('A-900')).toMatchObject({ state: 'overdue' })
    expect(school.sign(dutyLeader, 'A-900')).toBe('accepted')
    expect(school.entries.at(-1)).toMatchObject({ body: { type: 'task.signed', task: 'A-900', late: true, complete: true } })
  })

  test('arriving after its deadline, it gives the school as long as it gave everybody', () => {
    const school = openSchool({ at: local('2026-03-07 20:00') })
    school.assign(assignment(900))
    expect(school.item('A-900')?.occurrence.dueAt).toBe(local('2026-03-08 10:00'))
    expect(school.item('A-900')?.state).toBe('open')
  })

  test('schools are alike only with the same assignments due at the same time', () => {
    const [one, other, without] = [openSchool(), openSchool(), openSchool()]
    one.assign(assignment(900))
    other.assign(assignment(900, { kind: 'document' }, { dueAt: local('2026-03-08 12:00') }))
    without.wake()
    const texts = [one, other, without].map(({ situation }) => likenessOf(situation).text)
    expect(new Set(texts).size).toBe(3)
  })
})

describe('a finding is corrected, re-checked and struck off', () => {
  test('the school says how, the inspector sends it back with a reason, and closes it the second time', () => {
    const school = openSchool()
    school.assign(finding(900))
    expect(school.sign(inspector, 'A-900', { evidence: CORRECTED })).toBe('not_your_task')
    expect(school.sign(principal, 'A-900', { evidence: {} })).toBe('evidence_invalid')
    expect(school.sign(principal, 'A-900', { evidence: CORRECTED })).toBe('accepted')
    expect(school.item('A-900')?.state).toBe('partly')
    const first = lastSeq(school)
    expect(school.sendBack(inspector, first, '')).toBe('reason_required')
    for (const actor of [doctor, principal, countyCommander, otherPrincipal, yanhuCommander, auditor])
      expect(school.sendBack(actor, first)).toBe('not_your_task')
    expect(school.sendBack(inspector, first)).toBe('accepted')
    expect(school.entries.at(-1)).toMatchObject({ post: 'inspector', body: { type: 'sign_off.returned', signOff: first, task: 'A-900' } })
    expect(school.item('A-900')).toMatchObject({ state: 'open', mark: null })
    expect(school.sendBack(inspector, first)).toBe('unknown_sign_off')
    school.sign(principal, 'A-900', { evidence: CORRECTED })
    const second = lastSeq(school)
    expect(school.sign(inspector, 'A-900', { evidence: {} })).toBe('accepted')
    expect(school.item('A-900')?.state).toBe('done')
    expect(school.sendBack(inspector, second)).toBe('already_signed')
  })

  test('found by the school itself, another of its posts confirms and never the same person', () => {
    const school = openSchool()
    school.assign(finding(900, { level: 'school', unit: LIANPING.code }))
    school.sign(principal, 'A-900', { evidence: CORRECTED })
    expect(school.sign(principal, 'A-900', { evidence: {} })).toBe('second_signer_must_differ')
    expect(school.sign(inspector, 'A-900', { evidence: {} })).toBe('not_your_task')
    expect(school.sign(dutyLeader, 'A-900', { evidence: {} })).toBe('accepted')
  })

  test('what no second person has to sign is sent back by nobody', () => {
    const school = openSchool()
    school.assign(assignment(900))
    school.sign(principal, 'A-900')
    for (const actor of [inspector, principal, countyCommander]) expect(school.sendBack(actor, lastSeq(school))).toBe('not_your_task')
  })

  test('any step with a second signer can be sent back by that signer', () => {
    const school = openSchool()
    school.send(cityCommander, 'ORDER_LOCKDOWN')
    expect(school.sign(headOfSecurity, 'L-02')).toBe('accepted')
    const signed = lastSeq(school)
    expect(school.sendBack(headOfSecurity, signed)).toBe('not_your_task')
    expect(school.sendBack(dutyLeader, signed)).toBe('accepted')
    expect(school.item('L-02')?.mark).toBeNull()
  })
})

describe('a handover', () => {
  test('is signed by the head or whoever holds the post, then by another person who holds it', () => {
    const successor: Actor = { ...headOfSecurity, person: 'next-head-of-security' }
    const school = openSchool({ people: [principal, headOfSecurity, successor, dutyLeader] })
    school.assign(assignment(900, { kind: 'handover', post: 'security' }, { level: 'school', unit: LIANPING.code }))
    const evidence = { items: 12, trainedOn: '2026-03-06', openMatters: '无' }
    expect(school.sign(dutyLeader, 'A-900', { evidence })).toBe('not_your_task')
    expect(school.sign(headOfSecurity, 'A-900', { evidence })).toBe('accepted')
    expect(school.sign(headOfSecurity, 'A-900', { evidence: {} })).toBe('second_signer_must_differ')
    expect(school.sign(principal, 'A-900', { evidence: {} })).toBe('not_your_task')
    expect(school.sign(successor, 'A-900', { evidence: {} })).toBe('accepted')
    expect(school.item('A-900')?.state).toBe('done')
  })
})

describe('an assignment ends', () => {
  test('withdrawn, it is asked no longer, and a signature for it is told so', () => {
    const school = openSchool()
    school.assign(assignment(900))
    const { visit } = school.item('A-900') ?? { visit: 0 }
    school.assign(assignment(900), 'withdrawn')
    expect(school.item('A-900')).toBeUndefined()
    expect(school.response.assignments).toBeUndefined()
    expect(school.sign(principal, 'A-900', { visit, evidence: {} })).toBe('assignment_over')
  })

  test('done, it stays in sight for thirty days; the next thing recorded after that lets go of it', () => {
    const school = openSchool()
    school.assign(assignment(900))
    school.assign(assignment(901))
    school.sign(principal, 'A-900')
    school.goTo(local('2026-04-05 21:00'))
    school.wake()
    expect(school.item('A-900')?.state).toBe('done')
    school.goTo(local('2026-04-05 22:01'))
    school.wake()
    school.send(cityCommander, 'ORDER_LOCKDOWN')
    expect(school.item('A-900')).toBeUndefined()
    expect(school.item('A-901')?.state).toBe('overdue')
    expect(Object.keys(school.response.marks).filter((key) => key.startsWith('A-'))).toEqual([])
    expect(school.summary()).toEqual(workedOut(school.situation, school.now))
  })

  test('in whatever order things are given, signed and withdrawn, the same stands as if each had come alone', () => {
    const act = tuple(constantFrom(901, 902, 903), constantFrom('assign', 'sign', 'withdraw', 'take back'))
    assert(
      property(array(act, { maxLength: 14 }), (acts) => {
        const together = openSchool()
        for (const [seq, what] of acts) play(together, seq, what)
        const apart = [901, 902, 903].map((seq) => {
          const alone = openSchool()
          for (const [other, what] of acts) if (other === seq) play(alone, seq, what)
          return alone
        })
        for (const [index, seq] of [901, 902, 903].entries())
          expect(together.item(`A-${seq}`)?.state).toBe(apart[index]?.item(`A-${seq}`)?.state)
        const seqs = (together.response.assignments ?? []).map(({ seq }) => seq)
        expect(seqs).toEqual(seqs.toSorted((a, b) => a - b))
        expect(together.summary()).toEqual(workedOut(together.situation, together.now))
      }),
      { numRuns: 60 },
    )
  })
})

function play(school: School, seq: number, what: string): void {
  const task = `A-${seq}`
  const signed = school.item(task)?.mark?.signatures[0]?.seq
  if (what === 'assign') school.assign(assignment(seq))
  if (what === 'sign' && school.item(task) !== undefined) school.sign(principal, task)
  if (what === 'withdraw' && school.item(task)?.state === 'open') school.assign(assignment(seq), 'withdrawn')
  if (what === 'take back' && signed !== undefined) school.withdraw(principal, signed)
}

function lastSeq(school: School): number {
  return school.entries.at(-1)?.seq ?? 0
}
