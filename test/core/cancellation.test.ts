import { describe, expect, test } from 'vitest'
import type { Actor } from '../../src/core/actor.ts'
import type { PendingOrder } from '../../src/core/decide/cancellation.ts'
import { decideCancellation } from '../../src/core/decide/cancellation.ts'
import { isRefusal } from '../../src/core/refusal.ts'
import {
  admin,
  auditor,
  cityCommander,
  countyCommander,
  inspector,
  LINYI,
  NIGHT,
  principal,
  provinceCommander,
  taskForce,
  yanhuCommander,
} from '../world.ts'

const WAITING: PendingOrder = { id: 118, playbook: 'epidemic', mode: 'actual', status: 'running', begun: false, issuedAt: LINYI.path }

const cancel = (actor: Actor, order: Partial<PendingOrder> = {}, reason = '范围有误') =>
  decideCancellation({ actor, order: WAITING.id, reason }, { ...WAITING, ...order }, NIGHT)

describe('an order that waits for its turn', () => {
  test.each([countyCommander, cityCommander, provinceCommander])('is cancelled by the command that gave it, or one above: %o', (actor) => {
    expect(cancel(actor)).toEqual({
      at: NIGHT,
      unit: null,
      playbook: 'epidemic',
      mode: 'actual',
      actor: actor.person,
      post: 'commander',
      standsInFor: null,
      body: { type: 'order.cancelled', v: 1, order: 118 },
      texts: { reason: '范围有误' },
    })
  })

  test.each([auditor, inspector, admin, taskForce, principal, yanhuCommander, { ...countyCommander, path: '' }])(
    'by nobody else: %o',
    (actor) => {
      expect(cancel(actor)).toEqual({ refusal: 'not_your_role' })
    },
  )

  test('by a county, not when the city gave it', () => {
    expect(cancel(countyCommander, { issuedAt: cityCommander.path })).toEqual({ refusal: 'not_your_role' })
  })

  test('is cancelled with a reason that can be stored, and not without one', () => {
    expect(cancel(countyCommander, {}, ' \n')).toEqual({ refusal: 'reason_required' })
    expect(cancel(countyCommander, {}, '有\u202E误')).toMatchObject({ refusal: 'facts_invalid', errors: [{ field: 'reason' }] })
    const decision = cancel(countyCommander, {}, ' 范围有误\r\n另发 ')
    expect(isRefusal(decision) ? null : decision.texts).toEqual({ reason: '范围有误\n另发' })
  })
})

test.each([
  ['has reached a school', { begun: true }, 'order_under_way'],
  ['is settled', { status: 'settled', begun: true }, 'order_under_way'],
  ['is settled though it found no school', { status: 'settled' }, 'order_under_way'],
  ['was not approved', { status: 'rejected' }, 'order_under_way'],
  ['is cancelled', { status: 'cancelled' }, 'already_cancelled'],
])('an order that %s is not cancelled', (_, order, refusal) => {
  expect(cancel(countyCommander, order)).toEqual({ refusal })
})
