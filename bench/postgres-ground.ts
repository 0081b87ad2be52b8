import { Client } from 'pg'
import { connectPostgres } from '../db/connect.ts'
import type { Cluster } from '../test/postgres/cluster.ts'
import { startCluster } from '../test/postgres/cluster.ts'
import type { OpenGround } from './ground.ts'
import { openOver, seedOver } from './ground.ts'

/** Databases with schools in them on a PostgreSQL of this run's own. */
export interface PostgresGround {
  /** The address of a new database with so many schools: seeded once through the engine, then copied by the server. */
  readonly copyOf: (schools: number) => Promise<string>
  readonly stop: () => Promise<void>
}

export async function startPostgres(): Promise<PostgresGround> {
  const cluster = await startCluster()
  const seeds = new Map<number, Promise<string>>()
  let copies = 0
  return {
    copyOf: async (schools) => {
      const seed = seeds.get(schools) ?? seeded(cluster, schools)
      seeds.set(schools, seed)
      copies += 1
      return createFrom(cluster, await seed, `copy_${copies}`)
    },
    stop: cluster.stop,
  }
}

/** An engine over such a database. */
export async function openPostgres(address: string, schools: number): Promise<OpenGround> {
  return openOver(await connectPostgres(address), schools)
}

async function seeded(cluster: Cluster, schools: number): Promise<string> {
  const name = `seed_${schools}`
  const ground = await openPostgres(await createFrom(cluster, cluster.template, name), schools)
  await seedOver(ground, schools)
  await ground.close()
  return name
}

async function createFrom({ address }: Cluster, template: string, name: string): Promise<string> {
  const client = new Client({ connectionString: `${address}/postgres` })
  await client.connect()
  await client.query(`create database ${name} template ${template}`)
  await client.end()
  const fresh = new Client({ connectionString: `${address}/${name}` })
  await fresh.connect()
  // What a database that has run for a while knows about its own tables.
  await fresh.query('analyze')
  await fresh.end()
  return `${address}/${name}`
}
