import { bureau } from './bureau/v1/index.ts'
import { digestOf } from './digest.ts'
import { epidemic } from './epidemic/v1/index.ts'
import { flood as floodV1 } from './flood/v1/index.ts'
import { flood as floodV2 } from './flood/v2/index.ts'
import type { Playbook } from './playbook.ts'

/** A playbook version and the digest under which it was published. */
export interface Registered {
  readonly playbook: Playbook
  readonly digest: string
}

/** Every version that a response may be pinned to. Published versions are never changed: a change is a new version. */
export const REGISTERED: readonly Registered[] = [
  { playbook: epidemic, digest: 'f968de8be905db3f9550c938ff6dd14826d7b64f467ab5d3e47af6dc0e721b84' },
  { playbook: floodV1, digest: '492de4cfca53c05f3e37729201a063e4276e5baffe10e4d3f809e331a039034b' },
  { playbook: floodV2, digest: '91836af58d7b454abb12f7d9acf0c1249adbc40d3b52af3c4b9ca8fd6bb294e3' },
  { playbook: bureau, digest: '08a8ca27b59e24f62df1c392af99933646f7e46b6e595e8e33a50d42d4565d61' },
]

/** The playbook of that name, in the given version or the newest; undefined if there is none. */
export function findPlaybook(name: string, version?: number): Playbook | undefined {
  return versionsOf(name).find((playbook) => version === undefined || playbook.version === version)
}

/** Every version of the playbook, the newest first. */
export function versionsOf(name: string): readonly Playbook[] {
  return REGISTERED.map(({ playbook }) => playbook)
    .filter((playbook) => playbook.name === name)
    .toSorted((left, right) => right.version - left.version)
}

/** The newest version of every playbook. */
export function latestPlaybooks(registered: readonly Registered[] = REGISTERED): readonly Playbook[] {
  const byName = Map.groupBy(registered, ({ playbook }) => playbook.name)
  return [...byName.values()].map((versions) =>
    versions.map(({ playbook }) => playbook).reduce((newest, other) => (other.version > newest.version ? other : newest)),
  )
}

/** Throws if a version no longer says what it said when it was registered. Called before the server starts. */
export function assertFrozen(registered: readonly Registered[] = REGISTERED): void {
  const altered = registered
    .map(({ playbook, digest }) => ({ playbook, digest, found: digestOf(playbook) }))
    .filter(({ digest, found }) => digest !== found)
    .map(
      ({ playbook, digest, found }) => `playbook ${playbook.name} v${playbook.version} was altered: registered ${digest}, found ${found}`,
    )
  if (altered.length > 0)
    throw new Error(`${altered.join('\n')}\nMake a new version; only one that was never released may be registered anew.`)
}
