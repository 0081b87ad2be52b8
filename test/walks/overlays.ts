import type { Task } from '../../machines/task.ts'
import { TASK_GROUPS } from '../../machines/task.ts'
import type { Instant, SchoolKind } from '../../machines/vocabulary.ts'
import { isSchoolKind, SCHOOL_POSTS } from '../../machines/vocabulary.ts'
import { allTasks } from '../../src/core/checklist.ts'
import type { PublishOverlay } from '../../src/core/decide/publish-overlay.ts'
import type { Addition, LocalField, LocalStep, OverlayTerms } from '../../src/core/overlay/overlay.ts'
import { hasSpan } from '../../src/core/overlay/wrong-terms.ts'
import { isRefusal } from '../../src/core/refusal.ts'
import { allNodes } from '../../src/core/statechart.ts'
import { isWithin } from '../../src/core/unit.ts'
import type { Random } from '../../src/demo/random.ts'
import { between, pick } from '../../src/demo/random.ts'
import { alike, claim } from './claim.ts'
import { explained } from './explained.ts'
import { dayFrom } from './forms.ts'
import type { Walk } from './walk.ts'
import { chance, newKey, note, REASON, situationAt } from './walk.ts'

/** An overlay as the walk remembers it, to compare with where it is found. */
export interface Published {
  readonly path: string
  readonly kinds: readonly SchoolKind[] | null
  readonly expiresAt: Instant
  readonly withdrawn: boolean
}

/** A head publishes a local addition. The preview says what will be, and every unit below has it at once. */
export async function publish(walk: Walk): Promise<void> {
  const { random, city, town, playbook } = walk
  const heads = town.people.filter(({ role }) => role === 'commander' || role === 'principal')
  const actor = chance(random, 0.06) ? pick(random, town.people) : pick(random, heads)
  const today = (await situationAt(walk, walk.favourite, playbook.name)).calendar.dateOf(city.clock.now())
  const command: PublishOverlay = { actor, terms: termsFor(walk, today), reason: chance(random, 0.05) ? '' : REASON, document: '' }
  const preview = await city.engine.previewOverlay(command)
  const answer = await city.engine.publishOverlay(command, newKey(walk))
  note(walk, 'overlay', answer)
  if (isRefusal(answer)) {
    explained(answer)
    return claim(alike(answer, preview), 'a publication is refused as its preview was', command, { answer, preview })
  }
  claim(!isRefusal(preview), 'what is published was fit to be published', command, preview)
  await city.engine.idle()
  const expiresAt = new Date(`${dayFrom(command.terms.expiresOn, 1)}T00:00:00+08:00`).toISOString()
  walk.overlays.set(answer.id, { path: actor.path, kinds: command.terms.kinds ?? null, expiresAt, withdrawn: false })
  const reached = await overlaysAreWhereTheyBelong(walk)
  claim((reached.get(answer.id) ?? 0) === preview.matched, 'it reaches as many as the preview said', command, preview)
}

/** Somebody takes a local addition back. */
export async function takeBack(walk: Walk): Promise<void> {
  const { random, city, town, overlays } = walk
  const now = city.clock.now()
  const inForce = [...overlays].filter(([, { withdrawn, expiresAt }]) => !withdrawn && expiresAt > now).map(([id]) => id)
  const overlay = inForce.length > 0 && chance(random, 0.85) ? pick(random, inForce) : pick(random, [1, ...overlays.keys()])
  const published = overlays.get(overlay)
  const heads = town.people.filter(({ role, path }) => role === 'commander' && isWithin(published?.path ?? '', path))
  const actor = heads.length > 0 && chance(random, 0.8) ? pick(random, heads) : pick(random, town.people)
  const answer = await city.engine.withdrawOverlay({ actor, overlay, reason: chance(random, 0.05) ? ' ' : REASON }, newKey(walk))
  note(walk, 'withdrawal of an overlay', answer)
  if (isRefusal(answer)) explained(answer)
  else if (published !== undefined) overlays.set(overlay, { ...published, withdrawn: true })
  await city.engine.idle()
  await overlaysAreWhereTheyBelong(walk)
}

/** Every unit has the overlays of those above it that hold now, and no others. Answers how many units have each. */
export async function overlaysAreWhereTheyBelong(walk: Walk): Promise<ReadonlyMap<number, number>> {
  const now = walk.city.clock.now()
  const counts = new Map<number, number>()
  for (const unit of walk.units) {
    const { response } = await situationAt(walk, unit, walk.playbook.name)
    const found = (response.overlays ?? []).map(({ seq }) => seq).toSorted((a, b) => a - b)
    const due = [...walk.overlays].filter(
      ([, { path, kinds, expiresAt, withdrawn }]) =>
        !withdrawn && expiresAt > now && isWithin(unit.path, path) && (kinds === null || kinds.some((kind) => kind === unit.kind)),
    )
    claim(
      alike(
        found,
        due.map(([id]) => id),
      ),
      'a unit has the overlays that hold there, and no others',
      unit,
      found,
      due,
    )
    for (const id of found) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return counts
}

function termsFor({ random, playbook }: Walk, today: string): OverlayTerms {
  const wrong = chance(random, 0.1)
  const expiresOn = dayFrom(today, wrong ? pick(random, [-1, 400, 3]) : between(random, 0, 6))
  const kinds = playbook.kinds.filter(isSchoolKind)
  return {
    playbook: playbook.name,
    title: wrong ? pick(random, ['', ' 补充要求', '补充要求']) : '属地补充要求',
    reviewOn: wrong ? pick(random, [dayFrom(today, -2), expiresOn]) : expiresOn,
    expiresOn,
    ...(chance(random, 0.3) && kinds.length > 0 ? { kinds: [pick(random, kinds), pick(random, kinds)] } : {}),
    additions: Array.from({ length: between(random, wrong ? 0 : 1, 3) }, () => additionTo(random, playbook)),
  }
}

function additionTo(random: Random, playbook: Walk['playbook']): Addition {
  const tasks = allTasks(playbook)
  const task = pick(random, tasks).id
  const withSpan = tasks.filter(hasSpan)
  const optional = tasks.filter(({ mandatory }) => !mandatory)
  const kind = pick<Addition['kind']>(random, ['step', 'tighten', 'require', 'field'])
  switch (kind) {
    case 'step':
      return { kind: 'step', node: pick(random, allNodes(playbook)), step: stepFrom(random) }
    case 'tighten':
      return tightening(random, withSpan.length > 0 && chance(random, 0.9) ? pick(random, withSpan) : pick(random, tasks))
    case 'require':
      return { kind: 'require', task: optional.length > 0 && chance(random, 0.9) ? pick(random, optional).id : task }
    case 'field':
      return { kind: 'field', task, field: fieldFrom(random) }
    default:
      return kind satisfies never
  }
}

function tightening(random: Random, { id, timing }: Task): Addition {
  const span = timing.kind === 'once' || timing.kind === 'case' ? timing.withinMinutes : null
  return { kind: 'tighten', task: id, withinMinutes: between(random, 4, (span ?? 1_440) + 10) }
}

function stepFrom(random: Random): LocalStep {
  const daily = chance(random, 0.4)
  return {
    title: '清点应急照明',
    how: '逐层清点手电和应急灯，缺的当日补齐。',
    why: '夜间停电时要能看清人。',
    group: pick(random, TASK_GROUPS),
    signers: [pick(random, SCHOOL_POSTS)],
    timing: daily
      ? { kind: 'daily', due: pick(random, ['08:30', '17:00', '23:59']), days: pick(random, ['all', 'school']) }
      : { kind: 'once', withinMinutes: between(random, 5, 3_000) },
    fields: chance(random, 0.5) ? [fieldFrom(random)] : [],
    ...(chance(random, 0.2) ? { boarding: chance(random, 0.5) } : {}),
  }
}

function fieldFrom(random: Random): LocalField {
  return { label: '补充填报', type: pick(random, ['count', 'date', 'text']) }
}
