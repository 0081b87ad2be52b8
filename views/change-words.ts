import type { EvidenceRule, Field } from '../machines/form.ts'
import type { EventDefinition, Playbook } from '../machines/playbook.ts'
import type { Task } from '../machines/task.ts'
import type { Kind } from '../machines/vocabulary.ts'
import type { Placed, StepChange, StepPart } from '../src/core/versions/difference.ts'
import type { EventChange, EventMove, EventPart } from '../src/core/versions/event-changes.ts'
import { timingWords } from './deadlines.ts'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { nodeTitle, senderWords } from './playbook-words.ts'
import { postsOf } from './posts-of.ts'

/** Two versions of a playbook, the older first. */
export interface Versions {
  readonly from: Playbook
  readonly to: Playbook
}

/** What changed of a step, a line for each part: `时限由“2 小时”改为“1 小时”`. */
export function stepLines(page: Page, versions: Versions, { before, after, parts }: StepChange): readonly string[] {
  if (before === null || after === null) return []
  return parts.flatMap((part) => {
    const name = page.words.versions.parts[part]
    const [was, is] = [stepWords(page, versions.from, part, before), stepWords(page, versions.to, part, after)]
    return linesOf(page, name, was, is)
  })
}

/** What changed of an event, a line for each part. */
export function eventLines(page: Page, versions: Versions, change: EventChange): readonly string[] {
  const { before, after, parts } = change
  if (before === null || after === null) return []
  const { versions: words, shell } = page.words
  const otherwise = after.gates.filter(({ id }) => change.gatesChanged.includes(id)).map(({ title }) => say(page, title))
  return [
    ...parts.flatMap((part) => {
      const name = words.parts[part === 'moves' ? 'from' : part]
      const was = eventWords(page, versions.from, part, before, change.movesBefore)
      return linesOf(page, name, was, eventWords(page, versions.to, part, after, change.movesAfter))
    }),
    ...(otherwise.length === 0 ? [] : [`${words.changed}${shell.colon}${shell.list(otherwise)}`]),
  ]
}

/** One value is replaced; of a list, what came and what went is told. */
function linesOf(page: Page, name: string, was: string | readonly string[], is: string | readonly string[]): readonly string[] {
  const { versions: words, shell } = page.words
  if (typeof was === 'string' || typeof is === 'string') return [words.fromTo(name, textOf(was, shell.list), textOf(is, shell.list))]
  const [gone, come] = [was.filter((one) => !is.includes(one)), is.filter((one) => !was.includes(one))]
  return [
    ...(come.length === 0 ? [] : [words.gained(name, shell.list(come))]),
    ...(gone.length === 0 ? [] : [words.lost(name, shell.list(gone))]),
  ]
}

function textOf(value: string | readonly string[], list: (parts: readonly string[]) => string): string {
  return typeof value === 'string' ? value : list(value)
}

function stepWords(page: Page, playbook: Playbook, part: StepPart, { node, task }: Placed): string | readonly string[] {
  const { versions: words, groups } = page.words
  switch (part) {
    case 'name':
      return say(page, task.title)
    case 'phase':
      return nodeTitle(page, playbook, node)
    case 'timing':
      return timingWords(page, task.timing)
    case 'signers':
      return postsOf(page, task.signers)
    case 'secondSigners':
      return task.secondSigners === undefined ? words.noneOf : postsOf(page, task.secondSigners)
    case 'mandatory':
      return words.mandatory(task.mandatory)
    case 'fields':
      return task.fields.map((field) => fieldWords(page, field))
    case 'rules':
      return task.rules.map((rule) => ruleLine(page, rule, task))
    case 'kinds':
      return kindWords(page, task.kinds)
    case 'boarding':
      return words.boarding(task.boarding)
    case 'group':
      return groups[task.group]
    case 'how':
    case 'why':
      return say(page, task[part])
    default:
      return part satisfies never
  }
}

function eventWords(
  page: Page,
  playbook: Playbook,
  part: EventPart,
  event: EventDefinition,
  moves: readonly EventMove[],
): string | readonly string[] {
  const { versions: words } = page.words
  switch (part) {
    case 'name':
      return say(page, event.title)
    case 'consequence':
      return say(page, event.consequence)
    case 'senders':
      return event.senders.map((sender) => senderWords(page, sender))
    case 'moves':
      return moves.map(({ from, to }) => {
        const start = nodeTitle(page, playbook, from)
        return to === null ? start : `${start} → ${nodeTitle(page, playbook, to)}`
      })
    case 'gates':
      return event.gates.map(({ title }) => say(page, title))
    case 'facts':
      return event.facts.flatMap((field) => [fieldWords(page, field), ...choicesOf(page, field)])
    case 'reason':
      return event.reason === 'required' ? words.yes : words.no
    case 'order':
      return event.order ? words.yes : words.no
    case 'kinds':
      return kindWords(page, event.kinds)
    default:
      return part satisfies never
  }
}

function kindWords(page: Page, kinds: readonly Kind[] | undefined): string {
  return kinds === undefined ? page.words.versions.all : page.words.shell.list(kinds.map((kind) => page.words.kinds[kind]))
}

function fieldWords(page: Page, { label, type, required }: Field): string {
  const { versions: words } = page.words
  return words.field(say(page, label), words.fieldTypes[type], required)
}

function choicesOf(page: Page, field: Field): readonly string[] {
  return 'choices' in field ? field.choices.map(({ label }) => `${say(page, field.label)}${page.words.shell.colon}${say(page, label)}`) : []
}

function ruleLine(page: Page, rule: EvidenceRule, { fields }: Task): string {
  const { versions: words, shell } = page.words
  const label = (name: string): string => {
    const field = fields.find((one) => one.name === name)
    return field === undefined ? name : say(page, field.label)
  }
  const limit = (of: { readonly roster: keyof typeof words.roster } | { readonly field: string }): string =>
    'roster' in of ? words.roster[of.roster] : label(of.field)
  switch (rule.kind) {
    case 'sum':
      return words.ruleWords.sum(shell.list(rule.parts.map(label)), limit(rule.equals))
    case 'atMost':
      return words.ruleWords.atMost(label(rule.field), limit(rule.limit))
    case 'atLeast':
      return words.ruleWords.atLeast(label(rule.field), rule.least)
    case 'zero':
      return words.ruleWords.zero(label(rule.field))
    case 'requiredWhen':
      return words.ruleWords.requiredWhen(label(rule.field), label(rule.when))
    default:
      return rule satisfies never
  }
}
