import type { Instant } from '../../machines/vocabulary.ts'
import type { Mark, Response, Seq, Visit } from './response.ts'
import type { Situation } from './situation.ts'

/** How a situation stands, without its seqs, which differ wherever all else is the same. */
export interface Likeness {
  /**
   * Two situations of one playbook share it only if their checklists are the same but for seqs: same nodes, visits, cases,
   * provisional acts, assignments and marks at the same instants, at a unit to which the same steps apply.
   */
  readonly text: string
  /** The seqs in the order in which they first appear: in situations that stand alike the same place means the same. */
  readonly ranks: ReadonlyMap<Seq, number>
}

/** Likeness of a situation: seqs are replaced by their ranks, because all that a checklist asks of them is which are the same. */
export function likenessOf({ response, unit }: Pick<Situation, 'response' | 'unit'>): Likeness {
  const ranks = new Map<Seq, number>()
  let text = `${unit.kind} ${unit.boarders > 0} ${unit.levels.join(' ')}|${reviewOf(response)}|${response.settledTo}`
  text += staysOf(response.nodes, response.visits, ranks)
  for (const { nodes, visits } of response.suspended) text += `/${staysOf(nodes, visits, ranks)}`
  text += '|'
  for (const { seq, dueAt } of response.assignments ?? []) text += `${seq} ${dueAt} `
  text += `|${factsOf(response.cases, ranks)}|${countedOf(response)}|${factsOf(response.provisional, ranks)}|${marksOf(response, ranks)}`
  return { text, ranks }
}

function staysOf(nodes: readonly string[], visits: Readonly<Record<string, Visit>>, ranks: Map<Seq, number>): string {
  let text = ''
  for (const node of nodes) {
    const visit = visits[node]
    text += visit === undefined ? ` ${node}` : ` ${node} ${rankOf(visit.seq, ranks)} ${visit.at} ${visit.awayMs}`
  }
  return text
}

function factsOf(facts: readonly { readonly seq: Seq; readonly at: Instant }[], ranks: Map<Seq, number>): string {
  let text = ''
  for (const { seq, at } of facts) text += `${rankOf(seq, ranks)} ${at} `
  return text
}

function rankOf(seq: Seq, ranks: Map<Seq, number>): number {
  const known = ranks.get(seq) ?? ranks.size
  ranks.set(seq, known)
  return known
}

/** How far the review of the plan is. */
function reviewOf({ plan: { endorsedBy, turn } }: Response): string {
  return turn === undefined ? endorsedBy.join(' ') : `${endorsedBy.join(' ')} ${turn.at} ${turn.awayMs}`
}

/** Which deadlines count from a move, at which of the nodes. */
function countedOf({ counted = [], visits, suspended }: Response): string {
  if (counted.length === 0) return ''
  const stays = [visits, ...suspended.map((frame) => frame.visits)].flatMap((each) => Object.entries(each))
  return counted
    .map(({ seq, at, tasks, awayMs }) => {
      const older = stays.filter(([, visit]) => visit.seq < seq).map(([node, visit]) => `${node} ${awayMs[visit.seq] ?? 0}`)
      return `${at} ${tasks.join(' ')} ${older.join(' ')}`
    })
    .join('/')
}

/** Marks of visits that are over and of cases that are closed are asked for by nobody. */
function marksOf({ marks }: Response, ranks: ReadonlyMap<Seq, number>): string {
  let text = ''
  for (const key in marks) {
    const mark = marks[key]
    if (mark !== undefined) text += markOf(key, mark, ranks)
  }
  return text
}

/** Keys are `task@visit` or `task@visit#occurrence`, where the occurrence of a case is its seq. */
function markOf(key: string, { complete, statement }: Mark, ranks: ReadonlyMap<Seq, number>): string {
  const at = key.indexOf('@')
  const hash = key.indexOf('#', at)
  const visit = ranks.get(Number(key.slice(at + 1, hash === -1 ? undefined : hash)))
  const occurrence = hash === -1 ? '' : key.slice(hash)
  const ofCase = isSeq(occurrence.slice(1)) ? ranks.get(Number(occurrence.slice(1))) : occurrence
  if (visit === undefined || ofCase === undefined) return ''
  return ` ${key.slice(0, at)}@${visit}#${ofCase} ${complete ? statement : 'partly'}`
}

/** Is the occurrence one of a case or of a provisional act, which are named by their seqs? */
export function isSeq(occurrence: string): boolean {
  return /^\d+$/.test(occurrence)
}
