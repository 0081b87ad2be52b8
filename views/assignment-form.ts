import type { Choice, Field } from '../machines/form.ts'
import { BUREAU_POSTS, KINDS, SCHOOL_POSTS } from '../machines/vocabulary.ts'
import type { Post } from '../machines/vocabulary.ts'
import type { AssignmentKind } from '../src/core/assignment/assignment.ts'
import { NEEDS } from '../src/core/assignment/assignment.ts'
import { KINDS as ASSIGNMENTS } from '../src/core/assignment/kinds.ts'
import type { Page } from './page.ts'

/** What the form of one kind asks about the matter itself. */
export function matterFields(page: Page, kind: AssignmentKind): readonly Field[] {
  const { assignment } = page.words
  const subject: Field = { ...text('title', assignment.subject, assignment.subjectHints[kind]), required: true }
  const said: Field = {
    ...text('text', assignment.texts[kind], assignment.textHints[kind]),
    type: 'text',
    long: true,
    required: ASSIGNMENTS[kind].needsText,
  }
  return [subject, said, ...ownFields(page, kind)]
}

function ownFields(page: Page, kind: AssignmentKind): readonly Field[] {
  const { assignment } = page.words
  switch (kind) {
    case 'document':
      return [text('document', assignment.number, assignment.numberHint)]
    case 'finding':
      return [{ ...text('measures', assignment.measures, assignment.measuresHint), required: true }]
    case 'help':
      return [
        choice(
          'need',
          assignment.need,
          NEEDS.map((need) => option(need, assignment.needs[need])),
        ),
        { type: 'count', name: 'quantity', label: both(assignment.quantity), required: false },
      ]
    case 'handover':
      return [
        choice('post', assignment.post, postsOffered(page)),
        { ...text('from', assignment.from), required: true },
        { ...text('to', assignment.to), required: true },
      ]
    default:
      return kind satisfies never
  }
}

/** To whom it goes, besides the region, which is chosen from a list. A school acts for itself, and help goes to the bureau above. */
export function targetFields(page: Page, kind: AssignmentKind): readonly Field[] {
  const { assignment, kinds } = page.words
  const { goesTo } = ASSIGNMENTS[kind]
  if (goesTo === 'above' || (goesTo === 'one' && page.viewer?.level === 'school')) return []
  if (goesTo === 'one') {
    return [{ ...text('unit', kind === 'finding' ? assignment.school : assignment.unit, assignment.unitHint), required: true }]
  }
  return [
    {
      type: 'choices',
      name: 'kinds',
      label: both(assignment.forKinds),
      hint: both(assignment.forKindsHint),
      choices: KINDS.slice(KINDS.findIndex((one) => one === page.viewer?.level) + 1).map((one) => option(one, kinds[one])),
      required: false,
    },
    {
      ...choice('boarding', assignment.boarding, [
        option('true', assignment.boardings.yes),
        option('false', assignment.boardings.no),
        option('any', assignment.boardings.any),
      ]),
      required: true,
    },
    { ...text('units', assignment.units, assignment.unitsHint), type: 'text', long: true },
    { ...text('except', assignment.except, assignment.exceptHint), type: 'text', long: true },
  ]
}

/** By when. */
export function dueFields(page: Page): readonly Field[] {
  const { assignment } = page.words
  return [
    { type: 'count', name: 'hours', label: both(assignment.hours), required: false },
    { type: 'date', name: 'date', label: both(assignment.date), hint: both(assignment.dateHint), required: false },
  ]
}

/** The input in which what the core names was typed. */
export function assignmentInput(page: Page, kind: AssignmentKind, field: string): string {
  if (field === 'due') return 'hours'
  if (field !== 'scope') return field
  if (ASSIGNMENTS[kind].goesTo === 'scope') return 'region'
  return targetFields(page, kind).length === 0 ? 'title' : 'unit'
}

/** A school hands over its own posts; a bureau its own and those of schools. */
function postsOffered({ words, viewer }: Page): readonly Choice[] {
  const offered: readonly Post[] = viewer?.level === 'school' ? SCHOOL_POSTS : [...new Set<Post>([...BUREAU_POSTS, ...SCHOOL_POSTS])]
  return offered.map((post) => option(post, words.posts[post]))
}

function text(name: string, label: string, hint?: string): Field {
  return { type: 'text', name, label: both(label), ...(hint !== undefined && { hint: both(hint) }), required: false }
}

function choice(name: string, label: string, choices: readonly Choice[]): Extract<Field, { type: 'choice' }> {
  return { type: 'choice', name, label: both(label), choices, required: true }
}

function option(value: string, label: string): Choice {
  return { value, label: both(label) }
}

/** Words of the screen, which are in the language of the page already. */
function both(words: string): { readonly zh: string; readonly en: string } {
  return { zh: words, en: words }
}
