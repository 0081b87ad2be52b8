import type { Instant } from '../../../machines/vocabulary.ts'
import type { Seq } from '../response.ts'
import type { OverlayTerms } from './overlay.ts'

/** A bureau or a school laid down something beyond the playbook. The overlay is named by the seq of this entry. */
export interface OverlayPublished {
  readonly type: 'overlay.published'
  readonly v: 1
  readonly terms: OverlayTerms
  readonly expiresAt: Instant
}

export interface OverlayWithdrawn {
  readonly type: 'overlay.withdrawn'
  readonly v: 1
  readonly overlay: Seq
}

/** From here on the overlay holds at this response. */
export interface OverlayApplied {
  readonly type: 'overlay.applied'
  readonly v: 1
  readonly overlay: Seq
  readonly expiresAt: Instant
}

/** From here on it no longer does. */
export interface OverlayEnded {
  readonly type: 'overlay.ended'
  readonly v: 1
  readonly overlay: Seq
  readonly why: 'expired' | 'withdrawn'
}
