import { keyOf, loadHeldPosts, loadResponses } from '../../db/responses.ts'
import type { Actor } from '../core/actor.ts'
import type { Situation } from '../core/situation.ts'
import { isWithin } from '../core/unit.ts'
import type { Context } from './context.ts'
import { lineage, situationFor } from './context.ts'
import { inWords } from './in-words.ts'
import { declaredAround, everythingBut, surrounded } from './surroundings.ts'

/** The situation of one response that the viewer may see, with its surroundings; null if there is none. */
export async function situationOf(
  context: Context,
  viewer: Pick<Actor, 'path'>,
  unit: string,
  playbook: string,
  mode: string,
): Promise<Situation | null> {
  const { reader } = context.connections
  const all = everythingBut(playbook)
  const responses = await loadResponses(
    reader,
    [playbook, ...all.beside].map((name) => ({ unit, playbook: name, mode })),
  )
  const loaded = responses.get(keyOf({ unit, playbook, mode }))
  if (loaded === undefined || viewer.path === '' || !isWithin(loaded.unit.path, viewer.path)) return null
  const [held, declarations] = await Promise.all([
    loadHeldPosts(reader, lineage(loaded.unit)),
    declaredAround(reader, [loaded], { kept: false }),
    context.shelf.fetch(
      reader,
      responses.values().map(({ response }) => response),
    ),
  ])
  const [alone] = await inWords(reader, [situationFor(context, loaded.unit, loaded.response, held)])
  return alone === undefined ? null : surrounded(context, alone, all, { responses, declarations })
}
