import type { TestProject } from 'vitest/node'
import { startCluster } from './cluster.ts'

/** Before the tests of the project `postgres`: one server for all of them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { address, template, stop } = await startCluster()
  project.provide('postgres', { address, template })
  return stop
}
