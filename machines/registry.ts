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
  { playbook: epidemic, digest: 'f3a6fa536feff4593dc1ffdf69adab8b3f151b6ee66a7749baaea3f073d38487' },
  { playbook: floodV1, digest: '3a11b028d8ec2ca2890b810badb57ec6bddc45484b66cbdecc3f0ab77a6da68c' },
  { playbook: floodV2, digest: 'e18317020946651d283b31828bad90e14de3aa78d78ebb7f5909c20f591d7b13' },
  { playbook: bureau, digest: 'abab9831ab3381fdc0b81952585cd6f175ba5e1a36190c9e0d507e48e63a5595' },
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
