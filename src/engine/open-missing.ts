import { isEmpty } from '../../db/empty.ts'
import { keyOf, lockResponses } from '../../db/responses.ts'
import { lockTree } from '../../db/unit-rows.ts'
import { findWithoutResponse, loadUnits } from '../../db/without-response.ts'
import type { Playbook } from '../../machines/playbook.ts'
import { ENGINE } from '../core/actor.ts'
import type { MakeUp } from './after-start.ts'
import type { Work } from './batcher.ts'
import { openResponse } from './open-response.ts'
import { untilWritable } from './try-again.ts'

const CHUNK = 250

/**
 * Opens what older databases lack: units that were recorded before a playbook existed have no response in it. Every chunk
 * looks again at what is missing, so a process that dies or works beside another opens nothing twice.
 */
export const openMissing: MakeUp = async (context, batcher, stopping) => {
  // Units that are recorded from now on have all of theirs; a new database has nothing to look through.
  if (await isEmpty(context.connections.reader)) return
  for (const playbook of context.newest) {
    for (let after = ''; !stopping.aborted;) {
      const found = await findWithoutResponse(context.connections.reports, playbook, after, CHUNK)
      const last = found.at(-1)
      if (last === undefined) break
      const codes = found.map(({ code }) => code)
      await untilWritable(() => batcher.run(openWork(playbook, codes)), stopping)
      after = last.path
    }
  }
}

function openWork(playbook: Playbook, codes: readonly string[]): Work<number> {
  return async (trx, open) => {
    // Nobody imports meanwhile, and nobody else opens: what is missing now is missing until the commit.
    await lockTree(trx)
    const keys = codes.map((unit) => ({ unit, playbook: playbook.name, mode: 'actual' }))
    const present = await lockResponses(trx, keys)
    const missing = (await loadUnits(trx, codes)).filter(
      ({ code }) => !present.has(keyOf({ unit: code, playbook: playbook.name, mode: 'actual' })),
    )
    if (missing.length === 0) return 0
    const ledger = await open()
    // Nobody has added anything to a playbook that was not there.
    for (const unit of missing) openResponse(unit, playbook, ENGINE, [], ledger)
    return missing.length
  }
}
