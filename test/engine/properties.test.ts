import { array, assert, asyncProperty } from 'fast-check'
import { expect, test, inject } from 'vitest'
import { listOutcomes } from '../../db/orders.ts'
import { readOrderCounts } from '../../db/replay-rows.ts'
import { weekdayCalendar } from '../../src/core/calendar/calendar.ts'
import { capacityToSend, capacityToSign } from '../../src/core/authority.ts'
import { checklist } from '../../src/core/checklist.ts'
import type { RawEvidence, SendEvent, SignOff, WithdrawSignOff } from '../../src/core/command.ts'
import type { Entry } from '../../src/core/entry.ts'
import { fallenDue } from '../../src/core/decide/wake.ts'
import { summaryOf, workedOut } from '../../src/core/summary.ts'
import { CITY, EVERYBODY, filledIn, LIANPING, principal, SHANXI, taskOf, TIME_ZONE } from '../world.ts'
import type { TestCity } from './city.ts'
import { foundCity, orderBy } from './city.ts'
import type { Step } from './random-commands.ts'
import { steps } from './random-commands.ts'

test('whatever people do and whenever the clock looks: replay is state, refusals change nothing, keys count once, deadlines are recorded once, sums are as if worked out anew', async () => {
  await assert(
    asyncProperty(array(steps, { minLength: 20, maxLength: 60, size: 'max' }), async (history) => {
      const city = await foundCity()
      try {
        for (const step of history) {
          await take(city, step)
          await sumsAreRight(city)
        }
        await city.engine.idle()
        await holds(city)
      } finally {
        await city.close()
      }
    }),
    { numRuns: inject('postgres') === null ? 12 : 3, seed: 20220306, endOnFailure: false },
  )
}, 120_000)

/** Takes one step; a command that is refused must leave every school as it was, and one sent again must be answered the same. */
async function take(city: TestCity, step: Step): Promise<void> {
  switch (step.kind) {
    case 'pass':
      city.clock.advanceTo(new Date(Date.parse(city.clock.now()) + step.minutes * 60_000).toISOString())
      // Sometimes the clock is asked in time, sometimes a command comes first.
      if (step.minutes % 2 === 0) await city.engine.idle()
      return
    case 'restart':
      return city.restart()
    case 'order':
      return giveOrderTwice(city, step)
    case 'event':
    case 'sign':
    case 'withdraw':
      return giveCommandTwice(city, step)
    default:
      return step satisfies never
  }
}

async function giveOrderTwice(city: TestCity, step: Extract<Step, { kind: 'order' }>): Promise<void> {
  const order = orderBy(step.actor, step.event, step.scope, factsOf(step.event))
  const first = await city.engine.issueOrder(order, `order-${step.key}`)
  const second = await city.engine.issueOrder(order, `order-${step.key}`)
  expect('id' in first ? second : first).toEqual(first)
}

async function giveCommandTwice(city: TestCity, step: Extract<Step, { kind: 'event' | 'sign' | 'withdraw' }>): Promise<void> {
  const command = await commandOf(city, step)
  await city.engine.idle()
  const before = await statesOf(city)
  const first = await city.engine.execute(command, `key-${step.key}`)
  const after = await statesOf(city)
  expect('refusal' in first ? after : before).toEqual(before)
  const second = await city.engine.execute(command, `key-${step.key}`)
  expect('seq' in first ? [second, await statesOf(city)] : [first, after]).toEqual([first, after])
}

async function commandOf(
  city: TestCity,
  step: Extract<Step, { kind: 'event' | 'sign' | 'withdraw' }>,
): Promise<SendEvent | SignOff | WithdrawSignOff> {
  const situation = await city.engine.situationOf(SHANXI, LIANPING.code, 'epidemic', 'actual')
  if (situation === null) throw new Error('no response')
  const base = { unit: LIANPING.code, playbook: 'epidemic', mode: 'actual' }
  switch (step.kind) {
    case 'event': {
      const senders = situation.playbook.events[step.event]?.senders ?? []
      const actor = step.actor ?? EVERYBODY.find((one) => capacityToSend(senders, one, LIANPING, situation) !== null) ?? principal
      const facts = factsOf(step.event, step.item, situation.response.cases.at(-1)?.seq)
      return {
        kind: 'event',
        actor,
        ...base,
        unit: step.unit.code,
        event: step.event,
        facts,
        reason: '依据通知',
        document: '',
        order: null,
      }
    }
    case 'sign': {
      const all = checklist(situation, city.clock.now())
      const open = all.filter(({ mark }) => mark?.complete !== true)
      const items = open.length > 0 && step.pick % 4 > 0 ? open : all
      const nothing = { task: taskOf('N-02'), visit: 1, occurrence: { id: 'no round' }, mark: null }
      const { task, visit, occurrence, mark } = items[step.pick % items.length] ?? nothing
      const signers = mark === null ? task.signers : (task.secondSigners ?? task.signers)
      const actor = step.actor ?? EVERYBODY.find((one) => capacityToSign(signers, one, situation) !== null) ?? principal
      const statement = step.done ? 'done' : 'not_applicable'
      const evidence = step.done ? filledIn(task, LIANPING) : {}
      const note = step.done && step.pick % 3 === 0 ? '' : '见登记簿'
      return { kind: 'signOff', actor, ...base, task: task.id, visit, occurrence: occurrence.id, statement, evidence, note, signedAt: null }
    }
    case 'withdraw': {
      const signed = Object.values(situation.response.marks).flatMap(({ signatures }) => signatures)
      const signOff = signed[step.pick % Math.max(1, signed.length)]?.seq ?? step.pick
      return { kind: 'withdrawal', actor: step.actor ?? principal, ...base, signOff, reason: '填错了' }
    }
    default:
      return step satisfies never
  }
}

function factsOf(event: string, item = 'P-02', latestCase = 0): RawEvidence {
  const known: Readonly<Record<string, RawEvidence>> = {
    RULE_OUT: { notifiedBy: 'cdc', case: latestCase },
    CONFIRM: { notifiedBy: 'hospital', case: latestCase },
    SET_TEACHING: { teaching: 'online' },
    DEFER_OPENING: { until: '2026-03-20' },
    RETURN_PLAN: { items: [item] },
    ORDER_LOCKDOWN: { zone: 'sealed' },
  }
  return known[event] ?? {}
}

async function statesOf(city: TestCity): Promise<readonly unknown[]> {
  const schools = CITY.filter(({ boarders, day }) => boarders + day > 0)
  return Promise.all(schools.map((unit) => city.responseOf(unit)))
}

/** One calendar for all histories, so that what was remembered in one of them is used in the others. */
const calendar = weekdayCalendar(TIME_ZONE)

/** What is remembered of a school that stood alike, in this history or an earlier one, is what would be worked out for this one. */
async function sumsAreRight({ engine, clock }: TestCity): Promise<void> {
  for (const unit of CITY) {
    const found = await engine.situationOf(unit, unit.code, 'epidemic', 'actual')
    if (found === null) continue
    const { nextWakeAt: _known, ...situation } = { ...found, calendar }
    expect(summaryOf(situation, clock.now())).toEqual(workedOut(situation, clock.now()))
    // What is remembered goes by calendar, so with one of its own everything is worked out afresh.
    const afresh = { ...situation, calendar: { ...calendar } }
    const inTenDays = new Date(Date.parse(clock.now()) + 10 * 86_400_000).toISOString()
    expect(fallenDue(situation, inTenDays)).toEqual(fallenDue(afresh, inTenDays))
  }
}

/** What must be true of every city at any time. */
async function holds(city: TestCity): Promise<void> {
  expect(await city.differences()).toEqual([])
  const entries = await city.entries()
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1))
  const facts = entries.flatMap(factOf)
  expect(facts.filter((fact, index) => facts.indexOf(fact) !== index)).toEqual([])
  for (const order of await readOrderCounts(city.connections.reader)) {
    const { items } = await listOutcomes(city.connections.reader, SHANXI, order.id, {}, { limit: 500, cursor: null })
    expect(order.status).toBe('settled')
    expect(items).toHaveLength(order.changed + order.unchanged + order.refused)
  }
}

/** A deadline or a missed round, which must be recorded once for its occurrence. */
function factOf(entry: Entry & { readonly unitId?: number | null }): readonly string[] {
  const { body, unitId } = entry
  if (body.type !== 'deadline.passed' && body.type !== 'occurrence.missed') return []
  const time = body.type === 'deadline.passed' ? body.dueAt : body.closedAt
  return [`${body.type} ${unitId} ${body.task} ${body.visit} ${body.occurrence} ${time}`]
}
