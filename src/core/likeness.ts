import type { Mark, Response, Seq, Visit } from './response.ts'
import type { Situation } from './situation.ts'

/**
 * A text that two situations of one playbook share only if their checklists are the same but for seqs: same nodes,
 * visits, cases, provisional acts, assignments and marks at the same instants, at a unit to which the same steps apply. Seqs are replaced by the order in which
 * they first appear, because all that a checklist asks of them is which are the same.
 */
export function likeness({ response, unit }: Pick<Situation, 'response' | 'unit'>): string {
  const ranks = new Map<Seq, number>()
  const rank = (seq: Seq): number => {
    const known = ranks.get(seq) ?? ranks.size
    ranks.set(seq, known)
    return known
  }
  const stays = (nodes: readonly string[], visits: Readonly<Record<string, Visit>>): string =>
    nodes.map((node) => stay(node, visits[node], rank)).join(' ')
  return [
    unit.kind,
    unit.boarders > 0,
    response.settledTo,
    stays(response.nodes, response.visits),
    response.suspended.map(({ nodes, visits }) => stays(nodes, visits)).join('/'),
    (response.assignments ?? []).map(({ seq, dueAt }) => `${seq} ${dueAt}`).join(' '),
    response.cases.map(({ seq, at }) => `${rank(seq)} ${at}`).join(' '),
    countedOf(response),
    response.provisional.map(({ seq, at }) => `${rank(seq)} ${at}`).join(' '),
    marksOf(response, ranks),
  ].join('|')
}

function stay(node: string, visit: Visit | undefined, rank: (seq: Seq) => number): string {
  return visit === undefined ? node : `${node} ${rank(visit.seq)} ${visit.at} ${visit.awayMs}`
}

/** Which deadlines count from a move, at which of the nodes. */
function countedOf({ counted = [], visits, suspended }: Response): string {
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
  const ofCase = /^#\d+$/.test(occurrence) ? ranks.get(Number(occurrence.slice(1))) : occurrence
  if (visit === undefined || ofCase === undefined) return ''
  return ` ${key.slice(0, at)}@${visit}#${ofCase} ${complete ? statement : 'partly'}`
}
