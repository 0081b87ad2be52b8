/** A request that changes something, as its client sends it: under one key, however often. */
export interface Act {
  readonly key: string
  /** Account name. */
  readonly who: string
  /** Below /api/v1. */
  readonly path: string
  /** Holds the key as its note or reason, by which its effects are found in the journal. */
  readonly body: Readonly<Record<string, unknown>>
}

/** An answer that reached the client whole. */
export interface Told {
  readonly status: number
  readonly body: string
}

const PATIENCE_MS = 30_000

/** Sends the act; null when no whole answer came, so that nobody knows whether it was done. */
export async function send(address: string, cookie: string, { key, path, body }: Act): Promise<Told | null> {
  try {
    const answer = await fetch(`${address}/api/v1${path}`, {
      method: 'POST',
      headers: { cookie, origin: address, 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    return { status: answer.status, body: await answer.text() }
  } catch {
    return null
  }
}

/** What the API answers to a GET, as text; throws unless it is a success. */
export async function readText(address: string, cookie: string, path: string): Promise<string> {
  const answer = await fetch(`${address}/api/v1${path}`, { headers: { cookie }, signal: AbortSignal.timeout(PATIENCE_MS) })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`GET ${path} answered ${answer.status}: ${text.slice(0, 300)}`)
  return text
}

export async function read<T>(address: string, cookie: string, path: string): Promise<T> {
  // The caller names the part of the documented answer that it looks at.
  return JSON.parse(await readText(address, cookie, path)) as T
}

export const isDone = (told: Told | null): told is Told => told !== null && told.status >= 200 && told.status < 300
