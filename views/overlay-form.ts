import type { Choice, Field } from '../machines/form.ts'
import { TASK_GROUPS } from '../machines/task.ts'
import { isSchoolKind, SCHOOL_POSTS } from '../machines/vocabulary.ts'
import type { Playbook } from '../machines/playbook.ts'
import type { Addition } from '../src/core/overlay/overlay.ts'
import type { Page } from './page.ts'

export const ADDITION_KINDS = ['step', 'tighten', 'require', 'field'] as const satisfies readonly Addition['kind'][]
export type AdditionKind = (typeof ADDITION_KINDS)[number]

/** As many fields as one step of its own may ask for on the page; the API takes more. */
export const PAGE_FIELDS = 3

/** What the form of one addition asks, besides the task or the phase that is chosen from a list. */
export function additionFields(page: Page, kind: AdditionKind): readonly Field[] {
  const { overlay } = page.words
  switch (kind) {
    case 'step':
      return stepFields(page)
    case 'tighten':
      return span(page)
    case 'require':
      return []
    case 'field':
      return [text('label', overlay.label), { ...choice('type', overlay.type, types(page)) }]
    default:
      return kind satisfies never
  }
}

/** What the addition is called. */
export function titleField(page: Page): Field {
  const { overlay } = page.words
  return { ...text('title', overlay.title), hint: both(overlay.titleHint) }
}

/** What every publication states besides: schools, day of review and last day. */
export function commonFields(page: Page, playbook: Playbook): readonly Field[] {
  const { overlay, kinds } = page.words
  const schools = playbook.kinds.filter(isSchoolKind).map((kind) => option(kind, kinds[kind]))
  return [
    { type: 'choices', name: 'kinds', label: both(overlay.forKinds), hint: both(overlay.forKindsHint), choices: schools, required: false },
    { type: 'date', name: 'reviewOn', label: both(overlay.review), hint: both(overlay.reviewHint), required: true },
    { type: 'date', name: 'expiresOn', label: both(overlay.expires), hint: both(overlay.expiresHint), required: true },
  ]
}

function stepFields(page: Page): readonly Field[] {
  const { overlay, groups, posts } = page.words
  const whens = [option('once', overlay.once), option('daily', overlay.daily), option('school', overlay.schoolDays)]
  return [
    text('stepTitle', overlay.stepTitle),
    { ...text('how', overlay.how), type: 'text', long: true },
    { ...text('why', overlay.why), type: 'text', long: true },
    choice(
      'group',
      overlay.group,
      TASK_GROUPS.filter((group) => group !== 'assigned').map((group) => option(group, groups[group])),
    ),
    {
      ...choice(
        'signers',
        overlay.signers,
        SCHOOL_POSTS.map((post) => option(post, posts[post])),
      ),
      type: 'choices',
    },
    choice('timing', overlay.timing, whens),
    ...span(page),
    { ...text('due', overlay.due), hint: both(overlay.dueHint), required: false },
    ...Array.from({ length: PAGE_FIELDS }, (_, index) => index + 1).flatMap((n): readonly Field[] => [
      { ...text(`label${n}`, overlay.figure(n)), required: false },
      { ...choice(`type${n}`, overlay.figureType(n), types(page)), required: false },
    ]),
  ]
}

function span(page: Page): readonly Field[] {
  const { overlay } = page.words
  return [
    { type: 'count', name: 'hours', label: both(overlay.hours), required: false },
    { type: 'count', name: 'minutes', label: both(overlay.minutes), hint: both(overlay.minutesHint), required: false },
  ]
}

function types(page: Page): readonly Choice[] {
  const { overlay } = page.words
  return (['count', 'date', 'text'] as const).map((type) => option(type, overlay.types[type]))
}

function text(name: string, label: string): Field {
  return { type: 'text', name, label: both(label), required: true }
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

/** The input in which what the core names (`additions.0.withinMinutes`) was typed. */
export function overlayInput(field: string): string {
  const last = field.replace(/^additions\.\d+\.?/, '')
  const own: Readonly<Record<string, string>> = { title: 'stepTitle', withinMinutes: 'hours', node: 'node', 'field.label': 'label' }
  if (!field.startsWith('additions.')) return field
  const place = /^fields\.(\d+)\.label$/.exec(last)
  return place === null ? (own[last] ?? last) : `label${Number(place[1]) + 1}`
}
