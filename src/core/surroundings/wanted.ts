import type { Playbook } from '../../../machines/playbook.ts'
import { allTasks } from '../checklist.ts'
import type { Command } from '../command.ts'
import { mayRunInto } from './conflicts.ts'
import { sharedSteps } from './same-step.ts'

/** What a decision has to look at beside its own response. */
export interface Wanted {
  /** Names of the playbooks whose responses at the same unit, in the same mode, it may read or change. */
  readonly beside: readonly string[]
  /** Whether it reads what was declared for the area. */
  readonly area: boolean
}

/**
 * What deciding the command may need of the unit's surroundings, told from the playbooks alone, before anything is
 * loaded: most commands need nothing, and cost nothing more.
 */
export function wantedBy(command: Asked, playbooks: readonly Playbook[]): Wanted {
  const perCommand = known.get(playbooks) ?? new Map<string, Wanted>()
  known.set(playbooks, perCommand)
  const about = command.kind === 'event' ? command.event : command.kind === 'signOff' ? command.task : ''
  const key = `${command.kind} ${command.playbook} ${about}`
  const found = perCommand.get(key)
  if (found !== undefined) return found
  if (perCommand.size >= REMEMBERED) perCommand.clear()
  const worked = workedOut(command, playbooks)
  perCommand.set(key, worked)
  return worked
}

/** The same commands come all the time. */
const known = new WeakMap<readonly Playbook[], Map<string, Wanted>>()
const REMEMBERED = 2_000

function workedOut(command: Asked, playbooks: readonly Playbook[]): Wanted {
  const own = playbooks.filter(({ name }) => name === command.playbook)
  switch (command.kind) {
    case 'event':
      return together(own.map((playbook) => wantedByEvent(playbook, command.event)))
    case 'signOff':
      return together(
        own.flatMap((playbook) => [sharing(sharedSteps(playbook).get(command.task), playbook, playbooks), ...sent(playbook, command.task)]),
      )
    case 'withdrawal':
      return together(own.flatMap((playbook) => [...sharedSteps(playbook).values()].map((step) => sharing(step, playbook, playbooks))))
    case 'wake':
    case 'overlay':
    case 'assignment':
    case 'concealment':
    case 'concealmentWithdrawal':
    // No step that playbooks share has a second signer who could send it back.
    case 'return':
    case 'move':
      return NOTHING
    default:
      return command satisfies never
  }
}

/** As much of a command as it takes to tell. */
export type Asked =
  | { readonly kind: 'event'; readonly playbook: string; readonly event: string }
  | { readonly kind: 'signOff'; readonly playbook: string; readonly task: string }
  | { readonly kind: Exclude<Command['kind'], 'event' | 'signOff'>; readonly playbook: string }

const NOTHING: Wanted = { beside: [], area: false }

function wantedByEvent(playbook: Playbook, type: string): Wanted {
  const event = Object.hasOwn(playbook.events, type) ? playbook.events[type] : undefined
  return { beside: mayRunInto(playbook, type), area: event?.gates.some(({ readsArea }) => readsArea === true) === true }
}

function sharing(step: string | undefined, own: Playbook, playbooks: readonly Playbook[]): Wanted {
  if (step === undefined) return NOTHING
  const others = playbooks.filter((other) => other.name !== own.name && [...sharedSteps(other).values()].includes(step))
  return { beside: others.map(({ name }) => name), area: false }
}

/** What the engine sends by itself once the step is signed. */
function sent(playbook: Playbook, task: string): readonly Wanted[] {
  const sends = allTasks(playbook).find(({ id }) => id === task)?.sends
  return sends === undefined ? [] : [wantedByEvent(playbook, sends)]
}

function together(all: readonly Wanted[]): Wanted {
  return { beside: [...new Set(all.flatMap(({ beside }) => beside))], area: all.some(({ area }) => area) }
}
