import { describe, expect, test } from 'vitest'
import { findPlaybook } from '../../../machines/registry.ts'
import type { Actor } from '../../../src/core/actor.ts'
import type { AssignmentKind, AssignmentTerms } from '../../../src/core/assignment/assignment.ts'
import { weekdayCalendar } from '../../../src/core/calendar/calendar.ts'
import type { GiveAssignment } from '../../../src/core/decide/give-assignment.ts'
import { giveAssignment, mayGive } from '../../../src/core/decide/give-assignment.ts'
import {
  admin,
  auditor,
  countyCommander,
  doctor,
  dutyLeader,
  EVERYBODY,
  inspector,
  LIANPING,
  LINYI,
  local,
  NIGHT,
  otherPrincipal,
  principal,
  reporter,
  taskForce,
  TIME_ZONE,
} from '../../world.ts'

const TEXTS = { title: '关于做好夜间值守的通知', text: '今晚起双岗值守。', document: '', from: '', to: '' }
const NAMES = { from: '张某', to: '李某' }
const TERMS: Readonly<Record<AssignmentKind, AssignmentTerms>> = {
  document: { kind: 'document' },
  finding: { kind: 'finding', measures: ['N-17'] },
  help: { kind: 'help', need: 'rooms', quantity: 20, continues: null },
  handover: { kind: 'handover', post: 'security' },
}

function give(more: Partial<GiveAssignment> = {}, single: { readonly kind: 'junior' | 'county' } | null = null) {
  const command = { actor: countyCommander, terms: TERMS.document, playbook: null, scope: { region: LINYI.code }, ...more }
  const ground = { scope: command.scope, single, playbook: findPlaybook('epidemic'), calendar: weekdayCalendar(TIME_ZONE) }
  return giveAssignment({ due: { hours: 12 }, texts: TEXTS, ...command }, ground, NIGHT)
}

describe('who may give what', () => {
  const may: Readonly<Record<AssignmentKind, readonly Actor[]>> = {
    document: EVERYBODY.filter(({ role }) => role === 'commander'),
    finding: [...EVERYBODY.filter(({ role }) => role === 'commander'), inspector, principal, otherPrincipal],
    help: [...EVERYBODY.filter(({ role }) => role === 'commander'), taskForce, principal, otherPrincipal, doctor, dutyLeader],
    handover: [...EVERYBODY.filter(({ role }) => role === 'commander'), principal, otherPrincipal],
  }
  for (const kind of ['document', 'finding', 'help', 'handover'] as const) {
    test(`${kind}: those who answer for it and nobody else`, () => {
      const allowed = EVERYBODY.filter((actor) => mayGive(actor, kind))
      expect(new Set(allowed)).toEqual(new Set(may[kind]))
    })
  }

  test('no reader, no keeper of accounts, nobody without a place, whatever posts the account names', () => {
    const posing: readonly Actor[] = [
      { ...auditor, posts: ['commander', 'inspector', 'supplies'] },
      { ...admin, posts: ['commander', 'dutyOfficer'] },
      { ...countyCommander, path: '' },
    ]
    for (const actor of posing)
      for (const terms of Object.values(TERMS)) expect(give({ actor, terms })).toEqual({ refusal: 'not_your_role' })
  })

  test('a duty officer of a bureau sends documents; a reporter of a school sends nothing', () => {
    expect(mayGive({ ...taskForce, posts: ['dutyOfficer'] }, 'document')).toBe(true)
    for (const kind of ['document', 'finding', 'help', 'handover'] as const) expect(mayGive(reporter, kind)).toBe(false)
  })
})

describe('what is given', () => {
  test('holds who, where, what and by when; everything that somebody wrote lies apart', () => {
    expect(give({ texts: { ...TEXTS, document: '临教办〔2026〕7号' } })).toMatchObject({
      unit: LINYI.code,
      post: 'commander',
      body: { type: 'assignment.given', terms: { kind: 'document' }, level: 'county', dueAt: local('2026-03-07 10:00') },
      texts: { title: TEXTS.title, text: TEXTS.text, document: '临教办〔2026〕7号' },
    })
    expect(JSON.stringify('body' in give() ? give() : null)).not.toContain('"document":""')
  })

  test('by the end of a local date as well', () => {
    expect(give({ due: { date: '2026-03-09' } })).toMatchObject({ body: { dueAt: local('2026-03-10 00:00') } })
  })

  const wrong: readonly (readonly [string, Partial<GiveAssignment>, string, ('junior' | 'county')?])[] = [
    ['no title', { texts: { ...TEXTS, title: ' ' } }, 'title'],
    ['too long a title', { texts: { ...TEXTS, title: '长'.repeat(61) } }, 'title'],
    ['a hidden character', { texts: { ...TEXTS, text: '值守\u202E' } }, 'text'],
    ['no hours', { due: { hours: 0 } }, 'due'],
    ['half an hour', { due: { hours: 0.5 } }, 'due'],
    ['more than a year', { due: { hours: 10_000 } }, 'due'],
    ['a day that does not exist', { due: { date: '2026-02-30' } }, 'due'],
    ['a day that has passed', { due: { date: '2026-03-05' } }, 'due'],
    ['a finding that names nothing', { terms: { kind: 'finding', measures: [] } }, 'measures', 'junior'],
    ['a finding that names what no playbook serves', { terms: { kind: 'finding', measures: ['N-99'] } }, 'measures', 'junior'],
    ['a finding that names one measure twice', { terms: { kind: 'finding', measures: ['N-17', 'N-17'] } }, 'measures', 'junior'],
    ['a finding at a bureau', { terms: TERMS.finding }, 'scope', 'county'],
    ['a finding that says nothing', { terms: TERMS.finding, texts: { ...TEXTS, text: '' } }, 'text', 'junior'],
    ['no quantity at all', { terms: { kind: 'help', need: 'goods', quantity: 0, continues: null } }, 'quantity'],
    ['a handover of a post that a bureau does not have', { terms: TERMS.handover, texts: { ...TEXTS, ...NAMES } }, 'post', 'county'],
    ['a handover to nobody', { terms: TERMS.handover, texts: { ...TEXTS, from: '张某' } }, 'to', 'junior'],
  ]
  for (const [name, more, field, kind] of wrong) {
    test(`${name} is refused where it stands`, () => {
      expect(give(more, kind === undefined ? null : { kind })).toMatchObject({ refusal: 'assignment_invalid', errors: [{ field }] })
    })
  }

  test('a finding, a request and a handover that are right are taken', () => {
    expect(give({ terms: TERMS.finding }, LIANPING as { kind: 'junior' })).toMatchObject({ body: { terms: TERMS.finding } })
    expect(give({ actor: principal, terms: TERMS.help }, { kind: 'county' })).toMatchObject({ body: { level: 'school' } })
    expect(give({ actor: principal, terms: TERMS.handover, texts: { ...TEXTS, ...NAMES } }, { kind: 'junior' })).toMatchObject({
      texts: NAMES,
    })
  })
})
