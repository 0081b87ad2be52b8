import type { EventDefinition, Playbook } from '../machines/playbook.ts'
import { findPlaybook, versionsOf } from '../machines/registry.ts'
import type { Instant, Kind, Role } from '../machines/vocabulary.ts'
import { nodeMeta } from '../src/core/statechart.ts'
import type { DayKind } from '../src/core/calendar/row.ts'
import type { CalendarRecorded } from '../src/core/calendar/entry-bodies.ts'
import type { CommandRefused, EntryBody, EventSent, Scope } from '../src/core/entry.ts'
import type { MovePlanned, MoveSettled, ResponseMoved } from '../src/core/versions/entry-bodies.ts'
import type { Overlay } from '../src/core/overlay/overlay.ts'
import { REFUSAL_WORDS } from '../src/core/refusal-words.ts'
import { describeAssignmentEntry } from './assignment-words.ts'
import { describeConcealment } from './concealment-words.ts'
import { roundName } from './deadlines.ts'
import type { Texts } from './evidence.tsx'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { phaseTitle } from './phases.ts'
import { stepOf, taskName } from './step-words.ts'
import { showInstant } from './time.ts'

/** Who did something; without a name where nobody is known by that id any more. */
export interface ShownActor {
  readonly id: string
  readonly name: string | null
  readonly username: string | null
}

/** One fact of the journal with the names that belong to it. */
export interface ShownEntry {
  readonly seq: number
  readonly unit: { readonly code: string; readonly name: string; readonly kind: Kind } | null
  readonly playbook: string | null
  readonly mode: string | null
  readonly type: string
  readonly actor: ShownActor
  readonly post: string | null
  readonly standsInFor: string | null
  readonly at: Instant
  readonly body: EntryBody
  readonly texts: Texts
  /** The local additions (属地补充措施) whose steps or fields it names. */
  readonly overlays: readonly Overlay[]
}

/** One sentence that says what an entry records, in the words of the playbook. */
export function describeEntry(page: Page, entry: ShownEntry): string {
  const { body } = entry
  const { entry: words } = page.words
  switch (body.type) {
    case 'response.opened':
      return words.opened(titleOfPlaybook(page, entry.playbook))
    case 'event.sent':
      return describeEvent(page, entry, body)
    case 'task.signed': {
      const said = body.statement === 'done' ? words.signed : words.notApplicable
      return (
        said(taskName(page, entry, body.task), round(page, entry, body)) +
        (body.complete ? '' : words.needsSecond) +
        (body.late ? words.late : '') +
        (body.servedBy === undefined ? '' : page.words.surroundings.served(body.servedBy))
      )
    }
    case 'sign_off.withdrawn':
      return words.withdrawn(taskName(page, entry, body.task), round(page, entry, body), body.signOff)
    case 'sign_off.returned':
      return page.words.assignment.says.returned(taskName(page, entry, body.task), round(page, entry, body), body.signOff)
    case 'deadline.passed':
      return words.overdue(taskName(page, entry, body.task), round(page, entry, body), showInstant(page, body.dueAt))
    case 'occurrence.missed':
      return words.missed(taskName(page, entry, body.task), round(page, entry, body))
    case 'command.refused':
      return words.refused(subjectOf(page, entry, body), say(page, REFUSAL_WORDS[body.refusal].title)) + byOrder(page, body.order)
    case 'order.issued':
      return words.issued(eventName(page, body.playbook, body.event), describeScope(page, body.scope, body.playbook))
    case 'order.settled':
      return words.settled(body.order, body.matched, body.changed, body.unchanged, body.refused)
    case 'order.cancelled':
      return words.cancelled(body.order)
    case 'unit.recorded':
      // The journal holds only kinds and roles that were checked when they were recorded.
      return words.unit(body.name, page.words.kinds[body.kind as Kind])
    case 'person.recorded':
      // Checked when it was recorded, like the kinds above.
      return words.person(page.words.roles[body.role as Role], entry.unit?.code === body.unit ? entry.unit.name : body.unit)
    case 'calendar.recorded':
      return words.calendar(countOf(body, 'term'), countOf(body, 'holiday'), countOf(body, 'school_day'))
    case 'calendar.applied':
      return words.calendarApplied(body.calendar)
    case 'overlay.published':
      return words.overlayPublished(body.terms.title, body.terms.expiresOn)
    case 'overlay.withdrawn':
      return words.overlayWithdrawn(body.overlay)
    case 'overlay.applied':
      return words.overlayApplied(body.overlay)
    case 'overlay.ended':
      return (body.why === 'expired' ? words.overlayExpired : words.overlayEnded)(body.overlay)
    case 'move.planned':
    case 'move.settled':
    case 'response.moved':
      return describeMove(page, entry, body)
    case 'assignment.given':
    case 'assignment.withdrawn':
    case 'assignment.received':
    case 'assignment.ended':
      return describeAssignmentEntry(page, body, entry.texts)
    case 'report.concealed':
    case 'concealment.withdrawn':
      return describeConcealment(page, body, stepOf(entry, body.task))
    default:
      return body satisfies never
  }
}

function describeMove(page: Page, { playbook }: ShownEntry, body: MovePlanned | MoveSettled | ResponseMoved): string {
  const { versions } = page.words
  switch (body.type) {
    case 'move.planned': {
      const scope = describeScope(page, body.scope, body.playbook)
      return versions.planned(titleOfPlaybook(page, body.playbook), body.from, body.to, scope)
    }
    case 'move.settled':
      return versions.settled(body.move, body.matched, body.moved, body.refused)
    case 'response.moved': {
      const [before, after] = [phaseOf(page, playbook, body.phase, body.from), phaseOf(page, playbook, body.outcome.phase, body.to)]
      return versions.movedHere(body.from, body.to, body.move, before, after)
    }
    default:
      return body satisfies never
  }
}

function countOf({ rows }: CalendarRecorded, kind: DayKind): number {
  return rows.filter(({ what }) => what === kind).length
}

function describeEvent(page: Page, entry: ShownEntry, body: EventSent): string {
  const { entry: words } = page.words
  const name = eventName(page, entry.playbook, body.event) + ofCase(page, body)
  const order = byOrder(page, body.order)
  if (body.outcome === null || body.outcome.phase === body.from) return words.noted(name) + order
  return words.moved(name, phaseOf(page, entry.playbook, body.from), phaseOf(page, entry.playbook, body.outcome.phase)) + order
}

/** The phase by the name that it had; of several versions that have it the newest names it. */
function phaseOf(page: Page, name: string | null, phase: string, version?: number): string {
  const having = versionsOf(name ?? '').find(
    (playbook) => nodeMeta(playbook, `control.${phase}`) !== undefined && (version === undefined || playbook.version === version),
  )
  return having === undefined ? phase : phaseTitle(page, having, phase)
}

/** Of several suspected cases, the one that was decided. */
function ofCase(page: Page, { mark, caseSeq }: EventSent): string {
  const decided = mark === 'caseRuledOut' || mark === 'caseConfirmed'
  return decided && caseSeq !== null ? page.words.entry.round(page.words.task.caseRound(String(caseSeq))) : ''
}

function byOrder(page: Page, order: number | null): string {
  return order === null ? '' : page.words.entry.byOrder(order)
}

function round(page: Page, entry: ShownEntry, body: { readonly task: string; readonly occurrence: string | null }): string {
  const name = roundName(page, stepOf(entry, body.task), body.occurrence)
  return name === '' ? '' : page.words.entry.round(name)
}

function subjectOf(page: Page, entry: ShownEntry, body: CommandRefused): string {
  if (body.command === 'move') return page.words.versions.moveTo(body.subject)
  return body.command === 'event' ? eventName(page, entry.playbook, body.subject) : taskName(page, entry, body.subject)
}

/** The scope of an order in words: all of its filters hold together. */
export function describeScope(page: Page, scope: Scope, playbookName: string, regionName?: string): string {
  const { entry: words, shell, kinds } = page.words
  const playbook = playbookOf(playbookName)
  const parts = [
    ...(scope.region === undefined ? [] : [regionName ?? words.scopeRegion(scope.region)]),
    ...(scope.units === undefined ? [] : [words.scopeUnits(scope.units.length)]),
    // Scopes hold only kinds that were checked when the order was issued.
    ...(scope.kinds === undefined ? [] : [words.scopeKinds(shell.list(scope.kinds.map((kind) => kinds[kind as Kind])))]),
    ...(scope.boarding === undefined ? [] : [scope.boarding ? words.scopeBoarding : words.scopeDay]),
    ...(scope.phases === undefined || playbook === undefined
      ? []
      : [words.scopePhases(shell.list(scope.phases.map((phase) => phaseTitle(page, playbook, phase))))]),
    ...(scope.except === undefined || scope.except.length === 0 ? [] : [words.scopeExcept(scope.except.length)]),
  ]
  return parts.join(shell.comma)
}

export function playbookOf(name: string | null): Playbook | undefined {
  return name === null ? undefined : findPlaybook(name)
}

export function eventOf(playbook: string | null, type: string): EventDefinition | undefined {
  return versionsOf(playbook ?? '').find(({ events }) => Object.hasOwn(events, type))?.events[type]
}

export function eventName(page: Page, playbook: string | null, type: string): string {
  const event = eventOf(playbook, type)
  return event === undefined ? type : say(page, event.title)
}

function titleOfPlaybook(page: Page, name: string | null): string {
  const playbook = playbookOf(name)
  return playbook === undefined ? (name ?? '') : say(page, playbook.title)
}
