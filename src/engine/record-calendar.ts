import { insertChanges, loadCalendar, saveCalendar } from '../../db/calendar.ts'
import { loadUnitPlaces } from '../../db/unit-rows.ts'
import type { Actor } from '../core/actor.ts'
import type { CalendarRow } from '../core/calendar/row.ts'
import { layered } from '../core/calendar/row.ts'
import type { Work } from './batcher.ts'
import type { RecordedCalendar } from './engine.ts'

/**
 * Records rows of the school calendar, all or none: one entry for each region of which they say something new, and a note
 * that the schools below have to be told.
 */
export function recordCalendarWork(actor: Actor, said: readonly CalendarRow[]): Work<RecordedCalendar> {
  return async (trx, open) => {
    const places = await loadUnitPlaces(
      trx,
      said.map(({ region }) => region),
    )
    const ledger = await open()
    const { rows, added } = layered(await loadCalendar(trx), said)
    const regions = [...new Set(added.map(({ region }) => region))]
    const changes = regions.map((region) => {
      const place = places.get(region)
      if (place === undefined) throw new Error(`unit ${region} is named in a calendar and not known`)
      // Rows that are known already belong to what was stated: a holiday keeps its make-up day.
      const body = { type: 'calendar.recorded', v: 1, rows: said.filter((row) => row.region === region) } as const
      const by = { actor: actor.person, post: actor.posts[0] ?? null, standsInFor: null }
      const seq = ledger.append([{ at: ledger.now, unit: region, playbook: null, mode: null, ...by, body, texts: {} }], place)
      return { seq, path: place.path, cursor: '' }
    })
    const last = changes.at(-1)
    if (last !== undefined) await saveCalendar(trx, rows, last.seq)
    await insertChanges(trx, changes)
    return { added: added.length, unchanged: said.length - added.length }
  }
}
