import type { Instant } from '../../../machines/vocabulary.ts'
import { ENGINE } from '../actor.ts'
import type { EntryDraft } from '../entry.ts'
import type { Seq } from '../response.ts'
import type { Situation } from '../situation.ts'
import { heading } from './event.ts'
import { fallenDue } from './wake.ts'

/**
 * From now on the school goes by the calendar of its situation, changed by that entry. What was due before and waits to be
 * recorded comes first; a day that only now turns out to have been a school day makes nothing overdue.
 */
export function calendarApplied(situation: Situation, now: Instant, calendar: Seq): readonly EntryDraft[] {
  return [
    ...fallenDue(situation, now),
    {
      ...heading(ENGINE, situation, now),
      post: null,
      standsInFor: null,
      body: { type: 'calendar.applied', v: 1, calendar },
      texts: {},
    },
  ]
}
