import type { Seq } from '../../core/response.ts'
import type { News } from '../../engine/hub.ts'

export type Change = Pick<News, 'seq' | 'unit' | 'kind'>

/** What screens are told at one time, as the bytes of a server-sent event: made once, however many are told. */
export interface Bulletin {
  readonly changes: readonly Change[]
  /** Seq of the last change, and the id of the event. */
  readonly last: Seq
  readonly bytes: () => Uint8Array
}

/** `changes` is in order of seq and not empty. */
export function bulletinOf(changes: readonly Change[]): Bulletin {
  const last = changes.at(-1)?.seq ?? 0
  let bytes: Uint8Array | null = null
  return { changes, last, bytes: () => (bytes ??= worded(last, changes)) }
}

/** What of it came after that seq: the bulletin itself where all of it did, null where nothing did. */
export function later(bulletin: Bulletin, after: Seq): Bulletin | null {
  if (bulletin.last <= after) return null
  return (bulletin.changes[0]?.seq ?? 0) > after ? bulletin : bulletinOf(bulletin.changes.filter(({ seq }) => seq > after))
}

const MOST_NAMED = 100
const encoder = new TextEncoder()

/** An event as it goes over the wire (WHATWG HTML, 9.2.5); `data` holds no line breaks. */
export function eventBytes(event: string, id: Seq, data: object): Uint8Array {
  return encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\nid: ${id}\n\n`)
}

function worded(last: Seq, changes: readonly Change[]): Uint8Array {
  const named = changes.slice(0, MOST_NAMED).map(({ seq, unit, kind }) => ({ seq, unit, kind }))
  return eventBytes('news', last, { seq: last, changes: named, more: changes.length - named.length })
}
