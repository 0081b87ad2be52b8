import type { Evidence, EvidenceRule, EvidenceValue, FactField, Field, RosterPart } from '../../machines/form.ts'
import type { Text } from '../../machines/vocabulary.ts'
import type { Attachment } from './files/attachment.ts'
import type { RawEvidence } from './command.ts'
import { filesNamed } from './files/evidence-files.ts'
import { plainText } from './plain-text.ts'
import type { FieldError } from './refusal.ts'
import { rosterOf } from './unit.ts'
import type { Unit } from './unit.ts'

/** Evidence taken apart: what goes into the hashed body, and the texts that stay outside it. */
export interface ParsedEvidence {
  readonly evidence: Evidence
  readonly texts: Readonly<Record<string, string>>
  /** By field; only fields for which there are some. */
  readonly files: Readonly<Record<string, readonly Attachment[]>>
}

/**
 * Validates raw evidence against a form: every field by its type, then the rules between them. Numbers may come as
 * text, as forms send them; an empty text is no answer. Unknown fields are refused, not dropped. `atHand` are the files
 * that may be named.
 */
export function parseEvidence(
  form: { readonly fields: readonly Field[]; readonly rules: readonly EvidenceRule[] },
  raw: RawEvidence,
  unit: Pick<Unit, 'boarders' | 'day' | 'staff'>,
  atHand: ReadonlyMap<string, Attachment> = new Map(),
): ParsedEvidence | { readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = unknownFields(form.fields, raw)
  const evidence: Record<string, EvidenceValue> = {}
  const texts: Record<string, string> = {}
  const files: Record<string, readonly Attachment[]> = {}
  for (const field of form.fields) {
    const given = Object.hasOwn(raw, field.name) ? raw[field.name] : undefined
    if (isEmpty(given)) {
      if (field.required) errors.push({ field: field.name, text: message('请填写', 'is required', field.label) })
      continue
    }
    if (field.type === 'file') {
      const named = filesNamed(field, given, atHand)
      if ('zh' in named) errors.push({ field: field.name, text: named })
      else files[field.name] = named
      continue
    }
    const value = parseField(field, given)
    if (typeof value === 'object' && 'zh' in value) errors.push({ field: field.name, text: value })
    else if (field.type === 'text') texts[field.name] = String(value)
    else evidence[field.name] = value
  }
  // A rule between fields says nothing while one of them is wrong by itself; the others are told at once.
  const wrong = new Set(errors.map(({ field }) => field))
  const judged = form.rules.filter((rule) => !fieldsIn(rule).some((name) => wrong.has(name)))
  errors.push(...judged.flatMap((rule) => broken(rule, evidence, { ...texts, ...files }, form.fields, unit)))
  return errors.length > 0 ? { errors } : { evidence: sorted(evidence), texts, files }
}

function fieldsIn(rule: EvidenceRule): readonly string[] {
  switch (rule.kind) {
    case 'sum':
      return [...rule.parts, ...('field' in rule.equals ? [rule.equals.field] : [])]
    case 'atMost':
      return [rule.field, ...('field' in rule.limit ? [rule.limit.field] : [])]
    case 'atLeast':
    case 'zero':
      return [rule.field]
    case 'requiredWhen':
      return [rule.field, rule.when]
    default:
      return rule satisfies never
  }
}

/** By name, as canonical JSON has them: a replay from the journal makes the same state, byte for byte. */
function sorted(evidence: Evidence): Evidence {
  return Object.fromEntries(Object.entries(evidence).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

function unknownFields(fields: readonly Field[], raw: RawEvidence): FieldError[] {
  return Object.keys(raw)
    .filter((name) => !fields.some((field) => field.name === name))
    .map((name) => ({ field: name, text: { zh: '本表没有这一项', en: 'is not a field of this form' } }))
}

function isEmpty(given: unknown): boolean {
  return (
    given === undefined ||
    given === null ||
    (typeof given === 'string' && given.trim() === '') ||
    (Array.isArray(given) && given.length === 0)
  )
}

/** The value, or the text of what is wrong with it. */
function parseField(field: FactField, given: unknown): EvidenceValue | Text {
  switch (field.type) {
    case 'count':
      return parseCount(given, field.max ?? MOST)
    case 'date':
      return parseDate(given)
    case 'time':
      return parseTime(given)
    case 'choice':
      return field.choices.some(({ value }) => value === given) ? String(given) : NO_CHOICE
    case 'choices': {
      const many: readonly unknown[] = Array.isArray(given) ? given : [given]
      const known = many.every((one) => field.choices.some(({ value }) => value === one))
      return known ? [...new Set(many.map(String))].toSorted() : NO_CHOICE
    }
    case 'text': {
      const text = typeof given === 'string' ? plainText(given) : null
      if (text === null) return { zh: '含有无法保存的字符，请重新输入', en: 'holds characters that cannot be stored' }
      return text.length > LONGEST ? { zh: `最多 ${LONGEST} 字`, en: `has more than ${LONGEST} characters` } : text
    }
    default:
      return field satisfies never
  }
}

const MOST = 10_000_000
const LONGEST = 4_000
const NO_CHOICE: Text = { zh: '请从所列选项中选择', en: 'must be one of the choices' }

function parseCount(given: unknown, max: number): number | Text {
  const count = typeof given === 'string' && /^\d{1,9}$/.test(given.trim()) ? Number(given) : given
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 0)
    return { zh: '请填写 0 或正整数', en: 'must be a whole number, 0 or more' }
  return count > max ? { zh: `不能大于 ${max}`, en: `must not exceed ${max}` } : count
}

function parseDate(given: unknown): string | Text {
  const wrong: Text = { zh: '请填写有效日期，如 2026-03-07', en: 'must be a date such as 2026-03-07' }
  if (typeof given !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(given)) return wrong
  const at = new Date(`${given}T00:00:00Z`)
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== given ? wrong : given
}

/** An instant with its offset; the pages turn a local time into one before it gets here. */
function parseTime(given: unknown): string | Text {
  const wrong: Text = { zh: '请填写有效的日期和时间', en: 'must be a date and time with its offset' }
  if (typeof given !== 'string' || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/.test(given)) return wrong
  const at = new Date(given)
  // The 30th of February would quietly become the 2nd of March.
  return Number.isNaN(at.getTime()) || typeof parseDate(given.slice(0, 10)) !== 'string' ? wrong : at.toISOString()
}

function broken(
  rule: EvidenceRule,
  evidence: Evidence,
  apart: Readonly<Record<string, string | readonly Attachment[]>>,
  fields: readonly Field[],
  unit: Pick<Unit, 'boarders' | 'day' | 'staff'>,
): readonly FieldError[] {
  const count = (name: string): number => Number(evidence[name] ?? 0)
  const label = (name: string): Text => fields.find((field) => field.name === name)?.label ?? { zh: name, en: name }
  const limitOf = (of: { readonly roster: RosterPart } | { readonly field: string }): { readonly count: number; readonly label: Text } =>
    'roster' in of
      ? { count: rosterOf(unit, of.roster), label: ROSTER_LABELS[of.roster] }
      : { count: count(of.field), label: label(of.field) }
  switch (rule.kind) {
    case 'sum': {
      const sum = rule.parts.reduce((total, part) => total + count(part), 0)
      const limit = limitOf(rule.equals)
      return sum === limit.count ? [] : [{ field: '', text: unequal(rule.parts.map(label), sum, limit) }]
    }
    case 'atMost': {
      const limit = limitOf(rule.limit)
      if (count(rule.field) <= limit.count) return []
      return [
        {
          field: rule.field,
          text: { zh: `不能大于${limit.label.zh}（${limit.count}）`, en: `must not exceed ${limit.label.en} (${limit.count})` },
        },
      ]
    }
    case 'atLeast':
      return count(rule.field) >= rule.least
        ? []
        : [{ field: rule.field, text: { zh: `至少为 ${rule.least}`, en: `must be at least ${rule.least}` } }]
    case 'zero':
      return count(rule.field) === 0
        ? []
        : [{ field: rule.field, text: { zh: '须清零后才能签字', en: 'must reach zero before this can be signed' } }]
    case 'requiredWhen': {
      const given = evidence[rule.field] !== undefined || (apart[rule.field] ?? '').length > 0
      return given || count(rule.when) === 0 ? [] : [{ field: rule.field, text: message('请填写', 'is required', label(rule.field)) }]
    }
    default:
      return rule satisfies never
  }
}

export const ROSTER_LABELS: Readonly<Record<RosterPart, Text>> = {
  roster: { zh: '在册总人数', en: 'everybody on the roster' },
  students: { zh: '学生总数', en: 'all students' },
  boarders: { zh: '寄宿生人数', en: 'boarders' },
  day: { zh: '走读生人数', en: 'day students' },
  staff: { zh: '教职工人数', en: 'staff' },
}

function unequal(parts: readonly Text[], sum: number, limit: { readonly count: number; readonly label: Text }): Text {
  const gap = sum - limit.count
  return {
    zh: `${parts.map(({ zh }) => zh).join('＋')} 合计 ${sum}，应等于${limit.label.zh} ${limit.count}，${gap > 0 ? '多' : '少'} ${Math.abs(gap)}，请核对`,
    en: `${parts.map(({ en }) => en).join(' + ')} add up to ${sum}, not to ${limit.label.en} (${limit.count}): ${gap > 0 ? 'over' : 'short'} by ${Math.abs(gap)}`,
  }
}

function message(zh: string, en: string, label: Text): Text {
  return { zh: `${zh}“${label.zh}”`, en: `${label.en} ${en}` }
}
