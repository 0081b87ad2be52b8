import type { Connections } from '../../db/connect.ts'
import { keepPlaybookVersion, readPlaybookVersions } from '../../db/playbook-versions.ts'
import { digestOf } from '../../machines/digest.ts'
import type { Registered } from '../../machines/registry.ts'
import { REGISTERED } from '../../machines/registry.ts'

/** Versions that are in use cannot be removed or altered; whoever starts with others is told which, in one line. */
export class VersionsChanged extends Error {}

/**
 * Compares what the database has in use with what this program has, and keeps what it has and the database does not know yet.
 * Throws `VersionsChanged` before anything else is done.
 */
export async function checkVersionsInUse(
  { reader, writer }: Pick<Connections, 'reader' | 'writer'>,
  registered: readonly Registered[] = REGISTERED,
): Promise<void> {
  const kept = await readPlaybookVersions(reader)
  const here = registered.map(({ playbook, digest }) => ({
    playbook: playbook.name,
    version: playbook.version,
    digest,
    found: digestOf(playbook),
  }))
  const of = (playbook: string, version: number) => here.find((one) => one.playbook === playbook && one.version === version)
  const missing = kept.filter(({ playbook, version }) => of(playbook, version) === undefined).map(nameOf)
  const altered = [
    ...here.filter(({ digest, found }) => digest !== found),
    ...kept.filter(({ playbook, version, digest }) => digest !== '' && (of(playbook, version)?.digest ?? digest) !== digest),
  ].map(nameOf)
  if (missing.length + altered.length > 0) throw new VersionsChanged(complaint(missing, [...new Set(altered)]))
  const known = new Set(kept.filter(({ digest }) => digest !== '').map(nameOf))
  for (const { playbook, version, digest } of here) {
    if (!known.has(nameOf({ playbook, version }))) await keepPlaybookVersion(writer, { playbook, version, digest })
  }
}

function nameOf({ playbook, version }: { readonly playbook: string; readonly version: number }): string {
  return `${playbook} v${version}`
}

function complaint(missing: readonly string[], altered: readonly string[]): string {
  const gone = missing.length === 0 ? [] : [`this program lacks ${missing.join(', ')}`]
  const other = altered.length === 0 ? [] : [`${altered.join(', ')} says something else here than when it came into use`]
  return `playbook versions in use cannot be removed or altered: ${[...gone, ...other].join('; ')}`
}
