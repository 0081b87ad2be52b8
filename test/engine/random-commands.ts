import { constant, constantFrom, integer, oneof, record, subarray } from 'fast-check'
import type { Arbitrary } from 'fast-check'
import { findPlaybook } from '../../machines/registry.ts'
import { allTasks } from '../../src/core/checklist.ts'
import type { Actor } from '../../src/core/actor.ts'
import type { Scope } from '../../src/core/entry.ts'
import type { Unit } from '../../src/core/unit.ts'
import {
  auditor,
  cityCommander,
  countyCommander,
  doctor,
  dutyLeader,
  LIANPING,
  LINYI,
  principal,
  TINGLAN,
  YANHU_SENIOR,
  YUNCHENG,
} from '../world.ts'

/**
 * One thing that somebody does, or that time does, in a random history of the city. Without an actor, somebody does it
 * who may, if there is such a person.
 */
export type Step =
  | {
      readonly kind: 'event'
      readonly actor: Actor
      readonly unit: Unit
      readonly event: string
      readonly item: string
      readonly key: number
    }
  | { readonly kind: 'sign'; readonly actor: Actor | null; readonly pick: number; readonly done: boolean; readonly key: number }
  | { readonly kind: 'withdraw'; readonly actor: Actor | null; readonly pick: number; readonly key: number }
  | { readonly kind: 'order'; readonly actor: Actor; readonly event: string; readonly scope: Scope; readonly key: number }
  | { readonly kind: 'pass'; readonly minutes: number }
  | { readonly kind: 'restart' }

const playbook = findPlaybook('epidemic')
const EVENTS = Object.keys(playbook?.events ?? {})
const ITEMS = playbook === undefined ? [] : allTasks(playbook).flatMap(({ id }) => (id.startsWith('P-0') ? [id] : []))

const actors = constantFrom(principal, doctor, dutyLeader, countyCommander, countyCommander, cityCommander, auditor)
const schools = constantFrom(LIANPING, LIANPING, LIANPING, LIANPING, TINGLAN)
// Few keys, so that some of them come twice.
const keys = integer({ min: 0, max: 120 })

/** Events that move a school count more than those that are mostly refused. */
const events = oneof(
  constantFrom(...EVENTS),
  constantFrom(
    'REPORT_SUSPECTED',
    'RULE_OUT',
    'CONFIRM',
    'ORDER_CLOSE',
    'ORDER_LOCKDOWN',
    'UNSEAL',
    'LIFT',
    'ORDER_ONLINE',
    'SEAL_PROVISIONALLY',
  ),
)

const scopes: Arbitrary<Scope> = oneof(
  constantFrom<Scope>({ region: YUNCHENG.code }, { region: LINYI.code }, { region: TINGLAN.code }, { region: LINYI.code, boarding: true }),
  subarray([LIANPING.code, TINGLAN.code, YANHU_SENIOR.code], { minLength: 1 }).map((units): Scope => ({ units })),
  constantFrom<Scope>({ region: YUNCHENG.code, phases: ['lockdown', 'online'] }, { region: YUNCHENG.code, except: [LIANPING.code] }, {}),
)

export const steps: Arbitrary<Step> = oneof(
  {
    weight: 5,
    arbitrary: record({
      kind: constant('event' as const),
      actor: actors,
      unit: schools,
      event: events,
      item: constantFrom(...ITEMS),
      key: keys,
    }),
  },
  {
    weight: 6,
    arbitrary: record({
      kind: constant('sign' as const),
      actor: actors,
      pick: integer({ min: 0, max: 80 }),
      done: constantFrom(true, true, true, false),
      key: keys,
    }),
  },
  { weight: 2, arbitrary: record({ kind: constant('withdraw' as const), actor: actors, pick: integer({ min: 0, max: 20 }), key: keys }) },
  {
    weight: 2,
    arbitrary: record({
      kind: constant('order' as const),
      actor: constantFrom(countyCommander, cityCommander, principal),
      event: events,
      scope: scopes,
      key: keys,
    }),
  },
  {
    weight: 4,
    arbitrary: record({
      kind: constant('pass' as const),
      minutes: oneof(integer({ min: 1, max: 180 }), integer({ min: 600, max: 6_000 })),
    }),
  },
  { weight: 1, arbitrary: constant({ kind: 'restart' as const }) },
)
