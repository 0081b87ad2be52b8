/** What a bureau or a school adds to a playbook (属地补充措施), and how far it has spread. */
export interface OverlayTable {
  /** The seq of its `overlay.published` entry. */
  id: number
  /** Code of the unit that issued it. */
  unit: string
  /** `OverlayTerms` as canonical JSON. */
  terms: string
  issued_by: string
  published_at: string
  expires_at: string
  /** Seq of the entry that withdrew it. */
  withdrawn_by: number | null
  /** `spreading`, `in_force`, `withdrawing` or `withdrawn`; one that expired ended by itself at every school. */
  status: string
  /** Path of the unit reached last while it spreads or is withdrawn. */
  cursor: string
}
