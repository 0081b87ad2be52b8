import type { Connections } from '../../db/connect.ts'
import type { Playbook } from '../../machines/playbook.ts'
import { findPlaybook } from '../../machines/registry.ts'
import type { Post } from '../../machines/vocabulary.ts'
import type { Response } from '../core/response.ts'
import type { Situation } from '../core/situation.ts'
import type { Unit } from '../core/unit.ts'
import type { Clock } from './clock.ts'
import type { Calendars } from '../core/calendar/calendars.ts'
import type { Hub } from './hub.ts'
import type { KeptCalendars } from './kept-calendars.ts'
import type { OverlayShelf } from './overlay-shelf.ts'
import type { Tail } from './tail.ts'

/** What the parts of the engine share. */
export interface Context {
  readonly connections: Connections
  readonly clock: Clock
  readonly calendars: KeptCalendars
  readonly shelf: OverlayShelf
  /** The newest version of every playbook that this program has: what begins follows it. */
  readonly newest: readonly Playbook[]
  readonly hub: Hub
  readonly tail: Pick<Tail, 'committed'>
  /** 16 random bytes in hex for each private text. */
  readonly newSalt: () => string
}

/** The situation of a loaded response. The version it is pinned to must be there: the server refused to start otherwise. */
export function situationFor(
  { calendars, shelf }: { readonly calendars: Calendars; readonly shelf: OverlayShelf },
  unit: Unit,
  response: Response,
  heldPosts: ReadonlyMap<string, ReadonlySet<Post>>,
): Situation {
  const playbook = findPlaybook(response.playbook, response.version)
  if (playbook === undefined) throw new Error(`playbook ${response.playbook} v${response.version} is in use and not registered`)
  return {
    unit,
    playbook,
    response,
    heldPosts,
    calendar: calendars.of(unit),
    overlays: shelf.inForce(response),
    assignments: shelf.assignments.inHand(response),
  }
}

/** The unit and everything above it, by code. */
export function lineage(unit: Pick<Unit, 'path'>): readonly string[] {
  return unit.path.split('/').filter((code) => code !== '')
}
