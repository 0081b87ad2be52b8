import { describe, expect, test } from 'vitest'
import { buildMachine } from '../../machines/chart.ts'
import { daily, DAY_SLOT, eachTerm, monthly, weekly } from '../../machines/notation.ts'
import type { Playbook } from '../../machines/playbook.ts'
import { apply, applyAll } from '../../src/core/apply.ts'
import type { Actor } from '../../src/core/actor.ts'
import { ENGINE } from '../../src/core/actor.ts'
import { checklist } from '../../src/core/checklist.ts'
import type { Command } from '../../src/core/command.ts'
import { decide } from '../../src/core/decide/index.ts'
import type { EntryDraft } from '../../src/core/entry.ts'
import { isRefusal } from '../../src/core/refusal.ts'
import type { Response } from '../../src/core/response.ts'
import type { Situation } from '../../src/core/situation.ts'
import { initialStep } from '../../src/core/statechart.ts'
import { summaryOf } from '../../src/core/summary.ts'
import { local, reporter, taskOf } from '../world.ts'
import { openSchool } from './school.ts'

const BEGIN = local('2026-03-02 05:00')
const TASKS = [
  { ...taskOf('N-02'), id: 'DAILY', timing: daily(DAY_SLOT), fields: [], rules: [] },
  { ...taskOf('N-02'), id: 'WEEKLY', timing: weekly(), fields: [], rules: [] },
  { ...taskOf('N-02'), id: 'MONTHLY', timing: monthly(), fields: [], rules: [] },
  { ...taskOf('N-02'), id: 'TERM', timing: eachTerm(14), fields: [], rules: [] },
]

/** A playbook that asks for one report a day, a week, a month and a term. */
function smallPlaybook(playbook: Playbook): Playbook {
  const leaf = { meta: { title: { zh: '阶段', en: 'Phase' }, tasks: [] } }
  const machine = buildMachine('small', {
    meta: { ...leaf.meta, tasks: TASKS },
    type: 'parallel',
    states: { control: { ...leaf, initial: 'a', states: { a: leaf } }, teaching: { ...leaf, initial: 'b', states: { b: leaf } } },
  })
  return { ...playbook, machine }
}

/** Lets the school live until then: the clock looks whenever something is due, and whatever is wanted is signed as soon as it is open. */
function live(until: string, signs: (task: string) => boolean): readonly EntryDraft[] {
  const { situation } = openSchool()
  const playbook = smallPlaybook(situation.playbook)
  const { entered, ...position } = initialStep(playbook)
  const outcome = { ...position, entered, suspends: false, keeps: [], resumes: false }
  const heading = {
    at: BEGIN,
    unit: situation.unit.code,
    playbook: 'small',
    mode: 'actual',
    actor: 'engine',
    post: null,
    standsInFor: null,
  }
  let response: Response = apply(null, { ...heading, seq: 1, body: { type: 'response.opened', v: 1, version: 1, outcome } })
  const entries: EntryDraft[] = []
  let now = BEGIN
  const now0 = (): Situation => ({ ...situation, playbook, response })
  const run = (command: Command): void => {
    const decision = decide(command, now0(), now, entries.length + 2)
    if (isRefusal(decision)) throw new Error(decision.refusal)
    response = applyAll(response, decision.drafts, entries.length + 2)
    entries.push(...decision.drafts)
  }
  while (now < until) {
    run({ kind: 'wake', actor: ENGINE, unit: situation.unit.code, playbook: 'small', mode: 'actual' })
    for (const { task, visit, occurrence, state } of checklist(now0(), now)) {
      if (state === 'open' && signs(task.id)) run(signOf(reporter, situation, task.id, visit, occurrence.id))
    }
    now = nextLook(summaryOf(now0(), now).nextWakeAt, now)
  }
  return entries
}

/** Never later than the clock says, and every morning at six, when people look for themselves. */
function nextLook(wakeAt: string | null, now: string): string {
  const morning = new Date(Math.floor((Date.parse(now) + 7_200_000) / 86_400_000 + 1) * 86_400_000 - 7_200_000).toISOString()
  return wakeAt !== null && wakeAt < morning ? wakeAt : morning
}

function signOf(actor: Actor, { unit }: Situation, task: string, visit: number, occurrence: string | null): Command {
  const base = { kind: 'signOff', actor, unit: unit.code, playbook: 'small', mode: 'actual' } as const
  return { ...base, task, visit, occurrence, statement: 'done', evidence: {}, note: '', signedAt: null }
}

/** The rounds of which that is recorded, as `TASK round`. */
function roundsOf(entries: readonly EntryDraft[], type: 'task.signed' | 'occurrence.missed'): readonly string[] {
  return entries.flatMap(({ body }) => (body.type === type ? [`${body.task} ${body.occurrence}`] : []))
}

describe('over most of a year', () => {
  const until = local('2026-12-31 12:00')

  test('a school that signs everything signs each round once and is reproached with nothing', () => {
    const entries = live(until, () => true)
    const signed = roundsOf(entries, 'task.signed')
    expect(new Set(signed).size).toBe(signed.length)
    expect(entries.filter(({ body }) => body.type !== 'task.signed')).toEqual([])
    expect(signed.filter((round) => round.startsWith('MONTHLY'))).toHaveLength(10)
    expect(signed.filter((round) => round.startsWith('WEEKLY'))).toHaveLength(44)
    expect(signed.filter((round) => round.startsWith('TERM'))).toEqual(['TERM 2026-spring', 'TERM 2026-autumn'])
  })

  test('a school that signs only its daily reports misses each longer round once, at the hour at which it closes', () => {
    const entries = live(until, (task) => task === 'DAILY')
    const missed = roundsOf(entries, 'occurrence.missed')
    expect(missed.filter((round) => round.startsWith('MONTHLY'))).toHaveLength(9)
    expect(missed.filter((round) => round.startsWith('WEEKLY'))).toHaveLength(43)
    expect(missed.filter((round) => round.startsWith('TERM'))).toEqual(['TERM 2026-spring'])
    const late = entries.filter(({ at, body }) => body.type === 'occurrence.missed' && body.closedAt !== at)
    expect(late).toEqual([])
  })

  test('a school that signs nothing is still woken for each round of a month at its hour', () => {
    const due = live(until, () => false).flatMap(({ at, body }) =>
      body.type === 'deadline.passed' && body.task === 'MONTHLY' ? [[at, body.dueAt]] : [],
    )
    expect(due).toHaveLength(10)
    expect(due.filter(([at, dueAt]) => at !== dueAt)).toEqual([])
  })
})
