import type { Field } from '../../../machines/form.ts'
import type { Task, Timing } from '../../../machines/task.ts'
import type { Text } from '../../../machines/vocabulary.ts'
import type { Instant } from '../../../machines/vocabulary.ts'
import type { LocalField, LocalStep, LocalTiming, Overlay, OverlayInForce } from './overlay.ts'

/** A task as it stands under the overlays in force, and the earlier deadlines that they set. */
export interface OverlaidTask {
  readonly task: Task
  readonly tightened: readonly Tightened[]
}

/** A deadline brought forward: counted from its start, or from when the overlay came into force if that was later. */
export interface Tightened {
  readonly since: Instant
  readonly withinMinutes: number
  readonly awayMs: OverlayInForce['awayMs']
}

/** Overlays that hold at one response, with what they say. In order of seq. */
export type InForce = readonly { readonly overlay: Overlay; readonly since: Instant; readonly awayMs: OverlayInForce['awayMs'] }[]

/**
 * Names what is in force, for what is remembered by it: two texts are the same only if the very same overlays hold since the
 * same time. By identity, because a seq means something else in another database.
 */
export function inForceKey(inForce: InForce): string {
  return inForce.map(({ overlay, since, awayMs }) => `${identityOf(overlay)} ${since} ${JSON.stringify(awayMs)}`).join(' ')
}

const identities = new WeakMap<Overlay, number>()
let lastIdentity = 0

function identityOf(overlay: Overlay): number {
  const known = identities.get(overlay) ?? ++lastIdentity
  identities.set(overlay, known)
  return known
}

/**
 * The tasks of a node under overlays. The strictest demand wins, so the order in which they were published makes no
 * difference; steps of their own come after those of the playbook. Nothing is dropped and nothing relaxed. Pure.
 */
export function overlaid(node: string, tasks: readonly Task[], inForce: InForce): readonly OverlaidTask[] {
  const own = inForce.flatMap((one) =>
    one.overlay.additions.flatMap((addition, index) =>
      addition.kind === 'step' && addition.node === node ? [ownStep(one, addition.step, index, inForce)] : [],
    ),
  )
  return [...tasks.map((task) => strictest(task, inForce)), ...own]
}

/** A step of the overlay itself: its deadline counts like one that was brought forward, so nobody is late from the start. */
function ownStep({ overlay, since, awayMs }: InForce[number], step: LocalStep, index: number, inForce: InForce): OverlaidTask {
  const { task, tightened } = strictest(localTask(overlay, step, index), inForce)
  const own = step.timing.kind === 'once' ? [{ since, awayMs, withinMinutes: step.timing.withinMinutes }] : []
  return { task, tightened: [...own, ...tightened] }
}

/** The id of a local step, or the name of a local field: `X-118-2` is the second addition of the overlay 118. */
export function localName(overlay: Pick<Overlay, 'seq'>, index: number): string {
  return `X-${overlay.seq}-${index + 1}`
}

/** Did an overlay add this step? */
export function isLocal({ id }: Pick<Task, 'id'>): boolean {
  return id.startsWith('X-')
}

/** Every step that the overlay adds. */
export function localTasks(overlay: Overlay): readonly Task[] {
  return overlay.additions.flatMap((addition, index) => (addition.kind === 'step' ? [localTask(overlay, addition.step, index)] : []))
}

/** One task under all overlays that concern it. */
export function strictest(task: Task, inForce: InForce): OverlaidTask {
  const concerning = inForce.flatMap(({ overlay, since, awayMs }) =>
    overlay.additions.flatMap((addition, index) =>
      addition.kind !== 'step' && addition.task === task.id ? [{ addition, name: localName(overlay, index), since, awayMs }] : [],
    ),
  )
  if (concerning.length === 0) return { task, tightened: [] }
  const fields = concerning.flatMap(({ addition, name }) => (addition.kind === 'field' ? [fieldOf(name, addition.field)] : []))
  return {
    task: {
      ...task,
      mandatory: task.mandatory || concerning.some(({ addition }) => addition.kind === 'require'),
      fields: [...task.fields, ...fields],
    },
    tightened: concerning.flatMap(({ addition, since, awayMs }) =>
      addition.kind === 'tighten' ? [{ since, awayMs, withinMinutes: addition.withinMinutes }] : [],
    ),
  }
}

const remembered = new WeakMap<Overlay, Map<number, Task>>()

/** Made once for each addition of an overlay, because what is derived of a task is remembered by the task. */
function localTask(overlay: Overlay, step: LocalStep, index: number): Task {
  const own = remembered.get(overlay) ?? new Map<number, Task>()
  remembered.set(overlay, own)
  const known = own.get(index)
  if (known !== undefined) return known
  const made: Task = {
    id: localName(overlay, index),
    title: same(step.title),
    how: same(step.how),
    why: same(step.why),
    group: step.group,
    signers: step.signers.map((post) => ({ post, level: 'school' })),
    mandatory: true,
    timing: timingOf(step.timing),
    fields: step.fields.map((field, at) => fieldOf(`${localName(overlay, index)}-${at + 1}`, field)),
    rules: [],
    ...(step.boarding === undefined ? {} : { boarding: step.boarding }),
    source: ['R-03'],
  }
  own.set(index, made)
  return made
}

/** The issuer writes in one language; both screens show it as it was issued. */
function same(words: string): Text {
  return { zh: words, en: words }
}

function timingOf(timing: LocalTiming): Timing {
  switch (timing.kind) {
    case 'once':
      return { kind: 'once', withinMinutes: null }
    case 'daily': {
      const slot = { id: 'day', title: { zh: '当日', en: 'Today' }, opens: '00:00', due: timing.due, closes: '24:00' }
      return { kind: 'recurring', days: timing.days, everyDays: 1, slots: [slot] }
    }
    default:
      return timing satisfies never
  }
}

function fieldOf(name: string, { label, type }: LocalField): Field {
  return { name, label: same(label), required: true, type }
}
