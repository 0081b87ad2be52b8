import type { Kind, Post, Role } from '../machines/vocabulary.ts'
import type { Actor, PersonId } from '../src/core/actor.ts'
import { levelOf } from '../src/core/unit.ts'
import type { Database } from './connect.ts'
import { prepared } from './prepared.ts'

/** Somebody who may sign in, with the place and posts held now. */
export interface Person extends Actor {
  readonly role: Role
  readonly username: string | null
  readonly name: string
  /** Name of the unit. */
  readonly unitName: string
  readonly active: boolean
}

/** The person of that id; null if there is none, or if their unit is gone. */
export async function findPerson(db: Database, id: PersonId): Promise<Person | null> {
  const [row] = await personOfId(db, { id })
  return row === undefined ? null : toPerson(row)
}

const personOfId = prepared((db, { id }: { readonly id: PersonId }) => people(db).where('person.id', '=', id))

/** The person with that account name, whatever its case. */
export async function findPersonByUsername(db: Database, username: string): Promise<Person | null> {
  const row = await people(db).where('person.username', '=', username).executeTakeFirst()
  return row === undefined ? null : toPerson(row)
}

/** What somebody is called. */
export interface PersonName {
  readonly username: string | null
  readonly name: string
}

/** The names of people by id, whatever has become of them since. */
export async function findPeople(db: Database, ids: readonly PersonId[]): Promise<ReadonlyMap<PersonId, PersonName>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('person')
    .select(['id', 'username', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(({ id, username, name }) => [id, { username, name }]))
}

/** Everybody with an account, by account name. */
export async function listPeople(db: Database): Promise<readonly Person[]> {
  const rows = await people(db).where('person.username', 'is not', null).orderBy('person.username').execute()
  return rows.map(toPerson)
}

/** The people behind sessions that still hold, by session token. Sessions signed out, run out or disabled are absent. */
export async function findSessions(db: Database, tokens: readonly string[], now: string): Promise<ReadonlyMap<string, Person>> {
  const rows = await people(db)
    .innerJoin('session', 'session.userId', 'person.id')
    .select('session.token')
    .where('session.token', 'in', tokens)
    .where('session.expiresAt', '>', now)
    .where('person.active', '=', 1)
    .execute()
  return new Map(rows.map((row) => [row.token, toPerson(row)]))
}

/** Who is behind a session that holds until after that instant; null if it does not, or they may not sign in. */
export async function findSession(db: Database, token: string, until: string): Promise<Person | null> {
  const [row] = await sessionHolder(db, { token, until })
  return row === undefined ? null : toPerson(row)
}

const sessionHolder = prepared((db, { token, until }: { readonly token: string; readonly until: string }) =>
  people(db)
    .innerJoin('session', 'session.userId', 'person.id')
    .where('session.token', '=', token)
    .where('session.expiresAt', '>', until)
    .where('person.active', '=', 1),
)

/** How many wrong guesses were made at the account since then. */
export async function countWrongGuesses(db: Database, username: string, since: string): Promise<number> {
  const { count } = await db
    .selectFrom('wrong_guess')
    .select(({ fn }) => fn.countAll<number | string>().as('count'))
    .where('username', '=', username)
    .where('at', '>', since)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Adds a wrong guess and drops those, of whatever account, that count no longer. */
export async function addWrongGuess(db: Database, username: string, at: string, since: string): Promise<void> {
  await db.deleteFrom('wrong_guess').where('at', '<=', since).execute()
  await db.insertInto('wrong_guess').values({ username, at }).execute()
}

/** Forgets the guesses at an account that has just been signed in to. */
export async function clearWrongGuesses(db: Database, username: string): Promise<void> {
  await db.deleteFrom('wrong_guess').where('username', '=', username).execute()
}

interface PersonRow {
  readonly id: string
  readonly username: string | null
  readonly name: string
  readonly role: string
  readonly unit: string
  readonly posts: string
  readonly active: number
  readonly path: string
  readonly kind: string
  readonly unitName: string
}

function people(db: Database) {
  return db
    .selectFrom('person')
    .innerJoin('unit', 'unit.code', 'person.unit')
    .select(['person.id', 'person.username', 'person.name', 'person.role', 'person.unit', 'person.posts', 'person.active'])
    .select(['unit.path', 'unit.kind', 'unit.name as unitName'])
}

function toPerson(row: PersonRow): Person {
  return {
    person: row.id,
    username: row.username,
    name: row.name,
    // Roles, posts and kinds were parsed when the person and the unit were recorded.
    role: row.role as Role,
    posts: JSON.parse(row.posts) as readonly Post[],
    unit: row.unit,
    unitName: row.unitName,
    path: row.path,
    // Parsed when the unit was recorded.
    level: levelOf(row.kind as Kind),
    active: row.active === 1,
  }
}
