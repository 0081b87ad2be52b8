import { sql } from 'kysely'
import type { Database } from './connect.ts'

/** A lease on a duty that only one of several processes may carry out at a time. PostgreSQL only. */
export interface Lease {
  readonly name: string
  /** Random, new for every process. */
  readonly holder: string
  /** Grows whenever the lease goes to somebody else: the fencing token. */
  readonly token: number
}

/**
 * Takes the lease if it is free or has run out, or lengthens one's own; null while somebody else holds it. Time is the
 * database's, so that clocks of machines need not agree.
 */
export async function takeLease(writer: Database, name: string, holder: string, forMs: number): Promise<Lease | null> {
  const now = sql<number>`floor(extract(epoch from clock_timestamp()) * 1000)::bigint`
  const row = await writer
    .insertInto('lease')
    .values({ name, holder, token: 1, until: sql<number>`${now} + ${forMs}::int` })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet((eb) => ({
          holder,
          token: sql<number>`lease.token + case when lease.holder = ${holder} then 0 else 1 end`,
          until: eb.ref('excluded.until'),
        }))
        .where((eb) => eb.or([eb('lease.holder', '=', holder), eb('lease.until', '<', now)])),
    )
    .returning('token')
    .executeTakeFirst()
  return row === undefined ? null : { name, holder, token: row.token }
}

/** Gives the lease up, so that the next one need not wait until it runs out. */
export async function releaseLease(writer: Database, { name, holder }: Lease): Promise<void> {
  await writer.updateTable('lease').set({ until: 0 }).where('name', '=', name).where('holder', '=', holder).execute()
}

/** The lease went to another process: whatever was about to be done under it must not be. */
export class LeaseLost extends Error {}

/**
 * Makes sure that the lease is still held, until this transaction ends: nobody takes it over before. A holder that
 * stalled and comes back finds another token and does nothing.
 */
export async function holdLease(trx: Database, { name, token }: Lease): Promise<void> {
  const row = await trx.selectFrom('lease').select('token').where('name', '=', name).forShare().executeTakeFirst()
  if (row?.token !== token) throw new LeaseLost(`the lease "${name}" went to another process`)
}
