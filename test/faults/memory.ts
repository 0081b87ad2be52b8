import { isDone, send, type Act, type Told } from './client.ts'

/** What a client knows of a request: the answer, or null while it does not know whether it was done. */
export interface Remembered {
  readonly act: Act
  readonly told: Told | null
}

/** Everything that the clients sent, with what they were told. */
export interface Memory {
  readonly all: readonly Remembered[]
  /** Sends the act and remembers what came of it. */
  readonly send: (address: string, act: Act) => Promise<Told | null>
}

export function createMemory(cookies: ReadonlyMap<string, string>): Memory {
  const all: Remembered[] = []
  return {
    all,
    send: async (address, act) => {
      const told = await send(address, cookies.get(act.who) ?? '', act)
      all.push({ act, told })
      return told
    },
  }
}

export const acknowledged = (some: readonly Remembered[]): readonly Remembered[] => some.filter(({ told }) => isDone(told))

/** Without an answer, or with one that says that the server failed: it may or may not have been done. */
export const unknown = (some: readonly Remembered[]): readonly Remembered[] =>
  some.filter(({ told }) => told === null || told.status >= 500)
