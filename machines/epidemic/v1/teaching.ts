import type { Move, Moves, Node } from '../../chart.ts'
import { text } from '../../notation.ts'
import { REMOTE } from './tasks/online.ts'

interface Change {
  readonly to?: string
  /** Phases in which control accepts the event too: teaching must never move alone. */
  readonly phases?: readonly string[]
  readonly resumeTeaching?: string
  readonly teaching?: string
}

const CLOSED_OR_ONLINE = ['lockdown', 'online']
const NOT_SEALED = ['normal', 'suspected', 'reopening', 'online', 'lockdown.closed']

const CHANGES: Readonly<Record<string, readonly Change[]>> = {
  SEAL_PROVISIONALLY: [{ to: 'remote.online', phases: NOT_SEALED }],
  ORDER_LOCKDOWN: [{ to: 'remote.online', phases: NOT_SEALED }],
  CONFIRM: [{ to: 'remote.online', phases: ['suspected', 'lockdown.closed'] }],
  ORDER_ONLINE: [{ to: 'remote.online', phases: ['normal', 'reopening', 'lockdown.closed'] }],
  LIFT: [
    { to: 'remote.online', phases: CLOSED_OR_ONLINE, resumeTeaching: 'online' },
    { to: 'remote.blended', phases: CLOSED_OR_ONLINE, resumeTeaching: 'blended' },
    { to: 'onsite', phases: CLOSED_OR_ONLINE },
  ],
  APPROVE_PLAN: [{ to: 'remote.blended', phases: ['reopening.review'] }],
  BEGIN_OBSERVING: [{ to: 'onsite', phases: ['reopening.batch'] }],
  RETURN_TO_NORMAL: [{ to: 'onsite', phases: ['reopening.observing'] }],
  BEGIN_TERM: [{ to: 'onsite', phases: ['normal.vacation', 'normal.deferred'] }],
  SET_TEACHING: [
    { to: 'remote.online', teaching: 'online' },
    { to: 'remote.blended', teaching: 'blended' },
    { to: 'onsite', teaching: 'onsite' },
    // Not yet said which: accepted, so that the event can be offered before its form is filled in.
    {},
  ],
}

/** How lessons are given, apart from where the school stands: on site, partly online, or online. */
export const teaching: Node = {
  meta: { title: text('教学', 'Teaching'), tasks: [] },
  initial: 'onsite',
  states: {
    onsite: { meta: { title: text('线下教学', 'On site'), tasks: [] }, on: movesFrom('onsite') },
    remote: {
      meta: { title: text('线上教学', 'Remote'), tasks: REMOTE },
      initial: 'online',
      states: {
        blended: { meta: { title: text('线上线下结合', 'Blended'), tasks: [] }, on: movesFrom('remote.blended') },
        online: { meta: { title: text('全员线上', 'Online'), tasks: [] }, on: movesFrom('remote.online') },
      },
    },
  },
}

/** Every leaf writes out all moves, so that `remote` and its checklist go on when blended becomes online. */
function movesFrom(leaf: string): Moves {
  return Object.fromEntries(Object.entries(CHANGES).map(([event, changes]) => [event, changes.map((change) => moveFrom(leaf, change))]))
}

function moveFrom(leaf: string, { to, ...when }: Change): Move {
  return { ...(to !== undefined && to !== leaf && { to: `teaching.${to}` }), when }
}
