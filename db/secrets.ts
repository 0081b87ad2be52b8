import type { Database } from './connect.ts'

/** The secret of that name: the one given if there was none yet, and from then on always the same, whoever asks. */
export async function keepSecret(writer: Database, name: string, fresh: string): Promise<string> {
  await writer
    .insertInto('secret')
    .values({ name, value: fresh })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  const { value } = await writer.selectFrom('secret').select('value').where('name', '=', name).executeTakeFirstOrThrow()
  return value
}
