import type { Database } from './connect.ts'

export async function setSetting(writer: Database, name: string, value: string): Promise<void> {
  await writer
    .insertInto('setting')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute()
}

export async function readSetting(db: Database, name: string): Promise<string | null> {
  const row = await db.selectFrom('setting').select('value').where('name', '=', name).executeTakeFirst()
  return row?.value ?? null
}

export async function dropSetting(writer: Database, name: string): Promise<void> {
  await writer.deleteFrom('setting').where('name', '=', name).execute()
}
