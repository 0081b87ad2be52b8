import type { Overlay, OverlayTerms } from '../../../src/core/overlay/overlay.ts'
import { LINYI, local } from '../../world.ts'

/** Terms that hold, with what the test lays down. */
export function terms(more: Partial<OverlayTerms> = {}): OverlayTerms {
  return {
    playbook: 'epidemic',
    title: '临猗县封控期间补充要求',
    reviewOn: '2026-03-10',
    expiresOn: '2026-03-20',
    additions: [INVENTORY],
    ...more,
  }
}

/** A step of the county's own: an inventory of the dormitories within two hours of the seal. */
export const INVENTORY = {
  kind: 'step',
  node: 'control.lockdown.sealed',
  step: {
    title: '清点应急照明',
    how: '逐层清点手电和应急灯，缺的当晚补齐。',
    why: '夜间停电时要能看清人。',
    group: 'life',
    signers: ['logistics'],
    timing: { kind: 'once', withinMinutes: 120 },
    fields: [{ label: '应急灯数量', type: 'count' }],
  },
} as const

/** As it stands after publication. */
export function overlay(seq: number, more: Partial<OverlayTerms> = {}): Overlay {
  return { ...terms(more), seq, unit: LINYI.code, publishedAt: local('2026-03-06 22:30'), expiresAt: local('2026-03-21 00:00') }
}
