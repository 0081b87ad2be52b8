import type { RawEvidence } from '../../src/core/command.ts'
import type { Response } from '../../src/core/response.ts'
import { put } from './crowd.ts'
import { openSteps } from './routine.ts'
import type { Stage } from './stage.ts'
import type { Led } from './thirty-days-cast.ts'

/** Which open steps are to be signed: by id and round. */
export type Wanted = (task: string, occurrence: string | null) => boolean

/** Those steps, whatever round is open. */
export function steps(...ids: readonly string[]): Wanted {
  return (task) => ids.includes(task)
}

/**
 * Signs the open steps that are wanted, with evidence that the form accepts and what the story says of it; what needs two signatures gets the second in
 * another round. Says how many signatures were given.
 */
export async function signSteps(stage: Stage, led: Led, wanted: Wanted, said: RawEvidence = {}): Promise<number> {
  let given = 0
  for (;;) {
    const open = (await openSteps(stage, led)).filter(({ signature: { task, occurrence } }) => wanted(task, occurrence))
    if (open.length === 0) return given
    await Promise.all(open.map(({ actor, signature }) => put(stage, actor, { ...signature, evidence: { ...signature.evidence, ...said } })))
    given += open.length
  }
}

/** The response of the school as it stands now. */
export async function responseOf({ engine }: Stage, { unit, signers }: Led): Promise<Response> {
  const [anybody] = signers
  const situation = anybody === undefined ? null : await engine.situationOf(anybody, unit, 'epidemic', 'actual')
  if (situation === null) throw new Error(`nobody sees ${unit}`)
  return situation.response
}
