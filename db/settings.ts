import type { Database } from './connect.ts'

/** The value of a setting: the one given if it had none, and from then on always the same. */
export async function keepSetting(writer: Database, name: string, value: string): Promise<string> {
  await writer
    .insertInto('setting')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  return (await readSetting(writer, name)) ?? value
}

export async function readSetting(db: Database, name: string): Promise<string | null> {
  const row = await db.selectFrom('setting').select('value').where('name', '=', name).executeTakeFirst()
  return row?.value ?? null
}

export async function dropSetting(writer: Database, name: string): Promise<void> {
  await writer.deleteFrom('setting').where('name', '=', name).execute()
}
