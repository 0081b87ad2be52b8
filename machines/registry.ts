import type { Playbook } from './playbook.ts'
import { epidemic } from './epidemic/v1/index.ts'

const REGISTERED: readonly Playbook[] = [epidemic]

/** The playbook of that name, in the given version or the newest. */
export function findPlaybook(name: string, version?: number): Playbook | undefined {
  const versions = REGISTERED.filter((playbook) => playbook.name === name && (version === undefined || playbook.version === version))
  return versions.toSorted((left, right) => right.version - left.version)[0]
}

/** The newest version of every playbook. */
export function latestPlaybooks(): readonly Playbook[] {
  const names = [...new Set(REGISTERED.map(({ name }) => name))]
  return names.flatMap((name) => findPlaybook(name) ?? [])
}
