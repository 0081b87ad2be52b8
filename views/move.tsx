import type { Missing } from '../machines/gate.ts'
import type { RefusalCode } from '../src/core/refusal.ts'
import { actorName } from './actor.ts'
import type { ShownActor } from './describe-entry.ts'
import { Layout } from './layout.tsx'
import { RefusedUnits } from './order-preview.tsx'
import type { Page } from './page.ts'
import { Summary, When } from './parts.tsx'
import { Totals } from './totals.tsx'

/** A move of responses from one version to another, as it stands. */
export interface ShownMove {
  readonly id: number
  readonly playbook: string
  readonly from: number
  readonly to: number
  readonly unit: { readonly code: string; readonly name: string }
  readonly plannedBy: ShownActor
  readonly plannedAt: string
  readonly reason: string
  readonly document: string
  readonly status: 'running' | 'settled'
  readonly counts: { readonly expected: number; readonly moved: number; readonly refused: number }
}

export interface MovePageProps {
  readonly page: Page
  readonly move: ShownMove
  /** The scope in words. */
  readonly scope: string
  readonly refused: readonly {
    readonly unit: string
    readonly name: string
    readonly refusal: RefusalCode
    readonly missing: readonly Missing[]
  }[]
}

const REFRESH_S = 3

/** How far a move has come, who stayed with the older version and why. */
export function MovePage({ page, move, scope, refused }: MovePageProps) {
  const { words } = page
  const { versions } = words
  const { expected, moved, refused: refusedTotal } = move.counts
  const running = move.status === 'running'
  return (
    <Layout page={page} title={versions.moveTitle(move.id)} {...(running && { refreshS: REFRESH_S })}>
      <p class="crumb">
        <a href={`/playbooks/${move.playbook}/versions`}>{versions.link}</a>
      </p>
      <h1>{versions.move(move.from, move.to)}</h1>
      <p class="status">
        <strong class={`tag ${move.status}`}>{versions.states[move.status]}</strong>
      </p>
      <Totals
        page={page}
        totals={[
          { name: versions.matched, value: running ? Math.max(expected, moved + refusedTotal) : moved + refusedTotal },
          { name: versions.wasMoved, value: moved },
          { name: versions.pending, value: running ? Math.max(0, expected - moved - refusedTotal) : 0 },
          { name: versions.refused, value: refusedTotal, alarming: true },
        ]}
      />
      <RefusedUnits page={page} preview={{ refused, refusedTotal }} />
      {refusedTotal === 0 ? null : <p class="hint">{versions.refusedStay}</p>}
      <Summary
        rows={[
          { name: versions.scope, value: scope },
          { name: versions.plannedBy, value: `${move.unit.name} ${actorName(page, move.plannedBy)}` },
          { name: versions.plannedAt, value: <When page={page} at={move.plannedAt} /> },
          { name: words.event.reason, value: move.reason },
          { name: words.event.document, value: move.document === '' ? words.unit.documentLater : move.document },
          { name: words.unit.fullEntry, value: <a href={`/journal/${move.id}`}>{words.journal.entry(move.id)}</a> },
        ]}
      />
    </Layout>
  )
}
