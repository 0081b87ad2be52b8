/** A file that was uploaded for a unit (附件). Until a signature names it, it may be removed; from then on only erased. */
export interface AttachmentTable {
  id: string
  unit_id: number
  uploaded_by: string
  at: string
  /** By the bytes, whatever its sender called it. */
  type: string
  size: number
  /** SHA-256 of the bytes; with `salt` before them it is `digest`, which the signature's body holds. */
  sha256: string
  salt: string
  digest: string
  /** Stays where written evidence stays. */
  personal: number
  /** Of the signature that names it, and where in its form; null until then. */
  seq: number | null
  field: string | null
  position: number | null
  /** As its sender called it; null once erased, along with the bytes. */
  name: string | null
  bytes: Uint8Array | null
}
