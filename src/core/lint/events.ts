import type { Playbook } from '../../../machines/playbook.ts'
import { allNodes, eventsAt } from '../statechart.ts'
import { begin } from './act.ts'
import type { Proof, Rule, Subject } from './finding.ts'
import { kindsOf } from './routes.ts'

/** Every event of the statechart is defined, can be sent by somebody, and is accepted somewhere at every kind it is for. */
export const events: Rule = (subject) => {
  const { playbook } = subject
  const lost = [...undefinedEvents(playbook), ...misnamed(playbook), ...unsendable(subject), ...fromNowhere(subject)]
  const faulty = new Set(lost.map(({ where }) => where.event))
  return { proved: Object.keys(playbook.events).filter((type) => !faulty.has(type)).length, findings: lost }
}

function undefinedEvents(playbook: Playbook): Proof['findings'] {
  return allNodes(playbook).flatMap((node) =>
    eventsAt(playbook, node)
      .filter((event) => !Object.hasOwn(playbook.events, event))
      .map((event) => ({
        where: { node, event },
        text: {
          zh: '状态图里有这个事件，预案没有定义它，谁也发不出。补上定义，或从状态图删去。',
          en: 'The statechart accepts this event but the playbook does not define it, so nobody can send it. Define it or drop it.',
        },
      })),
  )
}

function misnamed(playbook: Playbook): Proof['findings'] {
  return Object.entries(playbook.events)
    .filter(([name, { type }]) => name !== type)
    .map(([name, { type }]) => ({
      where: { event: name },
      text: { zh: `登记为 ${name}，自称 ${type}。两处要一致。`, en: `Registered as ${name} but calls itself ${type}: both must agree.` },
    }))
}

/** Events of people alone: the engine sends its own when a task is signed. */
function unsendable({ playbook, samples }: Subject): Proof['findings'] {
  return samples.flatMap((sample) => {
    const { senders } = begin(playbook, sample)
    return Object.values(playbook.events)
      .filter(({ type, kinds }) => !senders.has(type) && (kinds === undefined || kinds.some((kind) => kind === sample.unit.kind)))
      .filter((event) => !event.senders.some(({ by }) => by === 'engine'))
      .map(({ type }) => ({
        where: { event: type, kinds: kindsOf([sample]) },
        text: {
          zh: '没有任何岗位能发出这个事件。指定发出的岗位或上级单位。',
          en: 'No post can send this event. Name the posts or the bureaus that may.',
        },
      }))
  })
}

function fromNowhere(subject: Subject): Proof['findings'] {
  const unsent = new Set(unsendable(subject).map(({ where }) => `${where.event} ${where.kinds?.join(' ')}`))
  return subject.routes.flatMap(({ samples, walk }) =>
    kindsOf(samples).flatMap((kind) =>
      Object.values(subject.playbook.events)
        .filter(({ type, kinds }) => !walk.accepted.has(type) && (kinds === undefined || kinds.some((one) => one === kind)))
        .filter(({ type }) => !unsent.has(`${type} ${kind}`))
        .map(({ type, senders }) => ({
          where: { event: type, kinds: [kind] },
          text: senders.some(({ by }) => by === 'engine')
            ? {
                zh: '本应由系统自动发出，但没有哪项任务签完后能触发它。在任务上写明触发，或删去。',
                en: 'The system should send this event, but no task that is signed does. Name it in a task, or drop it.',
              }
            : {
                zh: '能到达的阶段都不接受这个事件。在状态图中接上，限定适用的学校类别，或删去。',
                en: 'No state that can be reached accepts this event. Give it a place, limit it to the kinds it is for, or drop it.',
              },
        })),
    ),
  )
}
