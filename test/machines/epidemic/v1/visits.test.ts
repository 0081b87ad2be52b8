import { describe, expect, test } from 'vitest'
import { PHASES, send, SHORT_NAMES } from './walk.ts'

/** An entered node begins a new visit, and with it a fresh checklist; what is not entered goes on. */
describe('what begins anew and what goes on', () => {
  test.each([
    [
      'an order seals a school in term',
      'normal.inTerm',
      'onsite',
      'ORDER_LOCKDOWN',
      ['control.lockdown', 'control.lockdown.sealed', 'teaching.remote', 'teaching.remote.online'],
    ],
    ['a closed school is sealed: gates and head count go on', 'lockdown.closed', 'online', 'ORDER_LOCKDOWN', ['control.lockdown.sealed']],
    ['a sealed school is unsealed: gates and head count go on', 'lockdown.sealed', 'online', 'UNSEAL', ['control.lockdown.closed']],
    [
      'an online school is sealed: its online lessons go on',
      'online',
      'online',
      'ORDER_LOCKDOWN',
      ['control.lockdown', 'control.lockdown.sealed'],
    ],
    [
      'blended becomes online: its online lessons go on',
      'reopening.batch',
      'blended',
      'ORDER_ONLINE',
      ['control.online', 'teaching.remote.online'],
    ],
    ['a further suspected case', 'suspected.awaitingResult', 'onsite', 'REPORT_SUSPECTED', ['control.suspected.isolating']],
    ['the next batch', 'reopening.batch', 'blended', 'NEXT_BATCH', ['control.reopening.batch']],
    ['a plan is returned', 'reopening.review', 'online', 'RETURN_PLAN', ['control.reopening.planning']],
    ['an order ratifies a provisional seal', 'lockdown.sealed', 'online', 'ORDER_LOCKDOWN', []],
    ['a case inside a sealed school', 'lockdown.sealed', 'online', 'REPORT_SUSPECTED', []],
    ['a class is held', 'normal.inTerm', 'onsite', 'HOLD', []],
    ['the opening is deferred once more', 'normal.deferred', 'online', 'DEFER_OPENING', []],
  ] as const)('%s', (_, phase, teaching, type, entered) => {
    expect(send({ phase, teaching }, type)?.entered.toSorted()).toEqual([...entered].map(String).toSorted())
  })
})

describe('ruling out', () => {
  const RESUMABLE = SHORT_NAMES.map((name) => PHASES[name]).filter((phase) => /^(normal|reopening|lockdown\.closed)/.test(phase))

  test.each(RESUMABLE)('the last open case returns the school to %s', (resume) => {
    for (const phase of ['suspected.isolating', 'suspected.awaitingResult']) {
      expect(send({ phase, teaching: 'blended' }, 'RULE_OUT', { resume })).toMatchObject({ phase: resume, teaching: 'blended' })
    }
  })

  test('while another case is open the school stays where it is', () => {
    const taken = send({ phase: 'suspected.awaitingResult', teaching: 'onsite' }, 'RULE_OUT', {
      openCasesAfter: 1,
      resume: 'normal.inTerm',
    })
    expect(taken).toEqual({ phase: 'suspected.awaitingResult', teaching: 'onsite', entered: [] })
  })

  test.each(['lockdown.sealed', 'lockdown.closed', 'online'])('in %s it is only recorded', (phase) => {
    expect(send({ phase, teaching: 'online' }, 'RULE_OUT', { resume: 'normal.inTerm' })).toEqual({ phase, teaching: 'online', entered: [] })
  })
})

describe('lifting', () => {
  const RESUMABLE = SHORT_NAMES.map((name) => PHASES[name]).filter((phase) => /^(normal|reopening)/.test(phase))

  test.each(RESUMABLE)('returns a school to %s', (resume) => {
    for (const phase of ['lockdown.closed', 'lockdown.sealed', 'online']) {
      expect(send({ phase, teaching: 'online' }, 'LIFT', { resume, resumeTeaching: 'blended' })).toMatchObject({
        phase: resume,
        teaching: 'blended',
      })
    }
  })

  test('a school that was nowhere else goes back to school as usual', () => {
    expect(send({ phase: 'lockdown.closed', teaching: 'online' }, 'LIFT')).toMatchObject({ phase: 'normal.inTerm', teaching: 'onsite' })
  })
})
