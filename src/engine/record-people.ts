import { savePerson } from '../../db/people.ts'
import type { Actor } from '../core/actor.ts'
import type { Work } from './batcher.ts'
import type { NewPerson } from './engine.ts'

export interface RecordPerson {
  readonly actor: Actor
  readonly person: NewPerson
}

/** Records people with their roles and posts; who held which post when is part of the history. Answers each with its seq. */
export function recordPeopleWork(asked: readonly RecordPerson[]): Work<readonly number[]> {
  return async (trx, ledger) => {
    const seqs: number[] = []
    for (const { actor, person } of asked) {
      const { id, username, name, role, unit, posts, active } = person
      const seq = ledger.append(
        [
          {
            at: ledger.now,
            unit: null,
            playbook: null,
            mode: null,
            actor: actor.person,
            post: null,
            standsInFor: null,
            body: { type: 'person.recorded', v: 1, person: id, role, unit, posts, active },
            texts: { name, ...(username === null ? {} : { username }) },
          },
        ],
        null,
      )
      await savePerson(trx, { id, username, name, role, unit, posts: JSON.stringify(posts), active: active ? 1 : 0, seq })
      seqs.push(seq)
    }
    return seqs
  }
}
