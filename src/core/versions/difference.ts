import type { Mapping } from '../../../machines/mapping.ts'
import type { NodeMeta, Playbook } from '../../../machines/playbook.ts'
import type { Task } from '../../../machines/task.ts'
import { tasksOf } from '../checklist.ts'
import { allNodes, nodeMeta } from '../statechart.ts'
import type { EventChange } from './event-changes.ts'
import { eventChanges } from './event-changes.ts'
import { mappingFrom } from './steps.ts'

/** What another version of a playbook says otherwise, in the order of the newer one. */
export interface Difference {
  readonly phases: readonly PhaseChange[]
  readonly events: readonly EventChange[]
  /** How responses come over; undefined if they cannot. */
  readonly mapping: Mapping | undefined
}

/** A node of the statechart that is new, gone or changed, with its steps that are. */
export interface PhaseChange {
  readonly kind: 'added' | 'removed' | 'changed'
  /** By path, in the version that has it; in the newer one if both have. */
  readonly node: string
  /** Its path in the older version, where it had another; of a node that is gone, where responses come to stand. */
  readonly other?: string
  readonly before: NodeMeta | null
  readonly after: NodeMeta | null
  readonly parts: readonly ('name' | 'summary')[]
  readonly steps: readonly StepChange[]
}

/** What may differ of a step. */
export const STEP_PARTS = [
  'name',
  'phase',
  'timing',
  'signers',
  'secondSigners',
  'mandatory',
  'fields',
  'rules',
  'kinds',
  'boarding',
  'group',
  'how',
  'why',
] as const
export type StepPart = (typeof STEP_PARTS)[number]

export interface StepChange {
  readonly kind: 'added' | 'removed' | 'changed'
  readonly before: Placed | null
  readonly after: Placed | null
  readonly parts: readonly StepPart[]
}

/** A step with the node that carries it. */
export interface Placed {
  readonly node: string
  readonly task: Task
}

/** Everything that differs from one version to another; renamed phases and steps are told by the mapping. Pure. */
export function differenceBetween(from: Playbook, to: Playbook): Difference {
  const mapping = mappingFrom(to, from.version)
  const names = namesFor(from, to, mapping)
  const steps = stepChanges(from, to, names)
  const nodes = [...allNodes(to), ...allNodes(from).filter((node) => names.after(node) === undefined)]
  const phases = nodes.map((node) => phaseChange(node, from, to, names, steps)).filter(isChange)
  return { phases, events: eventChanges(from, to), mapping }
}

interface Names {
  /** The node of the newer version that a node of the older one became; undefined if it is gone. */
  readonly after: (node: string) => string | undefined
  readonly before: (node: string) => string | undefined
  readonly step: (id: string) => string
  readonly comesTo: (node: string) => string | undefined
}

/** A node was renamed if the newer version does not have it and the mapping leads to one that the older one did not have. */
function namesFor(from: Playbook, to: Playbook, mapping: Mapping | undefined): Names {
  const [old, now] = [new Set(allNodes(from)), new Set(allNodes(to))]
  const renamed = Object.entries(mapping?.states ?? {}).filter(([before, after]) => !now.has(before) && !old.has(after))
  const forward = new Map(renamed)
  // Of several that became one, the first gave it its name.
  const back = new Map(renamed.toReversed().map(([before, after]) => [after, before]))
  return {
    after: (node) => (now.has(node) ? node : forward.get(node)),
    before: (node) => (old.has(node) ? node : back.get(node)),
    step: (id) => mapping?.renamed[id] ?? id,
    comesTo: (node) => mapping?.states[node],
  }
}

function phaseChange(node: string, from: Playbook, to: Playbook, names: Names, steps: readonly StepChange[]): PhaseChange | null {
  const after = nodeMeta(to, node) ?? null
  const path = after === null ? node : names.before(node)
  const before = path === undefined ? null : (nodeMeta(from, path) ?? null)
  const other = after === null ? names.comesTo(node) : path
  const here = steps.filter((step) => isAt(step, node, path, after === null))
  const parts = before === null || after === null ? [] : differing(before, after)
  const kind = before === null ? 'added' : after === null ? 'removed' : 'changed'
  if (kind === 'changed' && parts.length + here.length === 0 && other === node) return null
  return { kind, node, ...(other === undefined || other === node ? {} : { other }), before, after, parts, steps: here }
}

function differing(before: NodeMeta, after: NodeMeta): readonly ('name' | 'summary')[] {
  return [
    ...(same(before.title, after.title) ? [] : (['name'] as const)),
    ...(same(before.summary, after.summary) ? [] : (['summary'] as const)),
  ]
}

/** A step stands where it is asked now; one that is gone stands where it was. */
function isAt({ before, after }: StepChange, node: string, path: string | undefined, gone: boolean): boolean {
  if (after !== null) return !gone && after.node === node
  return before !== null && before.node === path
}

function isChange(change: PhaseChange | null): change is PhaseChange {
  return change !== null
}

function stepChanges(from: Playbook, to: Playbook, names: Names): readonly StepChange[] {
  const [old, now] = [placed(from), placed(to)]
  const before = new Map(old.map((one) => [names.step(one.task.id), one]))
  const known = new Set(now.map(({ task }) => task.id))
  const standing = now.flatMap((after): readonly StepChange[] => {
    const earlier = before.get(after.task.id)
    if (earlier === undefined) return [{ kind: 'added', before: null, after, parts: [] }]
    const parts = STEP_PARTS.filter((part) => !isSamePart(part, earlier, after, names))
    return parts.length === 0 ? [] : [{ kind: 'changed', before: earlier, after, parts }]
  })
  const gone = old.filter(({ task }) => !known.has(names.step(task.id)))
  return [...standing, ...gone.map((one): StepChange => ({ kind: 'removed', before: one, after: null, parts: [] }))]
}

function placed(playbook: Playbook): readonly Placed[] {
  return allNodes(playbook).flatMap((node) => tasksOf(playbook, node).map((task) => ({ node, task })))
}

function isSamePart(part: StepPart, before: Placed, after: Placed, names: Names): boolean {
  if (part === 'phase') return names.after(before.node) === after.node
  if (part === 'name') return same(before.task.title, after.task.title)
  return same(before.task[part], after.task[part])
}

function same(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}
