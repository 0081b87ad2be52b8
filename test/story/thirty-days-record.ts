import type { EntryBody } from '../../src/core/entry.ts'
import { actedBy } from '../../views/actor.ts'
import type { ShownEntry } from '../../views/describe-entry.ts'
import { describeEntry } from '../../views/describe-entry.ts'
import type { Page } from '../../views/page.ts'
import { showInstant } from '../../views/time.ts'
import { night } from '../views/page.ts'
import { local } from '../world.ts'
import type { Entry } from './asks.ts'
import { journalOf } from './asks.ts'
import type { Led } from './thirty-days-cast.ts'
import type { Story } from './thirty-days-story.ts'

/** Somebody reads the journal when all is over. */
const LATER: Page = { ...night, now: local('2022-05-20 09:00') }

/**
 * The main lines of a school's record as the journal page words them, in order: when, what, who. Everything but the rounds
 * of daily life and the signatures; of those only what concerns the added step.
 */
export async function recordOf({ cast, addedStep }: Story, led: Led): Promise<readonly string[]> {
  const entries = await journalOf(cast.province, { unit: led.unit })
  const main = entries.filter(({ type, body }) => MAIN.includes(type) || body['task'] === addedStep)
  const cases = entries.filter(({ body }) => body['event'] === 'REPORT_SUSPECTED').map(({ seq }) => String(seq))
  const overlay = addedStep.split('-')[1] ?? ''
  // Which seq an entry has is another matter: cases are 甲, 乙, 丙 here, and the province's addition is 省.
  const named = new Map([...cases.map((seq, index): [string, string] => [seq, '甲乙丙'.charAt(index)]), [overlay, '省']])
  return main.map((entry) => lineOf(shown(entry, led)).replaceAll(/第 (\d+) 号/g, (_all, seq: string) => `第 ${named.get(seq) ?? seq} 号`))
}

const MAIN = ['event.sent', 'overlay.applied', 'overlay.ended']

function lineOf(entry: ShownEntry): string {
  return `${showInstant(LATER, entry.at)} ${describeEntry(LATER, entry)}｜${actedBy(LATER, entry)}`
}

function shown({ seq, type, actor, actorName, body, post, standsInFor, at, texts }: Entry, { school }: Led): ShownEntry {
  const { code, name, kind } = school
  return {
    seq,
    type,
    standsInFor,
    at,
    texts,
    // The API tells what the journal holds: of an added step its id, which says where it comes from.
    overlays: [],
    playbook: 'epidemic',
    mode: 'actual',
    unit: { code, name, kind },
    actor: { id: actor, name: actorName, username: null },
    post,
    // The API gives what the journal holds, and that are bodies that it knows.
    body: body as unknown as EntryBody,
  }
}
