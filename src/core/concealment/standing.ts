import type { Response, Seq } from '../response.ts'
import type { ReportConcealed } from './entry-bodies.ts'

/** The response with a statement that one of its reports was concealed. */
export function withConcealment(response: Response, seq: Seq, { task, date, caseSeq, office }: ReportConcealed): Response {
  return { ...response, concealed: [...(response.concealed ?? []), { seq, task, date, caseSeq, office }] }
}

/** The response without it; a response without any says nothing of them, as it did before the first. */
export function withoutConcealment(response: Response, seq: Seq): Response {
  const { concealed = [], ...others } = response
  const left = concealed.filter((one) => one.seq !== seq)
  return left.length === 0 ? others : { ...others, concealed: left }
}
