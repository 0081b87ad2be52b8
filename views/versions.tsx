import type { Playbook } from '../machines/playbook.ts'
import { mappingFrom } from '../src/core/versions/steps.ts'
import { Layout } from './layout.tsx'
import type { ShownMove } from './move.tsx'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { When } from './parts.tsx'

export interface VersionsPageProps {
  readonly page: Page
  readonly newest: Playbook
  /** The newest first. */
  readonly versions: readonly Playbook[]
  /** Responses in the viewer's charge by version. */
  readonly inUse: ReadonlyMap<number, number>
  readonly moves: readonly ShownMove[]
  readonly mayMove: boolean
}

/** The versions of a playbook: which are in use, what each changed, and the moves from one to another. */
export function VersionsPage({ page, newest, versions, inUse, moves, mayMove }: VersionsPageProps) {
  const { versions: words } = page.words
  const title = words.title(say(page, newest.title))
  return (
    <Layout page={page} title={title}>
      <p class="crumb">
        <a href={`/playbooks/${newest.name}`}>{say(page, newest.title)}</a>
      </p>
      <h1>{title}</h1>
      <p class="lead">{words.lead}</p>
      <ul class="events">
        {versions.map((playbook) => (
          <VersionPart page={page} playbook={playbook} versions={versions} inUse={inUse} mayMove={mayMove} />
        ))}
      </ul>
      {versions.length === 1 ? <p>{words.onlyOne}</p> : <Moves page={page} moves={moves} />}
    </Layout>
  )
}

interface VersionPartProps extends Pick<VersionsPageProps, 'page' | 'versions' | 'inUse' | 'mayMove'> {
  readonly playbook: Playbook
}

function VersionPart({ page, playbook, versions, inUse, mayMove }: VersionPartProps) {
  const { versions: words } = page.words
  const { name, version } = playbook
  const count = inUse.get(version) ?? 0
  const before = versions.find((other) => other.version < version)
  // Responses of any version that this one takes over.
  const sources = mayMove ? versions.filter((other) => mappingFrom(playbook, other.version) !== undefined && inUse.has(other.version)) : []
  return (
    <li class="plain">
      <strong>{words.version(version)}</strong> {version === versions[0]?.version ? <strong class="tag done">{words.newest}</strong> : null}
      <p class="hint">{count === 0 ? words.notInUse : words.inUse(count)}</p>
      <p>
        <a href={`/playbooks/${name}?version=${version}`}>{words.read}</a>
        {before === undefined ? null : (
          <>
            {' '}
            <a href={`/playbooks/${name}/changes?from=${before.version}&to=${version}`}>{words.changes(before.version)}</a>
          </>
        )}
      </p>
      {sources.map((from) => (
        <p>
          <a href={`/playbooks/${name}/moves/new?from=${from.version}&to=${version}`}>{words.move(from.version, version)}</a>
        </p>
      ))}
    </li>
  )
}

function Moves({ page, moves }: Pick<VersionsPageProps, 'page' | 'moves'>) {
  const { versions: words } = page.words
  return (
    <section>
      <h2>{words.moves}</h2>
      {moves.length === 0 ? <p>{words.noMoves}</p> : null}
      <ul class="events">
        {moves.map((move) => (
          <li class="plain">
            <a href={`/playbooks/${move.playbook}/moves/${move.id}`}>{words.move(move.from, move.to)}</a>{' '}
            <strong class={`tag ${move.status}`}>{words.states[move.status]}</strong>
            <p class="hint">
              {move.unit.name} <When page={page} at={move.plannedAt} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
