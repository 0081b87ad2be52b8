import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { connect } from '../../db/connect.ts'
import { startCluster, type Cluster } from '../postgres/cluster.ts'
import { cleanedOnce } from './leftovers.ts'
import type { Place } from './place.ts'

/** A database of the run's own PostgreSQL. */
export async function postgresPlace(): Promise<Place> {
  const { template } = await theCluster()
  return copyOf(template)
}

/** The PostgreSQL in which all such places lie, to be spoilt as well. It is started when it is first needed. */
export function theCluster(): Promise<Cluster> {
  cluster ??= startCluster().then((started) => {
    cleanedOnce(() => started.stop())
    return started
  })
  return cluster
}

let cluster: Promise<Cluster> | null = null

/** Asks a database beside its server, as an administrator would. */
export async function askedBeside<T>(address: string, ask: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: address })
  await client.connect()
  try {
    return await ask(client)
  } finally {
    await client.end()
  }
}

async function copyOf(original: string): Promise<Place> {
  const { address } = await theCluster()
  const name = `place_${crypto.randomUUID().replaceAll('-', '')}`
  const folder = mkdtempSync(join(tmpdir(), 'fangxian-faults-'))
  const administer = (statement: string): Promise<unknown> => askedBeside(`${address}/postgres`, (client) => client.query(statement))
  await administer(`create database ${name} template ${original}`)
  const url = `${address}/${name}`
  return {
    env: { DATABASE_URL: url, DATA_DIR: folder },
    connect: () => connect({ url }),
    copy: () => copyOf(name),
    remove: cleanedOnce(async () => {
      rmSync(folder, { recursive: true, force: true })
      await administer(`drop database ${name} with (force)`)
    }),
  }
}
