import type { Actor } from '../../src/core/actor.ts'
import type { Scope } from '../../src/core/entry.ts'
import type { Unit } from '../../src/core/unit.ts'
import { orderBy } from '../engine/city.ts'
import { openSteps } from '../story/routine.ts'
import { cityCommander, countyCommander, LINYI, local, YANHU, yanhuCommander, YUNCHENG } from '../world.ts'
import type { Cast } from './cast.ts'
import { castOf } from './cast.ts'
import { ON_HOLIDAY, TERM_BEGINS } from './everyday.ts'
import type { Deed, Month } from './month.ts'
import { eventBy, signatureBy } from './month.ts'
import type { Town } from './town.ts'
import { cityClerk, clerk, dutyLeaderOf, headOf } from './town.ts'

/** What a month with an outbreak has beyond everyday life: cases, orders, the way back; and schools that sign all that is open. */
export function outbreak(town: Town, days: readonly string[]): readonly Deed[] {
  const cast = castOf(town)
  const signing = days.flatMap((date) =>
    ['08:30', '16:30', '21:30'].map((hour): Deed => ({
      at: local(`${date} ${hour}`),
      run: (month) => signAll(month, date <= CLEARED_ON ? cast.diligent : [cast.sealed, cast.home]),
    })),
  )
  return [...holidays(), ...signing, ...suspicion(cast), ...night(cast), ...release(cast), ...wayBack(cast)]
}

/** Kindergartens and training institutions are closed until the new term; those that are at home then are refused the new term. */
function holidays(): readonly Deed[] {
  const scope: Scope = { region: YUNCHENG.code, kinds: ON_HOLIDAY }
  return [
    order('2022-03-01 06:00', cityCommander, 'BEGIN_VACATION', scope),
    order(`${TERM_BEGINS} 06:00`, cityCommander, 'BEGIN_TERM', scope),
  ]
}

/** On that day the school with the false alarm signs all that is open for the last time. */
const CLEARED_ON = '2022-03-03'

/** A case that is ruled out, and a signature that is withdrawn and given anew. */
function suspicion({ cleared, home }: Cast): readonly Deed[] {
  return [
    event('2022-03-02 09:20', dutyLeaderOf(cleared), cleared, 'REPORT_SUSPECTED', { people: 1, note: '晨检发热 38.2℃' }),
    event(`${CLEARED_ON} 09:40`, yanhuCommander, cleared, 'RULE_OUT', { notifiedBy: 'cdc', notice: 'telephone' }),
    { at: local('2022-03-04 16:40'), run: (month) => withdrawReport(month, home, '2022-03-04') },
    { at: local('2022-03-04 16:50'), run: (month) => signAll(month, [home]) },
  ]
}

/** The night of the outbreak in 临猗, and the case that is confirmed two days later. */
function night({ sealed }: Cast): readonly Deed[] {
  return [
    event('2022-03-06 22:10', headOf(sealed), sealed, 'SEAL_PROVISIONALLY', { note: '先把门关上' }),
    order('2022-03-06 22:20', countyCommander, 'ORDER_LOCKDOWN', { region: LINYI.code, boarding: true }),
    order('2022-03-06 22:25', countyCommander, 'ORDER_ONLINE', { region: LINYI.code, phases: ['normal'] }),
    event('2022-03-08 10:00', dutyLeaderOf(sealed), sealed, 'REPORT_SUSPECTED'),
    event('2022-03-08 20:00', countyCommander, sealed, 'CONFIRM', { notifiedBy: 'hospital' }),
  ]
}

/** A seal of a school's own that the city ratifies and lifts; then the county releases what it can. */
function release({ hasty }: Cast): readonly Deed[] {
  return [
    event('2022-03-10 11:00', headOf(hasty), hasty, 'SEAL_PROVISIONALLY'),
    order('2022-03-10 15:00', cityCommander, 'RATIFY', { units: [hasty.code] }),
    order('2022-03-12 10:00', cityCommander, 'LIFT', { region: YANHU.code, phases: ['lockdown'] }),
    order('2022-03-14 09:00', countyCommander, 'LIFT', { region: LINYI.code, kinds: ['training'] }),
    order('2022-03-16 09:00', countyCommander, 'UNSEAL', { region: LINYI.code, phases: ['lockdown.sealed'] }),
    order('2022-03-17 09:00', countyCommander, 'ORDER_ONLINE', { region: LINYI.code, phases: ['lockdown.closed'] }),
  ]
}

/** Two schools come back: plan, review, approval, first batch; the day school is then observed. */
function wayBack({ sealed, home }: Cast): readonly Deed[] {
  const review: Scope = { region: LINYI.code, phases: ['reopening.review'] }
  return [
    ...[sealed, home].map((school) => event('2022-03-24 08:40', headOf(school), school, 'BEGIN_REOPENING')),
    ...[sealed, home].map((school) => event('2022-03-25 15:00', headOf(school), school, 'SUBMIT_PLAN', { startsOn: '2022-03-28' })),
    order('2022-03-26 10:00', countyCommander, 'ENDORSE_PLAN', review),
    order('2022-03-26 18:00', cityCommander, 'ENDORSE_PLAN', review),
    order('2022-03-27 10:00', cityCommander, 'APPROVE_PLAN', review),
    event('2022-03-30 17:00', countyCommander, home, 'BEGIN_OBSERVING'),
  ]
}

function event(wall: string, actor: Actor, school: Unit, type: string, facts = {}): Deed {
  return { at: local(wall), run: ({ command }) => command(eventBy(actor, school.code, type, { facts })) }
}

function order(wall: string, actor: Actor, type: string, scope: Scope): Deed {
  return { at: local(wall), run: ({ order: give }) => give(orderBy(actor, type, scope)) }
}

/** Signs every open step of these schools, one after another; what needs two signatures gets the second in another round. */
async function signAll(month: Month, schools: readonly Unit[]): Promise<void> {
  for (const school of schools) for (let signed = await signRound(month, school); signed > 0;) signed = await signRound(month, school)
}

async function signRound({ city, command }: Month, school: Unit): Promise<number> {
  const open = await openSteps(city, { unit: school.code, signers: [dutyLeaderOf(school), headOf(school), clerk, cityClerk] })
  for (const { actor, signature } of open) {
    // Two tests, without which nobody is cleared.
    const evidence = signature.task === 'U-08' ? { tests: 2, negative: 2, positive: 0 } : signature.evidence
    await command(signatureBy(actor, { ...signature, evidence }))
  }
  return open.length
}

async function withdrawReport({ city, command }: Month, school: Unit, date: string): Promise<void> {
  const { marks } = await city.responseOf(school)
  const [, mark] = Object.entries(marks).find(([key]) => key.startsWith('N-02@') && key.endsWith(`#${date}`)) ?? []
  const signOff = mark?.signatures[0]?.seq ?? 0
  await command({
    kind: 'withdrawal',
    actor: headOf(school),
    unit: school.code,
    playbook: 'epidemic',
    mode: 'actual',
    signOff,
    reason: '漏报一名请假学生',
  })
}
