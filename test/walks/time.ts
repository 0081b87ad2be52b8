import { toCanonicalJson } from '../../db/append.ts'
import type { Instant } from '../../machines/vocabulary.ts'
import type { CalendarRow } from '../../src/core/calendar/row.ts'
import { DAY_KINDS } from '../../src/core/calendar/row.ts'
import { applyAll } from '../../src/core/apply.ts'
import type { EntryDraft } from '../../src/core/entry.ts'
import { fallenDue } from '../../src/core/decide/wake.ts'
import type { Situation } from '../../src/core/situation.ts'
import { between, pick } from '../../src/demo/random.ts'
import { admin } from '../world.ts'
import { isSchoolKind } from '../../machines/vocabulary.ts'
import { alike, claim } from './claim.ts'
import { dayFrom } from './forms.ts'
import type { Walk } from './walk.ts'
import { chance, note, situationAt, someUnit } from './walk.ts'

/** The clock moves on, and what falls due is recorded, at every unit what the core foresees, whether it looks once or twice. */
export async function pass(walk: Walk): Promise<void> {
  const { to, how } = await somewhere(walk, walk.city.clock.now())
  await passTo(walk, to, how)
}

export async function passTo(walk: Walk, to: Instant, how: string): Promise<void> {
  const { city } = walk
  const now = city.clock.now()
  note(walk, 'clock', how)
  const unit = someUnit(walk)
  const before = await situationAt(walk, unit, walk.playbook.name)
  const foreseen = fallenDue(before, to)
  const halfway = new Date((Date.parse(now) + Date.parse(to)) / 2).toISOString()
  claim(alike(facts(foreseen), facts(inTwo(before, halfway, to))), 'who looks twice finds what falls due once', unit, { now, to })
  city.clock.advanceTo(to)
  await city.engine.idle()
  const after = await situationAt(walk, unit, walk.playbook.name)
  const { response } = before
  const entries = (await walk.watch.readOn()).filter(({ unitId, playbook }) => unitId === unit.id && playbook === response.playbook)
  claim(
    alike(facts(entries), facts(foreseen)),
    'what falls due is recorded, and nothing else',
    unit,
    { now, to },
    facts(entries),
    facts(foreseen),
  )
  claim(after.response.revision === response.revision + foreseen.length, 'time alone moves nobody', unit, { now, to })
}

/** The same in two looks. What ends by itself in the first is gone in the second. */
function inTwo(situation: Situation, halfway: Instant, to: Instant): readonly EntryDraft[] {
  const first = fallenDue(situation, halfway)
  const response = applyAll(situation.response, first, 1_000_000_000)
  const held = new Set((response.overlays ?? []).map(({ seq }) => seq))
  const overlays = situation.overlays.filter(({ overlay }) => held.has(overlay.seq))
  const settled = { ...response, settledTo: halfway > response.settledTo ? halfway : response.settledTo }
  return [...first, ...fallenDue({ ...situation, response: settled, overlays }, to)]
}

function facts(entries: readonly Pick<EntryDraft, 'body'>[]): readonly string[] {
  return entries.map(({ body }) => toCanonicalJson(body)).toSorted()
}

async function somewhere({ city, random }: Walk, now: Instant): Promise<{ readonly to: Instant; readonly how: string }> {
  const die = random()
  const next = await city.engine.nextWakeAt()
  if (die < 0.4 && next !== null) {
    // Right before something falls due, in the very moment, and right after.
    return { to: later(next, pick(random, [0, 0, 0, -1, 1])), how: 'to the next that is due' }
  }
  if (die < 0.8) return { to: later(now, between(random, 1, 180) * MINUTE), how: 'minutes' }
  if (die < 0.97) return { to: later(now, between(random, 3, 12) * 60 * MINUTE), how: 'hours' }
  return { to: later(now, between(random, 1, 3) * 24 * 60 * MINUTE), how: 'days' }
}

const MINUTE = 60_000

function later(at: Instant, ms: number): Instant {
  return new Date(Date.parse(at) + ms).toISOString()
}

/** The school calendar is changed somewhere; what lies behind stays as it was. */
export async function changeCalendar(walk: Walk): Promise<void> {
  const { city, random, town } = walk
  const now = city.clock.now()
  const today = now.slice(0, 10)
  const kinds = walk.playbook.kinds.filter(isSchoolKind)
  const what = pick(random, DAY_KINDS)
  const from = dayFrom(today, between(random, -5, 20))
  const row: CalendarRow = {
    region: pick(random, chance(random, 0.8) ? town.bureaus : town.schools).code,
    kind: kinds.length > 0 && chance(random, 0.3) ? pick(random, kinds) : '',
    from,
    to: dayFrom(from, what === 'term' ? between(random, 60, 150) : between(random, 0, 6)),
    what,
    name: '校历调整',
  }
  const recorded = await city.engine.recordCalendar(admin, [row])
  await city.engine.idle()
  note(walk, 'calendar', recorded.added > 0 ? 'changed' : 'unchanged')
  const late = (await walk.watch.readOn()).filter(({ body }) => body.type === 'deadline.passed' || body.type === 'occurrence.missed')
  claim(late.length === 0, 'a change of the calendar makes nothing overdue', row, late)
}
