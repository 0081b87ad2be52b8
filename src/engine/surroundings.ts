import type { Database } from '../../db/connect.ts'
import { loadDeclarations } from '../../db/declared.ts'
import type { LoadedResponse } from '../../db/responses.ts'
import { keyOf, loadResponses, lockResponses } from '../../db/responses.ts'
import { REGISTERED } from '../../machines/registry.ts'
import { declaredIn } from '../core/declared.ts'
import type { Situation } from '../core/situation.ts'
import type { Declarations } from '../core/surroundings/area.ts'
import { areaCodes, areaOf } from '../core/surroundings/area.ts'
import type { Asked, Wanted } from '../core/surroundings/wanted.ts'
import { wantedBy } from '../core/surroundings/wanted.ts'
import type { Unit } from '../core/unit.ts'
import type { Context } from './context.ts'
import { situationFor } from './context.ts'

const PLAYBOOKS = REGISTERED.map(({ playbook }) => playbook)
const NAMES: readonly string[] = [...new Set(PLAYBOOKS.map(({ name }) => name))]

/** What was looked up beside the responses that a decision is about. */
export interface Surroundings {
  /** By `keyOf`. */
  readonly responses: ReadonlyMap<string, LoadedResponse>
  readonly declarations: Declarations
}

/** What the command needs to look at, told by every version of its playbook. */
export function wanted(command: Asked): Wanted {
  return wantedBy(command, PLAYBOOKS)
}

/** Everything, for pages: all that may ever be asked at the unit. */
export function everythingBut(playbook: string): Wanted {
  return { beside: NAMES.filter((name) => name !== playbook), area: true }
}

/** Where a response stands: a unit in some mode. */
interface Spot {
  readonly unit: Unit
  readonly response: { readonly mode: string }
}

/**
 * Looks up what one kind of command needs at all these units, in a query each for the other responses and for what is
 * declared; in none where nothing is needed. `kept`: until the transaction ends nobody changes any of it.
 */
export async function lookAround(
  context: Context,
  db: Database,
  spots: readonly Spot[],
  { beside, area }: Wanted,
  { kept }: { readonly kept: boolean },
): Promise<Surroundings> {
  const keys = spots.flatMap(({ unit, response: { mode } }) => beside.map((playbook) => ({ unit: unit.code, playbook, mode })))
  const responses = keys.length === 0 ? NO_RESPONSES : await (kept ? lockResponses : loadResponses)(db, keys)
  await context.shelf.fetch(
    db,
    responses.values().map(({ response }) => response),
  )
  return { responses, declarations: area ? await declaredAround(db, spots, { kept }) : NOTHING_DECLARED }
}

const NO_RESPONSES: Surroundings['responses'] = new Map()
const NOTHING_DECLARED: Declarations = new Map()

/** What the bureaus have declared that reach any of these units. */
export async function declaredAround(
  db: Database,
  spots: readonly Pick<Spot, 'unit'>[],
  { kept }: { readonly kept: boolean },
): Promise<Declarations> {
  if (spots.length === 0) return NOTHING_DECLARED
  return loadDeclarations(db, [...new Set(spots.flatMap(({ unit }) => areaCodes(unit)))], { kept })
}

/** The situation with as much of the surroundings as is wanted; `current` knows what this transaction has changed already. */
export function surrounded(
  context: Context,
  situation: Situation,
  { beside: names, area }: Wanted,
  { responses, declarations }: Surroundings,
  current: (loaded: LoadedResponse) => LoadedResponse = (loaded) => loaded,
): Situation {
  if (names.length === 0 && !area) return situation
  const { unit, response, heldPosts } = situation
  const beside = names.flatMap((playbook): readonly Situation[] => {
    const found = responses.get(keyOf({ unit: unit.code, playbook, mode: response.mode }))
    if (found === undefined) return []
    const { response: other, nextWakeAt } = current(found)
    return [{ ...situationFor(context, unit, other, heldPosts), nextWakeAt }]
  })
  return { ...situation, beside, ...(area && { area: areaOf(unit, upToDate(unit, declarations, responses, current)) }) }
}

/** A bureau may have declared something in this very transaction. */
function upToDate(
  unit: Unit,
  declarations: Declarations,
  responses: Surroundings['responses'],
  current: (loaded: LoadedResponse) => LoadedResponse,
): Declarations {
  const here = areaCodes(unit).flatMap((code) => responses.get(keyOf({ unit: code, playbook: 'bureau', mode: 'actual' })) ?? [])
  if (here.length === 0) return declarations
  return new Map([
    ...declarations,
    ...here.map((loaded) => [loaded.unit.code, { name: loaded.unit.name, ...declaredIn(current(loaded).response) }] as const),
  ])
}
