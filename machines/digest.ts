import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Gate, GateFacts } from './gate.ts'
import type { EventDefinition, Playbook } from './playbook.ts'

/**
 * SHA-256, in hex, of everything a playbook version says: statechart, checklists, events (canonical JSON, RFC 8785).
 * A gate is a function, and a function's text depends on the build; so its answers to PROBES stand for it.
 */
export function digestOf({ name, version, title, kinds, breaks, conflicts, reviews, machine, events, mappings }: Playbook): string {
  const said = Object.values(events).map(described)
  const content = { name, version, title, kinds, breaks, conflicts, reviews, machine: machine.config, events: said, mappings }
  // Through JSON once, so that members that are absent and members that are undefined look alike.
  const canonical = canonicalize(JSON.parse(JSON.stringify(content)))
  if (canonical === undefined) throw new Error(`playbook ${name} v${version} cannot be written as JSON`)
  return createHash('sha256').update(canonical).digest('hex')
}

/** How a gate answers to PROBES, as one text: two gates that answer alike are taken for the same. */
export function answersOf(gate: Gate): string {
  return JSON.stringify([gate.title, probesOf(gate).map(gate.check)])
}

function described(event: EventDefinition): object {
  const gates = event.gates.map((gate) => {
    const { id, title, source, check } = gate
    return { id, title, source, answers: probesOf(gate).map(check) }
  })
  return { ...event, gates }
}

const READY: GateFacts = {
  kind: 'senior',
  boarders: 900,
  phase: 'lockdown.closed',
  teaching: 'online',
  now: '2026-03-20T04:00:00.000Z',
  today: '2026-03-20',
  facts: { notifiedBy: 'cdc', teaching: 'online' },
  caseSeq: 7,
  openCases: 0,
  confirmedCases: 0,
  daysSinceLastCase: null,
  openProvisional: 1,
  endorsedBy: ['county'],
  review: { route: ['county'], turn: null },
  sender: 'county',
  batch: 1,
  daysIn: () => 14,
  openTasks: () => [],
  evidence: () => ({ negative: 2, positive: 0, itemsFailed: 0, lastCaseOn: '2026-03-01' }),
  earliestOn: null,
  area: { level: null, risk: null },
}

/** What a gate may meet, one difference at a time. */
const DIFFERENCES: readonly Partial<GateFacts>[] = [
  {},
  { kind: 'training' },
  { kind: 'training', confirmedCases: 1 },
  { kind: 'training', confirmedCases: 1, phase: 'lockdown.sealed' },
  { phase: 'lockdown.sealed', facts: { teaching: 'onsite' } },
  { phase: 'online', facts: { teaching: 'blended' } },
  { phase: 'normal.inTerm', facts: {} },
  { caseSeq: null, openCases: 1 },
  { caseSeq: null, openCases: 3 },
  { openCases: 1 },
  { confirmedCases: 1 },
  { openProvisional: 0 },
  { endorsedBy: [] },
  ...[0, 1, 2, 3, 6, 7, 13, 14].flatMap((days) => [
    { confirmedCases: 1, daysSinceLastCase: days },
    { daysSinceLastCase: days },
    { daysIn: () => days },
    { evidence: () => ({ lastCaseOn: `2026-03-${String(20 - days).padStart(2, '0')}` }) },
  ]),
  { daysIn: () => null },
  { openTasks: (node) => [{ id: node, title: { zh: '未签事项', en: 'open task' } }] },
  { evidence: () => null },
  { evidence: () => ({ negative: 1, positive: 0 }) },
  { evidence: () => ({ negative: 0, positive: 0 }) },
  { evidence: () => ({ negative: 1, positive: 1, itemsFailed: 2 }) },
  { earliestOn: '2026-03-21' },
  { earliestOn: '2026-03-20' },
  ...['2026-08-31', '2026-09-01'].flatMap((finishOn) => [{ facts: { finishOn } }, { facts: { finishOn }, phase: 'relocated' }]),
  { evidence: () => ({ missing: 3 }) },
  ...['I', 'III', 'IV'].flatMap((level) => [
    { facts: { level }, daysIn: () => null },
    { facts: { level }, daysIn: (node: string) => (node === 'level.III' ? 2 : null) },
  ]),
  ...['high', 'medium', 'low'].flatMap((value) => [
    { area: { level: null, risk: { value, of: '某县', since: '2026-03-18' } } },
    { area: { level: null, risk: { value, of: '某县', since: '2026-03-18' } }, teaching: 'onsite' },
  ]),
]

const PROBES: readonly GateFacts[] = DIFFERENCES.map((difference) => ({ ...READY, ...difference }))

/** How far a review may be and who may ask, for gates that read it: the answers of all others stay as many as they were. */
const REVIEWS: readonly Partial<GateFacts>[] = (['school', 'county', 'city', 'province', 'nation'] as const).flatMap((sender) => [
  { sender, review: { route: ['county', 'city'], turn: 'county' }, endorsedBy: [] },
  { sender, review: { route: ['county', 'city'], turn: 'city' } },
  { sender, review: { route: ['county', 'city'], turn: null }, endorsedBy: ['county', 'city'] },
  {
    sender,
    review: { route: ['province'], turn: 'province' },
    openTasks: (node) => [{ id: 'P-05-province', title: { zh: node, en: node } }],
  },
])

const REVIEW_PROBES: readonly GateFacts[] = [...PROBES, ...REVIEWS.map((difference) => ({ ...READY, ...difference }))]

function probesOf({ readsReview }: Gate): readonly GateFacts[] {
  return readsReview === true ? REVIEW_PROBES : PROBES
}
