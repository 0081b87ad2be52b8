import type { Missing } from '../../../machines/gate.ts'
import type { Playbook } from '../../../machines/playbook.ts'
import type { Text } from '../../../machines/vocabulary.ts'
import { activeTasks } from '../checklist.ts'
import { situationOf } from './act.ts'
import type { Explained } from './explore.ts'
import type { Finding, Rule, Subject } from './finding.ts'
import { phaseTitle } from './named.ts'
import { faultsOf } from './language-faults.ts'
import type { Route } from './routes.ts'
import { kindsOf } from './routes.ts'

type Found = Omit<Finding, 'rule'>

/** Every gate opens in some situation that can be reached, closes in some, and then says what is missing and where to do it. */
export const gates: Rule = (subject) => {
  const findings = [
    ...subject.routes.flatMap((route) => [
      ...shut(route),
      ...exclusive(subject.playbook, route),
      ...route.walk.closed.flatMap((one) => unexplained(one, subject.playbook, route)),
    ]),
    ...neverShut(subject),
  ]
  const opened = subject.routes.flatMap((route) => route.gates.filter((gate) => gate.opened).map(({ event, gate }) => `${event} ${gate}`))
  return { proved: new Set(opened).size, findings }
}

function shut({ gates: seen, samples }: Route): readonly Found[] {
  return seen
    .filter(({ opened }) => !opened)
    .map(({ event, gate }) => ({
      where: { event, gate, kinds: kindsOf(samples) },
      text: {
        zh: '签字、等待、办理其他事项都试过，这个条件始终不能满足。检查它要的材料和天数。',
        en: 'Signing, waiting and sending other events were all tried, and this gate never opens. Check what it asks for.',
      },
    }))
}

/** Each gate opens, but never all at once. */
function exclusive(playbook: Playbook, { walk, gates: seen, samples }: Route): readonly Found[] {
  return [...walk.accepted]
    .filter((type) => !walk.sent.has(type) && seen.every(({ event, opened }) => event !== type || opened))
    .filter((type) => (playbook.events[type]?.gates.length ?? 0) > 1)
    .map((type) => ({
      where: { event: type, kinds: kindsOf(samples) },
      text: {
        zh: '各项条件单独都能满足，但从不能同时满足，事件永远办不成。',
        en: 'Each of its gates can open, but never all of them together, so the event can never be sent.',
      },
    }))
}

/** A gate that never closes holds nothing up, and nobody can say how it would explain itself. */
function neverShut({ playbook, routes }: Subject): readonly Found[] {
  const ids = new Set(routes.flatMap((route) => route.gates.map(({ gate }) => gate)))
  const closed = new Set(routes.flatMap((route) => route.gates.filter((gate) => gate.closed).map(({ gate }) => gate)))
  const eventOf = (id: string): string =>
    Object.values(playbook.events).find((event) => event.gates.some((gate) => gate.id === id))?.type ?? ''
  return [...ids]
    .filter((id) => !closed.has(id))
    .map((gate) => ({
      where: { gate, event: eventOf(gate) },
      text: {
        zh: '没有任何情形会被这个条件拦下，它形同虚设。检查写法，或删去。',
        en: 'This gate is closed in no situation, so it holds nothing up. Check how it is written, or drop it.',
      },
    }))
}

function unexplained({ event, standing, missing }: Explained, playbook: Playbook, { samples }: Route): readonly Found[] {
  const ids = playbook.events[event]?.gates.map(({ id }) => id) ?? []
  const asked = new Set(activeTasks(situationOf(standing)).map(({ task }) => task.id))
  const phase = phaseTitle(playbook, standing.response.phase)
  return missing.flatMap((one) =>
    faultsIn(one, ids, asked, phase).map((text) => ({ where: { event, gate: one.gate, kinds: kindsOf(samples) }, text })),
  )
}

function faultsIn({ gate, text, task }: Missing, ids: readonly string[], asked: ReadonlySet<string>, phase: Text): readonly Text[] {
  return [
    ...(ids.includes(gate)
      ? []
      : [
          {
            zh: `所报条件编号“${gate}”不是这个事件的条件。`,
            en: `What is missing is put down to “${gate}”, which is no gate of the event.`,
          },
        ]),
    ...faultsOf(text).map((fault) => ({
      zh: `条件不满足时的说明有误：${fault.zh}`,
      en: `What it says when it is closed is wrong: ${fault.en}`,
    })),
    ...(task === undefined || asked.has(task)
      ? []
      : [
          {
            zh: `处于“${phase.zh}”时要求先办 ${task}，而当时的任务清单里没有这项。`,
            en: `In “${phase.en}” it asks for ${task}, which is not on the checklist there.`,
          },
        ]),
  ]
}
