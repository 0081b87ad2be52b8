/** Which part of a list is wanted: after the item that `cursor` names, or from the start. */
export interface Page {
  readonly limit: number
  readonly cursor: string | null
}

/** A part of a list, and the cursor of the part that follows; null at the end. */
export interface Paged<Item> {
  readonly items: readonly Item[]
  readonly next: string | null
}

/** The key after which the page begins; `''` sorts before every key. */
export function startOf(page: Page): string {
  const key = Buffer.from(page.cursor ?? '', 'base64url').toString('utf8')
  // A made-up cursor may decode to anything; PostgreSQL takes no NUL in a text.
  return key.replaceAll('\0', '')
}

/** Cuts rows, of which one more than the limit was read, to the page, and names the last one for the next. */
export function cut<Row>(rows: readonly Row[], page: Page, keyOf: (row: Row) => string): Paged<Row> {
  const items = rows.slice(0, page.limit)
  const last = items.at(-1)
  const more = rows.length > page.limit && last !== undefined
  return { items, next: more ? Buffer.from(keyOf(last), 'utf8').toString('base64url') : null }
}
