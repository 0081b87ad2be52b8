import type { Person } from '../../db/accounts.ts'
import type { Accounts } from './accounts.ts'

export interface LiveSessions {
  /** Calls `end` within two seconds of the session ending or of its holder changing role or place; returns how to stop. */
  readonly watch: (token: string, person: Person, end: () => void) => () => void
  readonly endAll: () => void
}

const LOOKED_AT_EVERY_MS = 1_000

/** One query a second for all open streams together, however many there are. */
export function liveSessions(auth: Pick<Accounts, 'sessions'>, onError: (error: unknown) => void): LiveSessions {
  const watched = new Set<{ readonly token: string; readonly person: Person; readonly end: () => void }>()
  let timer: NodeJS.Timeout | null = null

  const look = async (): Promise<void> => {
    const holders = await auth.sessions([...new Set([...watched].map(({ token }) => token))])
    for (const one of watched) if (!isSame(holders.get(one.token), one.person)) one.end()
  }
  const tick = (): void => {
    timer = null
    if (watched.size === 0) return
    look()
      .catch(onError)
      .finally(() => {
        timer ??= setTimeout(tick, LOOKED_AT_EVERY_MS).unref()
      })
  }
  return {
    watch: (token, person, end) => {
      const one = { token, person, end }
      watched.add(one)
      timer ??= setTimeout(tick, LOOKED_AT_EVERY_MS).unref()
      return () => {
        watched.delete(one)
      }
    },
    endAll: () => {
      for (const one of watched) one.end()
    },
  }
}

function isSame(now: Person | undefined, then: Person): boolean {
  return now !== undefined && now.role === then.role && now.path === then.path
}
