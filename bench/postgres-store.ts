import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import type { Cluster } from '../test/postgres/cluster.ts'
import { startCluster } from '../test/postgres/cluster.ts'
import { postgresSignOffs } from './bare-signing-postgres.ts'
import { seed } from './ground.ts'
import { writeOrderByHand } from './raw-order-postgres.ts'
import type { Store } from './store.ts'

/** Databases on a PostgreSQL of this run's own, on the disk: durability is part of what is measured. */
export async function startPostgres(): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), 'fangxian-bench-'))
  const cluster = await startCluster(folder)
  const seeds = new Map<number, Promise<string>>()
  let copies = 0
  const placeOf = (address: string): ReturnType<Store['placeOf']> => ({ dataDir: folder, database: { url: address } })
  const seeded = async (schools: number): Promise<string> => {
    const name = `seed_${schools}`
    await seed({ placeOf }, await createFrom(cluster, cluster.template, name), schools)
    // What a database that has run for a while knows about its own tables; the copies know it too.
    await run(cluster, 'analyze', name)
    return name
  }
  return {
    suffix: '-postgres',
    copyOf: async (schools) => {
      const made = seeds.get(schools) ?? seeded(schools)
      seeds.set(schools, made)
      copies += 1
      return createFrom(cluster, await made, `copy_${copies}`)
    },
    remove: (address) => run(cluster, `drop database ${address.slice(cluster.address.length + 1)} with (force)`),
    placeOf,
    writeOrderByHand,
    bareWriter: postgresSignOffs,
    stop: async () => {
      await cluster.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function createFrom(cluster: Cluster, template: string, name: string): Promise<string> {
  // Its files are copied: the other way, every page of a large database goes through the log.
  await run(cluster, `create database ${name} template ${template} strategy file_copy`)
  return `${cluster.address}/${name}`
}

async function run({ address }: Cluster, statement: string, database = 'postgres'): Promise<void> {
  const client = new Client({ connectionString: `${address}/${database}` })
  await client.connect()
  await client.query(statement)
  await client.end()
}
