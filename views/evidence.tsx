import type { Evidence, EvidenceValue, FactField, Field } from '../machines/form.ts'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { Summary } from './parts.tsx'
import type { Row } from './parts.tsx'
import { ShownFiles } from './shown-files.tsx'
import type { ShownFile } from './shown-files.tsx'
import { showExact } from './time.ts'

/** Texts that stay outside the hashed body, by their field; null once erased. */
export type Texts = Readonly<Record<string, string | null>>

export interface EvidenceProps {
  readonly page: Page
  readonly fields: readonly Field[]
  readonly evidence: Evidence
  readonly texts: Texts
  /** What the texts of these fields are stored under: `evidence.` or `facts.` */
  readonly prefix: string
  /** The files of all fields together. */
  readonly files?: readonly ShownFile[]
}

/** What somebody filled in, with the words of the form. */
export function EvidenceList({ page, fields, evidence, texts, prefix, files = [] }: EvidenceProps) {
  const known = fields.flatMap((field): Row[] => {
    if (field.type === 'file') {
      const own = files.filter((file) => file.field === field.name)
      return own.length === 0 ? [] : [{ name: say(page, field.label), value: <ShownFiles page={page} files={own} /> }]
    }
    const value = field.type === 'text' ? textOf(page, texts, prefix + field.name) : valueOf(page, field, evidence[field.name])
    return value === null ? [] : [{ name: say(page, field.label), value }]
  })
  const names = new Set(fields.map(({ name }) => name))
  const others = Object.entries(evidence).filter(([name]) => !names.has(name))
  return <Summary rows={[...known, ...others.map(([name, value]) => ({ name, value: String(value) }))]} />
}

/** `在校学生 486、教职工 30`: the counts in one line. */
export function countsLine(page: Page, fields: readonly Field[], evidence: Evidence): string {
  const counts = fields.flatMap((field) => {
    if (field.type === 'file') return []
    const value = valueOf(page, field, evidence[field.name])
    return value === null ? [] : [`${say(page, field.label)} ${value}`]
  })
  return page.words.shell.list(counts)
}

/** A value in the words of its field; null if there is none. */
function valueOf(page: Page, field: FactField, value: EvidenceValue | undefined): string | null {
  if (value === undefined) return null
  switch (field.type) {
    case 'choice':
    case 'choices': {
      const chosen = typeof value === 'object' ? value : [String(value)]
      return page.words.shell.list(chosen.map((one) => labelOf(page, field, one)))
    }
    case 'time':
      return showExact(page, String(value))
    case 'count':
    case 'date':
    case 'text':
      return String(value)
    default:
      return field satisfies never
  }
}

function labelOf(page: Page, field: Extract<Field, { type: 'choice' | 'choices' }>, value: string): string {
  const choice = field.choices.find((one) => one.value === value)
  return choice === undefined ? value : say(page, choice.label)
}

/** A text, or that it was erased; null if there never was one. */
export function textOf(page: Page, texts: Texts, name: string): string | null {
  const text = texts[name]
  return text === undefined ? null : (text ?? page.words.shell.erased)
}
