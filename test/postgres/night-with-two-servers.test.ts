import type { Desk, Door } from '../story/desk.ts'
import { accepted, signInAt } from '../story/desk.ts'
import { MORNING, openTheNight } from '../story/night.ts'
import { tellTheNight } from '../story/night-of-6-march.ts'
import { PASSWORD } from '../story/stage.ts'
import type { Stage } from '../story/stage.ts'
import { newDatabase } from '../databases.ts'
import { local } from '../world.ts'
import type { Server } from './servers.ts'
import { startServer } from './servers.ts'

// The same night, told to two servers in turn, on one database. In the middle of the county's order the one that carries
// it out is killed; whoever asked it asks the other, with the same key.
tellTheNight(async () => {
  const database = await newDatabase()
  const env = { FANGXIAN_CLOCK: local(MORNING) }
  const first = await startServer(database.place, env)
  const stage = await openTheNight({ ...database, remove: () => Promise.resolve() })
  const second = await startServer(database.place, env)
  const clocks = new Map<Server, Desk>()
  for (const server of [first, second]) clocks.set(server, await signInAt(doorOf([server]), 'city', PASSWORD))
  return {
    ...stage,
    signIn: (username) => signInAt(doorOf([first, second]), username, PASSWORD),
    passTo: async (wall) => {
      const alive = [...clocks].filter(([server]) => server.isAlive())
      const moved = alive.map(([, desk]) => accepted(desk.post('/api/v1/clock', { to: local(wall) }, `clock ${wall}`)))
      await Promise.all([...moved, stage.passTo(wall)])
    },
    strike: () => first.kill(),
    close: async () => {
      await second.stop()
      await stage.close()
      await database.remove()
    },
  } satisfies Stage
})

/** Each request goes to another server; if that one does not answer, to the next. */
function doorOf(servers: readonly [Server, ...Server[]]): Door {
  let turn = 0
  return {
    request: async (path, init) => {
      const alive = servers.filter((server) => server.isAlive())
      turn += 1
      const order = [...alive.slice(turn % alive.length), ...alive.slice(0, turn % alive.length)]
      for (const [index, server] of order.entries()) {
        const headers = { ...Object.fromEntries(new Headers(init?.headers)), origin: server.address }
        const answer = fetch(server.address + path, { ...init, headers })
        if (index === order.length - 1) return answer
        const got = await answer.catch(() => null)
        if (got !== null) return got
      }
      throw new Error('no server is left')
    },
  }
}
