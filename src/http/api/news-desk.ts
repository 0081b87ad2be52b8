import type { Viewer } from '../../../db/scope.ts'
import type { Hub, News } from '../../engine/hub.ts'
import type { Bulletin } from './bulletin.ts'
import { bulletinOf } from './bulletin.ts'
import { coalesce } from './coalesce.ts'

/** A live screen, as far as the desk knows it. */
export interface Listener {
  readonly hear: (bulletin: Bulletin) => void
  /** It is to connect again, and then hears what it missed. */
  readonly end: () => void
}

export interface NewsDesk {
  /** Tells of what is below `top` from now on; returns how to leave. */
  readonly join: (top: Viewer, listener: Listener) => () => void
}

export interface DeskOptions {
  readonly hub: Hub
  /** Between two bulletins about the same subtree. */
  readonly everyMs: number
  /** Whether those who may see what is below `top` may hear of something that belongs to no unit. */
  readonly concerns: (top: Viewer, news: News) => Promise<boolean>
  readonly onError: (error: unknown) => void
}

/** One room for each subtree that somebody looks at: what its screens hear is sought, gathered and worded once for all. */
export function newsDesk({ hub, everyMs, concerns, onError }: DeskOptions): NewsDesk {
  const rooms = new Map<string, Room>()

  hub.subscribe((news) => {
    for (const [room, heard] of byRoom(rooms, news)) room.take(heard)
  })
  const open = (top: Viewer): Room => {
    const listeners = new Set<Listener>()
    const bundle = coalesce<News>(everyMs, (changes) => {
      const bulletin = bulletinOf(changes)
      for (const { hear } of listeners) hear(bulletin)
    })
    const mayHear = async (news: readonly News[]): Promise<readonly News[]> => {
      if (news.every(({ path }) => path !== '')) return news
      const may = await Promise.all(news.map(async (one) => one.path !== '' || concerns(top, one)))
      return news.filter((_, index) => may[index])
    }
    // One after the other, so that what had to be looked up first is not overtaken.
    let taken = Promise.resolve()
    return {
      listeners,
      take: (news) => {
        taken = taken
          .then(async () => bundle.add(await mayHear(news)))
          .catch((error: unknown) => {
            onError(error)
            for (const { end } of listeners) end()
          })
      },
      close: bundle.stop,
    }
  }
  return {
    join: (top, listener) => {
      const room = rooms.get(top.path) ?? open(top)
      rooms.set(top.path, room)
      room.listeners.add(listener)
      return () => {
        room.listeners.delete(listener)
        if (room.listeners.size > 0 || rooms.get(top.path) !== room) return
        rooms.delete(top.path)
        room.close()
      }
    },
  }
}

interface Room {
  readonly listeners: Set<Listener>
  readonly take: (news: readonly News[]) => void
  readonly close: () => void
}

/** What of a commit each room is to hear, or may hear, in order of seq. */
function byRoom(rooms: ReadonlyMap<string, Room>, news: readonly News[]): ReadonlyMap<Room, readonly News[]> {
  const heard = new Map<Room, News[]>()
  const add = (room: Room, one: News): void => {
    const before = heard.get(room)
    if (before === undefined) heard.set(room, [one])
    else before.push(one)
  }
  for (const one of news) {
    if (one.path === '') for (const room of rooms.values()) add(room, one)
    // Paths end in '/': each '/' ends the path of a unit above, or of the unit itself.
    for (let end = one.path.indexOf('/'); end !== -1; end = one.path.indexOf('/', end + 1)) {
      const room = rooms.get(one.path.slice(0, end + 1))
      if (room !== undefined) add(room, one)
    }
  }
  return heard
}
