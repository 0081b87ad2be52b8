import type { Mapping } from '../../../machines/mapping.ts'
import type { Playbook } from '../../../machines/playbook.ts'
import { findPlaybook } from '../../../machines/registry.ts'
import type { Task } from '../../../machines/task.ts'
import type { Text } from '../../../machines/vocabulary.ts'
import { allTasks, tasksOf } from '../checklist.ts'
import { allNodes } from '../statechart.ts'
import { isLeafOf, placeAfter } from '../versions/place-after.ts'
import type { Finding, Rule } from './finding.ts'

type Found = Omit<Finding, 'rule'>

/** Whoever comes over from an older version comes to stand somewhere, and signs nothing again without a reason. */
export const mappings: Rule = ({ playbook }) => {
  const all = playbook.mappings ?? []
  return {
    proved: all.reduce((sum, mapping) => sum + countOf(mapping), 0),
    findings: all.flatMap((mapping) => {
      const from = findPlaybook(playbook.name, mapping.from)
      return from === undefined || from.version >= playbook.version
        ? [{ where: {}, text: text('所指的旧版不存在。', 'The older version does not exist.') }]
        : wrongMapping(mapping, from, playbook)
    }),
  }
}

/** Everything that is wrong with a mapping between two versions. */
export function wrongMapping(mapping: Mapping, from: Playbook, to: Playbook): readonly Found[] {
  return [...wrongStates(mapping, from, to), ...wrongSteps(mapping, from, to), ...asksAgain(mapping, from, to), ...vain(mapping, from, to)]
}

function countOf({ states, renamed, dropped, askedAgain }: Mapping): number {
  return [states, renamed, dropped, askedAgain].reduce((sum, part) => sum + Object.keys(part).length, 1)
}

function wrongStates({ states }: Mapping, from: Playbook, to: Playbook): readonly Found[] {
  const [old, now] = [allNodes(from), allNodes(to)]
  return [
    ...Object.keys(states)
      .filter((node) => !isLeafOf(old, node))
      .map((node) => ({
        where: { node },
        text: text('对应关系所指的旧版阶段不存在，或下面还分阶段。', 'The older version has no such state without states inside.'),
      })),
    ...old
      .filter((node) => isLeafOf(old, node) && !isLeafOf(now, states[node] ?? node))
      .map((node) => ({
        where: { node },
        text: text('旧版的这个阶段在新版中没有去处。', 'Whoever stands in this state of the older version has nowhere to go.'),
      })),
  ]
}

function wrongSteps({ renamed, dropped }: Mapping, from: Playbook, to: Playbook): readonly Found[] {
  const [old, now] = [idsOf(from), idsOf(to)]
  const known = (task: string): boolean => old.has(task)
  return [
    ...[...Object.keys(renamed), ...Object.keys(dropped)]
      .filter((task) => !known(task))
      .map((task) => ({ where: { task }, text: text('对应关系所指的旧版任务不存在。', 'The older version has no such task.') })),
    ...Object.values(renamed)
      .filter((task) => !now.has(task))
      .map((task) => ({ where: { task }, text: text('改名后的任务在新版中不存在。', 'The newer version has no task of the new name.') })),
    ...Object.values(renamed)
      .filter((task, index, all) => known(task) || all.indexOf(task) !== index)
      .map((task) => ({
        where: { task },
        text: text('改名后的编号旧版已用，签字会混在一起。', 'The new name was another task’s: signatures would be mixed up.'),
      })),
    ...[...old]
      .filter((task) => !now.has(renamed[task] ?? task) && dropped[task] === undefined)
      .map((task) => ({
        where: { task },
        text: text(
          '旧版任务在新版中没有了，对应关系没有说明怎么办。',
          'The task is gone, and the mapping does not say what becomes of it.',
        ),
      })),
  ]
}

/** A step signed in a state must be on the list, in the very same stay, where its school comes to stand. */
function asksAgain(mapping: Mapping, from: Playbook, to: Playbook): readonly Found[] {
  const old = allNodes(from)
  const lost = old
    .filter((node) => isLeafOf(old, node))
    .flatMap((leaf) => {
      const nodes = old.filter((node) => node === '' || leaf === node || leaf.startsWith(`${node}.`))
      const visits = Object.fromEntries(nodes.map((node, index) => [node, { seq: index + 1, at: '', awayMs: 0 }]))
      const place = placeAfter({ nodes, visits }, mapping, to)
      if (place === null) return []
      const stays = new Set(place.nodes.flatMap((node) => tasksOf(to, node).map(({ id }) => `${id}@${place.visits[node] ?? ''}`)))
      const elsewhere = idsOf(to)
      return nodes.flatMap((node) =>
        tasksOf(from, node)
          .filter(isLasting)
          .map(({ id }) => ({ id: mapping.renamed[id] ?? id, visit: visits[node]?.seq }))
          .filter(({ id, visit }) => elsewhere.has(id) && !stays.has(`${id}@${visit ?? ''}`) && mapping.askedAgain[id] === undefined),
      )
    })
  return [...new Set(lost.map(({ id }) => id))].map((task) => ({
    where: { task },
    text: text(
      '已经签过的还要再签，对应关系没有说明理由。',
      'It is asked for again after it was signed, and the mapping does not say why.',
    ),
  }))
}

/** Signed once for the whole stay; rounds come again by themselves. */
function isLasting({ mandatory, timing }: Task): boolean {
  return mandatory && (timing.kind === 'once' || timing.kind === 'case')
}

/** Reasons for what does not happen. */
function vain({ askedAgain, dropped, renamed }: Mapping, from: Playbook, to: Playbook): readonly Found[] {
  const now = idsOf(to)
  return [
    ...Object.keys(askedAgain).filter((task) => !now.has(task)),
    ...Object.keys(dropped).filter((task) => idsOf(from).has(task) && now.has(renamed[task] ?? task)),
  ].map((task) => ({
    where: { task },
    text: text('对应关系为没有发生的事写了理由。', 'The mapping gives a reason for what does not happen.'),
  }))
}

function idsOf(playbook: Playbook): ReadonlySet<string> {
  return new Set(allTasks(playbook).map(({ id }) => id))
}

function text(zh: string, en: string): Text {
  return { zh, en }
}
