import type { Kysely } from 'kysely'
import { dialectOf } from '../dialect.ts'
import { columnTypes } from './columns.ts'

/**
 * Accounts and their sessions, as better-auth 1.7.25 with its username plugin expects them (the output of its
 * `compileMigrations`, pinned), and the wrong guesses of the last minutes. `user.id` is `person.id`.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createUsers(db)
  await createSessions(db)
  await createPasswords(db)
  await createGuesses(db)
}

async function createUsers(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db)
  await db.schema
    .createTable('user')
    .addColumn('id', type.text, (c) => c.primaryKey())
    .addColumn('name', type.text, (c) => c.notNull())
    .addColumn('email', type.text, (c) => c.notNull().unique())
    .addColumn('emailVerified', type.truth, (c) => c.notNull())
    .addColumn('image', type.text)
    .addColumn('createdAt', type.moment, (c) => c.notNull())
    .addColumn('updatedAt', type.moment, (c) => c.notNull())
    .addColumn('username', type.text, (c) => c.unique())
    .addColumn('displayUsername', type.text)
    .execute()
}

async function createSessions(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db)
  await db.schema
    .createTable('session')
    .addColumn('id', type.text, (c) => c.primaryKey())
    .addColumn('expiresAt', type.moment, (c) => c.notNull())
    .addColumn('token', type.text, (c) => c.notNull().unique())
    .addColumn('createdAt', type.moment, (c) => c.notNull())
    .addColumn('updatedAt', type.moment, (c) => c.notNull())
    .addColumn('ipAddress', type.text)
    .addColumn('userAgent', type.text)
    .addColumn('userId', type.text, (c) => c.notNull().references('user.id').onDelete('cascade'))
    .execute()
  await db.schema.createIndex('session_userId_idx').on('session').column('userId').execute()
}

async function createPasswords(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db)
  await db.schema
    .createTable('account')
    .addColumn('id', type.text, (c) => c.primaryKey())
    .addColumn('accountId', type.text, (c) => c.notNull())
    .addColumn('providerId', type.text, (c) => c.notNull())
    .addColumn('userId', type.text, (c) => c.notNull().references('user.id').onDelete('cascade'))
    .addColumn('accessToken', type.text)
    .addColumn('refreshToken', type.text)
    .addColumn('idToken', type.text)
    .addColumn('accessTokenExpiresAt', type.moment)
    .addColumn('refreshTokenExpiresAt', type.moment)
    .addColumn('scope', type.text)
    .addColumn('password', type.text)
    .addColumn('createdAt', type.moment, (c) => c.notNull())
    .addColumn('updatedAt', type.moment, (c) => c.notNull())
    .execute()
  await db.schema.createIndex('account_userId_idx').on('account').column('userId').execute()
  await db.schema
    .createTable('verification')
    .addColumn('id', type.text, (c) => c.primaryKey())
    .addColumn('identifier', type.text, (c) => c.notNull())
    .addColumn('value', type.text, (c) => c.notNull())
    .addColumn('expiresAt', type.moment, (c) => c.notNull())
    .addColumn('createdAt', type.moment, (c) => c.notNull())
    .addColumn('updatedAt', type.moment, (c) => c.notNull())
    .execute()
  await db.schema.createIndex('verification_identifier_idx').on('verification').column('identifier').execute()
}

async function createGuesses(db: Kysely<unknown>): Promise<void> {
  const type = columnTypes(db)
  await db.schema
    .createTable('wrong_guess')
    .addColumn('id', type.id, (c) => (dialectOf(db) === 'postgres' ? c.generatedByDefaultAsIdentity() : c).primaryKey())
    .addColumn('username', type.text, (c) => c.notNull())
    .addColumn('at', type.text, (c) => c.notNull())
    .execute()
  await db.schema.createIndex('wrong_guess_username').on('wrong_guess').columns(['username', 'at']).execute()
}
