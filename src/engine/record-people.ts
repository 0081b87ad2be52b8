import { loadUnitPlaces } from '../../db/unit-rows.ts'
import { lockPeople, savePerson } from '../../db/people.ts'
import type { Actor } from '../core/actor.ts'
import type { Work } from './batcher.ts'
import type { NewPerson } from './engine.ts'

export interface RecordPerson {
  readonly actor: Actor
  readonly person: NewPerson
}

/** Records people with their roles and posts; who held which post when is part of the unit's history. Answers each with its seq. */
export function recordPeopleWork(asked: readonly RecordPerson[]): Work<readonly number[]> {
  return async (trx, open) => {
    const places = await loadUnitPlaces(
      trx,
      asked.map(({ person }) => person.unit),
    )
    await lockPeople(
      trx,
      asked.map(({ person }) => person.id),
    )
    const ledger = await open()
    const seqs: number[] = []
    for (const { actor, person } of asked) {
      const { id, username, name, role, unit, posts, active } = person
      const place = places.get(unit)
      if (place === undefined) throw new Error(`person ${id} is recorded at ${unit}, which is not known`)
      const seq = ledger.append(
        [
          {
            at: ledger.now,
            unit,
            playbook: null,
            mode: null,
            actor: actor.person,
            post: actor.posts[0] ?? null,
            standsInFor: null,
            body: { type: 'person.recorded', v: 1, person: id, role, unit, posts, active },
            texts: { name, ...(username === null ? {} : { username }) },
          },
        ],
        place,
      )
      await savePerson(trx, { id, username, name, role, unit, posts: JSON.stringify(posts), active: active ? 1 : 0, seq })
      seqs.push(seq)
    }
    return seqs
  }
}
