import type { EvidenceRule, Field } from '../../../machines/form.ts'
import type { EventDefinition, Playbook } from '../../../machines/playbook.ts'
import type { Task } from '../../../machines/task.ts'
import type { Text } from '../../../machines/vocabulary.ts'
import { isPhase } from '../apply.ts'
import { allTasks } from '../checklist.ts'
import { allNodes } from '../statechart.ts'
import type { Finding, Rule } from './finding.ts'

type Found = Omit<Finding, 'rule'>

/** Whatever one part of a playbook says of another is there: fields, events, phases, kinds, and rows of the requirements. */
export const references: Rule = ({ playbook }) => {
  const tasks = allTasks(playbook)
  const events = Object.values(playbook.events)
  const findings = [
    ...(playbook.breaks ?? []).filter((node) => !allNodes(playbook).includes(node)).map((node) => ({ where: { node }, text: NO_NODE })),
    ...tasks.flatMap((task) => ofTask(task, playbook).map((found) => ({ ...found, where: { task: task.id, ...found.where } }))),
    ...events.flatMap((event) => ofEvent(event, playbook).map((found) => ({ ...found, where: { event: event.type, ...found.where } }))),
  ]
  return { proved: tasks.length + events.length, findings }
}

const NO_NODE: Text = { zh: '所指的阶段在状态图中不存在。', en: 'The statechart has no such state.' }

function ofTask(task: Task, playbook: Playbook): readonly Found[] {
  return [
    ...task.rules.flatMap((rule) => ofRule(rule, task.fields)),
    ...strangeKinds(task.kinds, playbook),
    ...unsourced(task.source).map((text) => ({ where: {}, text })),
    ...(task.sends === undefined ? [] : unsent(task.sends, playbook)),
  ]
}

function ofEvent({ kinds, source, gates, reaches, suspends = [] }: EventDefinition, playbook: Playbook): readonly Found[] {
  const phases = allNodes(playbook).map((node) => node.replace(/^control\./, ''))
  const prefixes = [...(reaches === undefined ? [] : [reaches]), ...suspends]
  return [
    ...strangeKinds(kinds, playbook),
    ...[...source, ...gates.flatMap((gate) => gate.source)].flatMap((id) => unsourced([id])).map((text) => ({ where: {}, text })),
    ...prefixes
      .filter((prefix) => !phases.some((phase) => isPhase(phase, prefix)))
      .map((prefix) => ({
        where: {},
        text: { zh: `所指的阶段“${prefix}”在状态图中不存在。`, en: `The statechart has no phase “${prefix}”.` },
      })),
  ]
}

function ofRule(rule: EvidenceRule, fields: readonly Field[]): readonly Found[] {
  const typeOf = (name: string): Field['type'] | undefined => fields.find((field) => field.name === name)?.type
  const { counts, others } = namesIn(rule)
  return [...counts, ...others].flatMap((field): readonly Found[] => {
    const type = typeOf(field)
    if (type === undefined) return [{ where: { field }, text: NO_FIELD }]
    return counts.includes(field) && type !== 'count' ? [{ where: { field }, text: NO_COUNT }] : []
  })
}

const NO_FIELD: Text = { zh: '校验规则所指的填报项，表里没有。', en: 'A rule of the form speaks of a field that is not there.' }
const NO_COUNT: Text = { zh: '校验规则要算数，而这一项不是数字。', en: 'A rule of the form reckons with this field, which is no number.' }

/** The fields that the rule reckons with, and those of any type. */
function namesIn(rule: EvidenceRule): { readonly counts: readonly string[]; readonly others: readonly string[] } {
  switch (rule.kind) {
    case 'sum':
      return { counts: 'field' in rule.equals ? [...rule.parts, rule.equals.field] : rule.parts, others: [] }
    case 'atMost':
      return { counts: 'field' in rule.limit ? [rule.field, rule.limit.field] : [rule.field], others: [] }
    case 'atLeast':
    case 'zero':
      return { counts: [rule.field], others: [] }
    case 'requiredWhen':
      return { counts: [rule.when], others: [rule.field] }
    default:
      return rule satisfies never
  }
}

function strangeKinds(kinds: readonly string[] | undefined, playbook: Playbook): readonly Found[] {
  const strange = (kinds ?? []).filter((kind) => !playbook.kinds.some((one) => one === kind))
  if (kinds?.length === 0) return [{ where: {}, text: { zh: '适用类别为空，谁都不适用。', en: 'It is for no kind of unit at all.' } }]
  return strange.map((kind) => ({
    where: {},
    text: { zh: `适用类别“${kind}”不在本预案的适用范围内。`, en: `It is for “${kind}”, a kind that the playbook is not for.` },
  }))
}

/** Rows of the requirements: a letter and two digits. */
const ROW = /^[RNULOPF]-\d\d$/

function unsourced(source: readonly string[]): readonly Text[] {
  return source
    .filter((id) => !ROW.test(id))
    .map((id) => ({ zh: `依据条目“${id}”写法不对，应如 N-07。`, en: `The source “${id}” is not written like N-07.` }))
}

function unsent(sends: string, playbook: Playbook): readonly Found[] {
  const event = Object.hasOwn(playbook.events, sends) ? playbook.events[sends] : undefined
  if (event === undefined)
    return [
      {
        where: { event: sends },
        text: { zh: '签完后要触发的事件，预案里没有。', en: 'Signing it should send an event that the playbook does not have.' },
      },
    ]
  return event.senders.some(({ by }) => by === 'engine')
    ? []
    : [
        {
          where: { event: sends },
          text: { zh: '签完后要触发的事件，不许系统发出。', en: 'Signing it should send an event that the system may not send.' },
        },
      ]
}
