import type { Kind, Post, Role } from '../machines/vocabulary.ts'
import type { Database } from './connect.ts'
import { locksRows } from './dialect.ts'
import type { PersonTable } from './schema.ts'

/** Nobody else changes these people before the transaction ends. */
export async function lockPeople(trx: Database, ids: readonly string[]): Promise<void> {
  if (!locksRows(trx)) return
  await trx.selectFrom('person').select('id').where('id', 'in', ids).orderBy('id').forUpdate().execute()
}

/** Adds a person or changes role, unit, posts and name. */
export async function savePerson(trx: Database, person: PersonTable): Promise<void> {
  await trx
    .insertInto('person')
    .values(person)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(person))
    .execute()
}

/** A person with the place of the unit in the tree. */
export interface StoredPerson {
  readonly id: string
  readonly role: Role
  readonly unit: string
  readonly path: string
  readonly kind: Kind
  readonly posts: readonly Post[]
  readonly active: boolean
}

/** The person as of now, kept as they are until the transaction ends, to recheck the authority under which an order runs. */
export async function keepPerson(trx: Database, id: string): Promise<StoredPerson | null> {
  const row = await trx
    .selectFrom('person')
    .innerJoin('unit', 'unit.code', 'person.unit')
    .selectAll('person')
    .select(['unit.path', 'unit.kind'])
    .where('person.id', '=', id)
    .$if(locksRows(trx), (qb) => qb.forShare('person'))
    .executeTakeFirst()
  if (row === undefined) return null
  const { unit, path, active } = row
  // Role, posts and kind were written from typed values, by savePerson and saveUnits alone.
  const [role, kind, posts] = [row.role as Role, row.kind as Kind, JSON.parse(row.posts) as readonly Post[]]
  return { id, role, unit, path, kind, posts, active: active === 1 }
}
