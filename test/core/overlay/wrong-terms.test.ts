import { describe, expect, test } from 'vitest'
import { findPlaybook } from '../../../machines/registry.ts'
import { publishOverlay } from '../../../src/core/decide/publish-overlay.ts'
import { weekdayCalendar } from '../../../src/core/calendar/calendar.ts'
import type { Actor } from '../../../src/core/actor.ts'
import type { Overlay, OverlayTerms } from '../../../src/core/overlay/overlay.ts'
import { isRefusal } from '../../../src/core/refusal.ts'
import { admin, auditor, countyCommander, inspector, LINYI, NIGHT, principal, reporter, TIME_ZONE } from '../../world.ts'
import { INVENTORY, overlay, terms } from './overlays.ts'

const { step } = INVENTORY

function publish(given: OverlayTerms, more: { actor?: Actor; reason?: string; standing?: readonly Overlay[] } = {}) {
  const playbook = findPlaybook(given.playbook)
  if (playbook === undefined) throw new Error(`the playbook ${given.playbook} is not registered`)
  const { actor = countyCommander, reason = '县指挥部第 3 次会商决定', standing = [] } = more
  const inForce = standing.map((one) => ({ overlay: one, since: NIGHT, awayMs: {} }))
  const ground = { unit: LINYI, playbook, standing: inForce, calendar: weekdayCalendar(TIME_ZONE) }
  return publishOverlay({ actor, terms: given, reason, document: '' }, ground, NIGHT)
}

/** The fields found wrong, or `accepted`, or another refusal. */
function judged(given: OverlayTerms, more: Parameters<typeof publish>[1] = {}): readonly string[] {
  const answer = publish(given, more)
  if (!isRefusal(answer)) return ['accepted']
  return answer.errors?.map(({ field }) => field) ?? [answer.refusal]
}

describe('who may add to a playbook', () => {
  test.each([countyCommander, principal])('the head of a bureau or of a school: $person', (actor) => {
    expect(judged(terms(), { actor })).toEqual(['accepted'])
  })
  test.each([reporter, inspector, auditor, admin])('not $person', (actor) => {
    expect(judged(terms(), { actor })).toEqual(['not_your_role'])
  })
  test('with a reason, kept apart from the hashed body', () => {
    expect(judged(terms(), { reason: ' ' })).toEqual(['reason_required'])
    expect(publish(terms())).toMatchObject({ texts: { reason: '县指挥部第 3 次会商决定' }, body: { type: 'overlay.published' } })
  })
  test('until the end of its last day', () => {
    expect(publish(terms({ expiresOn: '2026-03-20' }))).toMatchObject({ body: { expiresAt: '2026-03-20T16:00:00.000Z' } })
  })
})

describe('nothing is relaxed', () => {
  test('a deadline only comes earlier than the one in force', () => {
    expect(judged(terms({ additions: [{ kind: 'tighten', task: 'L-04', withinMinutes: 600 }] }))).toEqual(['accepted'])
    expect(judged(terms({ additions: [{ kind: 'tighten', task: 'L-04', withinMinutes: 720 }] }))).toEqual(['additions.0.withinMinutes'])
    expect(judged(terms({ additions: [{ kind: 'tighten', task: 'L-04', withinMinutes: 6_000 }] }))).toEqual(['additions.0.withinMinutes'])
  })
  test('nor than one that a level above has set', () => {
    const standing = [overlay(900, { additions: [{ kind: 'tighten', task: 'L-04', withinMinutes: 120 }] })]
    expect(judged(terms({ additions: [{ kind: 'tighten', task: 'L-04', withinMinutes: 180 }] }), { standing })).toEqual([
      'additions.0.withinMinutes',
    ])
    expect(judged(terms({ additions: [{ kind: 'tighten', task: 'L-04', withinMinutes: 60 }] }), { standing })).toEqual(['accepted'])
  })
  test('the refusal says how long the deadline in force is', () => {
    const answer = publish(terms({ additions: [{ kind: 'tighten', task: 'L-04', withinMinutes: 900 }] }))
    expect(answer).toMatchObject({ refusal: 'overlay_invalid', errors: [{ text: { zh: '只能提前、不得放宽：现行时限为 720 分钟' } }] })
  })
})

describe('what is refused, field by field', () => {
  test.each<[string, Partial<OverlayTerms>, string]>([
    ['no title', { title: '' }, 'title'],
    ['a title with a hidden character', { title: '补充\u202E要求' }, 'title'],
    ['nothing added', { additions: [] }, 'additions'],
    ['a last day that is past', { expiresOn: '2026-03-05' }, 'expiresOn'],
    ['no last day', { expiresOn: '' }, 'expiresOn'],
    ['a day that does not exist', { expiresOn: '2026-02-30' }, 'expiresOn'],
    ['longer than a year', { expiresOn: '2027-03-08' }, 'expiresOn'],
    ['a review after its end', { reviewOn: '2026-03-21' }, 'reviewOn'],
    ['a review in the past', { reviewOn: '2026-03-01' }, 'reviewOn'],
    ['no kind of school', { kinds: [] }, 'kinds'],
    ['a step in no phase', { additions: [{ ...INVENTORY, node: 'control.moon' }] }, 'additions.0.node'],
    ['a step that nobody signs', { additions: [{ ...INVENTORY, step: { ...step, signers: [] } }] }, 'additions.0.signers'],
    ['a step without words', { additions: [{ ...INVENTORY, step: { ...step, how: '' } }] }, 'additions.0.how'],
    [
      'a step due at once',
      { additions: [{ ...INVENTORY, step: { ...step, timing: { kind: 'once', withinMinutes: 0 } } }] },
      'additions.0.withinMinutes',
    ],
    [
      'a step due at no time of day',
      { additions: [{ ...INVENTORY, step: { ...step, timing: { kind: 'daily', due: '25:00', days: 'all' } } }] },
      'additions.0.due',
    ],
    ['an unknown task', { additions: [{ kind: 'require', task: 'L-99' }] }, 'additions.0.task'],
    ['a task of prototypes', { additions: [{ kind: 'require', task: '__proto__' }] }, 'additions.0.task'],
    ['what is mandatory already', { additions: [{ kind: 'require', task: 'L-04' }] }, 'additions.0.task'],
    [
      'a task that these schools do not have',
      { kinds: ['training'], additions: [{ kind: 'tighten', task: 'L-04', withinMinutes: 60 }] },
      'additions.0.task',
    ],
    [
      'an earlier deadline where there are only times of day',
      { additions: [{ kind: 'tighten', task: 'N-02', withinMinutes: 60 }] },
      'additions.0.withinMinutes',
    ],
    [
      'a field without a label',
      { additions: [{ kind: 'field', task: 'L-10', field: { label: '', type: 'count' } }] },
      'additions.0.field.label',
    ],
  ])('%s', (_name, more, field) => {
    expect(judged(terms(more))).toEqual([field])
  })
})

test('to what bureaus do themselves nothing is added that only a school could sign; what they fill in may grow', () => {
  const additions = [
    { ...INVENTORY, node: 'control.activated' },
    { kind: 'field', task: 'R-12', field: { label: '已核实户数', type: 'count' } },
  ] as const
  expect(judged(terms({ playbook: 'bureau', additions }))).toEqual(['additions.0.signers'])
})
