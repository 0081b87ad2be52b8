import type { Playbook } from '../../../machines/playbook.ts'
import type { Task } from '../../../machines/task.ts'
import type { Actor } from '../actor.ts'
import { mayAct } from '../authority.ts'
import { allTasks } from '../checklist.ts'
import type { Seq } from '../response.ts'
import type { Unit } from '../unit.ts'
import { isWithin } from '../unit.ts'

/** Which report was concealed (瞒报): the step by which it is given, its local date, and the case where it was about one that is on record. */
export interface ConcealedReport {
  readonly task: string
  readonly date: string
  readonly caseSeq: Seq | null
}

/** A statement that stands, as the response remembers it. */
export interface Concealment extends ConcealedReport {
  /** The seq of the entry that stated it. */
  readonly seq: Seq
  /** Code of the unit whose office stated it. */
  readonly office: string
}

/** The steps by which a school reports: the daily report, the report of a suspected case, and the situation report of a lockdown. */
const REPORTS: ReadonlySet<string> = new Set(['N-02', 'U-02', 'L-16'])

/** The reports that the playbook asks of a unit of that kind; none where it has none. */
export function reportsOf(playbook: Playbook, kind: Unit['kind']): readonly Task[] {
  const reports = allTasks(playbook).filter(
    ({ id, kinds }) => REPORTS.has(id) && (kinds === undefined || kinds.some((one) => one === kind)),
  )
  return [...new Map(reports.map((task) => [task.id, task])).values()]
}

/**
 * May the actor state that a report of the unit was concealed? Nobody computes that, and no school says it of itself or of another:
 * inspectors and commanders of the bureaus above it do.
 */
export function mayStateConcealment(actor: Actor, unit: Pick<Unit, 'path'>): boolean {
  const isOffice = actor.role === 'commander' || actor.role === 'inspector'
  return isOffice && mayAct(actor) && actor.level !== 'school' && isWithin(unit.path, actor.path)
}

/** May the actor take the statement back? So may the office that made it and those above that office: nobody undoes what was stated above them. */
export function mayWithdrawConcealment(actor: Actor, { office }: Pick<Concealment, 'office'>, unit: Pick<Unit, 'path'>): boolean {
  if (!mayStateConcealment(actor, unit)) return false
  const above = unit.path.slice(0, unit.path.indexOf(`${actor.unit}/`)).split('/')
  return !above.includes(office)
}

export function isSameReport(one: ConcealedReport, other: ConcealedReport): boolean {
  return one.task === other.task && one.date === other.date && one.caseSeq === other.caseSeq
}
