import { transition } from 'xstate'
import type { StateValue } from 'xstate'
import { epidemic } from '../../../../machines/epidemic/v1/index.ts'
import type { ChartEvent } from '../../../../machines/playbook.ts'

/** Every phase of the control region, with the short name under which the tables speak of it. */
export const PHASES = {
  term: 'normal.inTerm',
  vac: 'normal.vacation',
  def: 'normal.deferred',
  iso: 'suspected.isolating',
  res: 'suspected.awaitingResult',
  clo: 'lockdown.closed',
  sea: 'lockdown.sealed',
  onl: 'online',
  pla: 'reopening.planning',
  rev: 'reopening.review',
  bat: 'reopening.batch',
  obs: 'reopening.observing',
} as const
export type ShortName = keyof typeof PHASES

export const TEACHING = ['onsite', 'blended', 'online'] as const

// `Object.entries` forgets the key type of a constant object.
export const SHORT_NAMES = Object.keys(PHASES) as readonly ShortName[]

/** Where a response stands. */
export interface Standing {
  readonly phase: string
  readonly teaching: string
}

/** What became of an event; null if it was not accepted. */
export interface Taken extends Standing {
  readonly entered: readonly string[]
}

/** Sends an event to a school that stands there, as the engine would. */
export function send(from: Standing, type: string, facts: Partial<ChartEvent> = {}): Taken | null {
  const snapshot = epidemic.machine.resolveState({ value: valueOf(from), context: {} })
  const event: ChartEvent = { type, phase: from.phase, openCasesAfter: 0, ...facts }
  if (!snapshot.can(event)) return null
  const [next, actions] = transition(epidemic.machine, snapshot, event)
  const entered = actions
    .filter(({ type: kind }: { readonly type: string }) => kind === 'enter')
    .map(({ params }) => String(Object(params).node))
  return { ...standingOf(next.value), entered }
}

/** Sends one event after the other and tells where that leads; throws at the first that is refused. */
export function walk(from: Standing, ...events: readonly (string | readonly [string, Partial<ChartEvent>])[]): Standing {
  return events.reduce<Standing>((at, event) => {
    const [type, facts] = typeof event === 'string' ? [event, {}] : event
    const taken = send(at, type, facts)
    if (taken === null) throw new Error(`${type} is refused in ${at.phase}, ${at.teaching}`)
    return { phase: taken.phase, teaching: taken.teaching }
  }, from)
}

export function valueOf({ phase, teaching }: Standing): StateValue {
  const control = phase.split('.').reduceRight<StateValue>((inner, key) => (inner === '' ? key : { [key]: inner }), '')
  return { control, teaching: teaching === 'onsite' ? 'onsite' : { remote: teaching } }
}

export function standingOf(value: StateValue): Standing {
  const regions = Object(value)
  return { phase: pathOf(regions.control), teaching: pathOf(regions.teaching).replace('remote.', '') }
}

function pathOf(value: StateValue): string {
  if (typeof value === 'string') return value
  return Object.entries(value)
    .map(([key, inner]) => (inner === undefined ? key : `${key}.${pathOf(inner)}`))
    .join('+')
}
