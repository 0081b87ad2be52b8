/** Words in which a playbook is written down: short for the shapes of task.ts and form.ts. */
import type { Choice, EvidenceRule, FactField, FileField, RosterPart } from './form.ts'
import type { OpenTime, Signer, Slot, Task, Timing } from './task.ts'
import type { BureauKind, BureauPost, SchoolKind, SchoolPost, Text } from './vocabulary.ts'
import { SCHOOL_KINDS } from './vocabulary.ts'

/** A task as its table writes it: the source follows from the id, and it is mandatory unless said otherwise. */
export type Row = Omit<Task, 'mandatory' | 'fields' | 'rules' | 'source'> & Partial<Pick<Task, 'mandatory' | 'fields' | 'rules' | 'source'>>

/** `L-03-onsite` serves `L-03`. */
export function task(row: Row): Task {
  return { mandatory: true, fields: [], rules: [], source: [row.id.slice(0, 4)], ...row }
}

export function text(zh: string, en: string): Text {
  return { zh, en }
}

export const HOUR = 60
export const DAY = 24 * HOUR

/** Due once, so many minutes after the visit began. */
export function once(withinMinutes: number | null): Timing {
  return { kind: 'once', withinMinutes }
}

/** Due once for each suspected case, so many minutes after it was reported. */
export function perCase(withinMinutes: number): Timing {
  return { kind: 'case', withinMinutes }
}

/** Due once for each act under emergency authority, so many minutes after it; ratified, it is asked for no more. */
export function perProvisionalAct(withinMinutes: number): Timing {
  return { kind: 'provisional', withinMinutes }
}

/** Every day, at the given hours of the day. */
export function daily(...slots: readonly Slot[]): Timing {
  return { kind: 'recurring', days: 'all', everyDays: 1, slots }
}

/** Every school day, at the given hours of the day. */
export function onSchoolDays(...slots: readonly Slot[]): Timing {
  return { kind: 'recurring', days: 'school', everyDays: 1, slots }
}

/** At first within so many minutes of the start, then every day. */
export function firstThenDaily(firstWithinMinutes: number, ...slots: readonly Slot[]): Timing {
  return { kind: 'recurring', firstWithinMinutes, days: 'all', everyDays: 1, slots }
}

/** At first within so many minutes of the start, then every n-th day. */
export function firstThenEvery(firstWithinMinutes: number, everyDays: number, ...slots: readonly Slot[]): Timing {
  return { kind: 'recurring', firstWithinMinutes, days: 'all', everyDays, slots }
}

/** Every n-th day since the visit began. */
export function every(everyDays: number, ...slots: readonly Slot[]): Timing {
  return { kind: 'recurring', days: 'all', everyDays, slots }
}

interface Due {
  /** `HH:MM`; 17:00 unless said otherwise. */
  readonly due?: string
  /** `school`: due on the last school day up to that date. */
  readonly days?: 'all' | 'school'
}

/** Every week, open from Monday to Sunday; due on Friday unless said otherwise. */
export function weekly({ on = 'FR', ...due }: Due & { readonly on?: Weekday } = {}): Timing {
  return onDates(`FREQ=WEEKLY;BYDAY=${on}`, 'week', due)
}

type Weekday = 'MO' | 'TU' | 'WE' | 'TH' | 'FR' | 'SA' | 'SU'

/** Every month, open from its first to its last day; due on the 25th unless said otherwise, in a shorter month on its last day. */
export function monthly({ on = 25, ...due }: Due & { readonly on?: number } = {}): Timing {
  // RFC 5545 passes over a month that has no such day; the last of the days up to it is there in every month.
  const days = on <= 28 ? String(on) : Array.from({ length: on - 27 }, (_, index) => 28 + index).join(',')
  return onDates(`FREQ=MONTHLY;BYMONTHDAY=${days}${on <= 28 ? '' : ';BYSETPOS=-1'}`, 'month', due)
}

/** On the local dates of an RRULE (RFC 5545) made of days, weeks, months and years. */
export function onDates(rule: string, open: OpenTime, { due = '17:00', days = 'all' }: Due = {}): Timing {
  return { kind: 'calendar', rule, open, due, days }
}

/** Once in every school term, so many days after it began, or after the visit did in the middle of it. */
export function eachTerm(withinDays: number): Timing {
  return { kind: 'term', withinDays }
}

export function slot(id: string, title: Text, opens: string, due: string, closes: string): Slot {
  return { id, title, opens, due, closes }
}

/** The one slot of a task that is asked once a day; 17:00 is our default for the figures of a day. */
export const DAY_SLOT = slot('day', text('当日', 'Today'), '06:00', '17:00', '24:00')
export const MORNING = slot('morning', text('上午', 'Morning'), '06:00', '10:00', '14:00')
export const AFTERNOON = slot('afternoon', text('下午', 'Afternoon'), '14:00', '18:00', '24:00')

interface Extra {
  readonly hint?: Text
  readonly required?: boolean
}

/** A whole number of people, places or things. */
export function count(name: string, zh: string, en: string, extra: Extra & { readonly max?: number } = {}): FactField {
  return { type: 'count', name, label: text(zh, en), required: true, ...extra }
}

export function date(name: string, zh: string, en: string, extra: Extra = {}): FactField {
  return { type: 'date', name, label: text(zh, en), required: true, ...extra }
}

export function time(name: string, zh: string, en: string, extra: Extra = {}): FactField {
  return { type: 'time', name, label: text(zh, en), required: true, ...extra }
}

export function choice(name: string, zh: string, en: string, list: readonly Choice[], extra: Extra = {}): FactField {
  return { type: 'choice', name, label: text(zh, en), choices: list, required: true, ...extra }
}

export function choices(name: string, zh: string, en: string, list: readonly Choice[], extra: Extra = {}): FactField {
  return { type: 'choices', name, label: text(zh, en), choices: list, required: true, ...extra }
}

/** Free words. Personal by default: they stay outside the hashed body and never travel up. */
export function words(name: string, zh: string, en: string, extra: Extra & { readonly long?: boolean } = {}): FactField {
  return { type: 'text', name, label: text(zh, en), required: true, ...extra }
}

/** Photos or scans, as many as `most`; optional. */
export function files(
  name: string,
  zh: string,
  en: string,
  extra: Pick<FileField, 'most'> & Partial<Pick<FileField, 'accept' | 'personal' | 'hint'>>,
): FileField {
  return { type: 'file', name, label: text(zh, en), required: false, accept: ['image', 'pdf'], ...extra }
}

export function option(value: string, zh: string, en: string): Choice {
  return { value, label: text(zh, en) }
}

/** Where people are. One quantity has one name everywhere: a region's report adds them up by name. */
export const WHEREABOUTS = {
  concentrated: count('concentrated', '集中隔离', 'In concentrated isolation'),
  inSchool: count('inSchool', '在校隔离', 'Isolated in school'),
  atHome: count('atHome', '居家', 'At home'),
  unreached: count('unreached', '失联、待核实', 'Unreached', { hint: text('没有就填 0', '0 if none') }),
}

/** A round of tests of many people. The tests of one suspected case are counted apart (U-08). */
export const TESTING = {
  toTest: count('toTest', '应检', 'To test'),
  tested: count('tested', '已检', 'Tested'),
  positivePeople: count('positivePeople', '阳性', 'Positive'),
}

export function sumIs(equals: RosterPart, ...parts: readonly string[]): EvidenceRule {
  return { kind: 'sum', parts, equals: { roster: equals } }
}

export function sumIsField(field: string, ...parts: readonly string[]): EvidenceRule {
  return { kind: 'sum', parts, equals: { field } }
}

export function atMost(field: string, limit: string): EvidenceRule {
  return { kind: 'atMost', field, limit: { field: limit } }
}

export function atMostRoster(field: string, roster: RosterPart): EvidenceRule {
  return { kind: 'atMost', field, limit: { roster } }
}

export function atLeast(field: string, least: number): EvidenceRule {
  return { kind: 'atLeast', field, least }
}

export function zero(field: string): EvidenceRule {
  return { kind: 'zero', field }
}

/** Any one of these posts of the school. */
export function school(...posts: readonly SchoolPost[]): readonly Signer[] {
  return posts.map((post) => ({ post, level: 'school' }))
}

/** A training institution has one person for everything; the case reporter may sign where there is one. */
export const HEAD_OF_TRAINING = school('principal', 'reporter')

/** Any one of these posts in a bureau of one of these levels. */
export function bureau(levels: readonly BureauKind[], ...posts: readonly BureauPost[]): readonly Signer[] {
  return levels.flatMap((level) => posts.map((post) => ({ post, level })))
}

/** All kinds but these. */
export function allBut(...kinds: readonly SchoolKind[]): readonly SchoolKind[] {
  return SCHOOL_KINDS.filter((kind) => !kinds.includes(kind))
}

/** Everything with lessons of its own: a training institution is only stopped, locked and released. */
export const SCHOOLS = allBut('training')
/** Kindergartens neither isolate in school nor hold children without their guardians. */
export const OLDER = allBut('training', 'kindergarten')
export const KINDERGARTEN: readonly SchoolKind[] = ['kindergarten']
export const TRAINING: readonly SchoolKind[] = ['training']
export const UNIVERSITY: readonly SchoolKind[] = ['university']
