import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** What the clients are to do: each list is sent over one connection, one request after the other. */
export interface SendAll {
  readonly kind: 'send'
  readonly port: number
  readonly lists: readonly (readonly string[])[]
  /** Between two requests of a connection. */
  readonly pauseMs: number
}

/** Opens live screens, each with its request; those with a page ask for it whenever there is news, as the script does. */
export interface Watch {
  readonly kind: 'watch'
  readonly port: number
  readonly screens: readonly { readonly stream: string; readonly page: string | null }[]
}

export type Asked = SendAll | Watch | { readonly kind: 'stop' }

/** How it went: milliseconds of each answer, in the order in which they came, and how many had which status. */
export interface Sent {
  readonly kind: 'sent'
  readonly seconds: number
  readonly latencies: readonly number[]
  readonly statuses: Readonly<Record<string, number>>
  /** What the first answer said that was neither 201 nor a conflict. */
  readonly wrong: string | null
}

/** What the screens saw, in milliseconds since 1970, one each. */
export interface Seen {
  readonly kind: 'seen'
  /** The first news. */
  readonly first: readonly number[]
  /** The last news; and where a page was asked for, when the last one had come. */
  readonly last: readonly number[]
  readonly figures: readonly number[]
}

export type Told = Sent | Seen | { readonly kind: 'watching' }

/** Clients in a process of their own, so that they do not take the server's time. */
export interface Crowd {
  readonly tell: (asked: Asked) => void
  readonly hear: <K extends Told['kind']>(kind: K) => Promise<Extract<Told, { kind: K }>>
  readonly close: () => void
}

export function gatherCrowd(): Crowd {
  const child = fork(join(import.meta.dirname, '..', 'bench', 'clients.ts'), { serialization: 'advanced', execArgv: [] })
  const ended = new Promise<never>((_resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the clients ended with ${code}`)))
  })
  ended.catch(() => undefined)
  return {
    tell: (asked) => {
      child.send(asked)
    },
    hear: async (kind) => {
      // Only clients.ts sends, and only what `Told` lists.
      const [told] = (await Promise.race([once(child, 'message'), ended])) as [Told]
      if (told.kind !== kind) throw new Error(`the clients told of '${told.kind}' instead of '${kind}'`)
      // Just compared.
      return told as Extract<Told, { kind: typeof kind }>
    },
    close: () => child.kill(),
  }
}

/** Sends everything and waits; anything but 201 would be a mistake of the bench. */
export async function sendAll(crowd: Crowd, asked: Omit<SendAll, 'kind'>): Promise<Sent> {
  crowd.tell({ kind: 'send', ...asked })
  const sent = await crowd.hear('sent')
  if (sent.wrong !== null || sent.statuses[201] !== sent.latencies.length)
    throw new Error(`an answer was wrong: ${JSON.stringify(sent.statuses)} ${sent.wrong ?? ''}`)
  return sent
}
