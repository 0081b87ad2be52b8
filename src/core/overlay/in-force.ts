import type { Instant } from '../../../machines/vocabulary.ts'
import type { OverlayApplied } from './entry-bodies.ts'
import type { Response, Seq } from '../response.ts'
import type { OverlayInForce } from './overlay.ts'

/** The response from when the overlay holds there. In order of seq, so that the order of publication leaves no trace. */
export function overlaidFrom(
  response: Response,
  at: Instant,
  { overlay, expiresAt }: Pick<OverlayApplied, 'overlay' | 'expiresAt'>,
): Response {
  const others = (response.overlays ?? []).filter(({ seq }) => seq !== overlay)
  const added: OverlayInForce = { seq: overlay, since: at, expiresAt, awayMs: awayBy(response, at) }
  return { ...response, overlays: [...others, added].toSorted((a, b) => a.seq - b.seq) }
}

export function withoutOverlay(response: Response, overlay: Seq): Response {
  const { overlays = [], ...rest } = response
  const left = overlays.filter(({ seq }) => seq !== overlay)
  return left.length === 0 ? rest : { ...rest, overlays: left }
}

/** Time that each visit had been suspended by now, in ms by its seq; the running suspension of one counts too. */
export function awayBy(response: Response, at: Instant): OverlayInForce['awayMs'] {
  const now = Date.parse(at)
  const active = Object.values(response.visits).map(({ seq, awayMs }): [string, number] => [String(seq), awayMs])
  const suspended = response.suspended.flatMap(({ visits, at: since }) =>
    Object.values(visits).map(({ seq, awayMs }): [string, number] => [String(seq), awayMs + now - Date.parse(since)]),
  )
  // A visit that goes on while others are suspended is listed twice: the active one counts.
  return Object.fromEntries([...suspended, ...active].filter(([, awayMs]) => awayMs > 0))
}
