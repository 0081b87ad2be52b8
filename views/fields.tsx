import type { EvidenceRule, FactField, Field } from '../machines/form.ts'
import { ROSTER_LABELS } from '../src/core/evidence.ts'
import type { FieldError } from '../src/core/refusal.ts'
import { rosterOf } from '../src/core/unit.ts'
import type { Unit } from '../src/core/unit.ts'
import { Explained, Optional } from './explained.tsx'
import { FileQuestion } from './file-question.tsx'
import type { WaitingFile } from './file-question.tsx'
import type { Page } from './page.ts'
import { say } from './page.ts'

/** What somebody has typed, by the name of the input; shown again when it was refused. */
export type Typed = Readonly<Record<string, readonly string[]>>

export interface FieldsProps {
  readonly page: Page
  readonly fields: readonly Field[]
  /** Put before the name of each field, so that its input cannot collide with the rest of the form. */
  readonly prefix: string
  readonly typed: Typed
  readonly errors: readonly FieldError[]
  /** Files that were uploaded with the form as it was refused, by the name of their field. */
  readonly kept?: KeptFiles
}

export type KeptFiles = Readonly<Record<string, readonly WaitingFile[]>>

/** The inputs of an evidence form or of an event's facts. */
export function Fields({ page, fields, prefix, typed, errors, kept = {} }: FieldsProps) {
  return (
    <>
      {fields.map((field) => {
        const name = `${prefix}${field.name}`
        const own = errors.filter((error) => error.field === field.name)
        return field.type === 'file' ? (
          <FileQuestion page={page} field={field} name={name} kept={kept[field.name] ?? []} errors={own} />
        ) : (
          <Question page={page} field={field} name={name} typed={typed[name] ?? []} errors={own} />
        )
      })}
    </>
  )
}

interface QuestionProps {
  readonly page: Page
  readonly field: FactField
  readonly name: string
  readonly typed: readonly string[]
  readonly errors: readonly FieldError[]
}

function Question({ page, field, name, typed, errors }: QuestionProps) {
  const described = describedBy(name, field.hint !== undefined, errors.length > 0)
  if (field.type === 'choice' || field.type === 'choices') {
    return (
      <fieldset class={errors.length > 0 ? 'question wrong' : 'question'} {...described}>
        <legend>
          {say(page, field.label)} <Optional page={page} field={field} />
        </legend>
        <Explained page={page} field={field} name={name} errors={errors} />
        {optionsOf(page, field).map(({ value, label }) => (
          <label class="option">
            <input
              type={field.type === 'choice' ? 'radio' : 'checkbox'}
              name={name}
              value={value}
              {...(typed.includes(value) && { checked: true })}
            />
            {label}
          </label>
        ))}
      </fieldset>
    )
  }
  return (
    <div class={errors.length > 0 ? 'question wrong' : 'question'}>
      <label for={name}>
        {say(page, field.label)} <Optional page={page} field={field} />
      </label>
      <Explained page={page} field={field} name={name} errors={errors} />
      <Input field={field} name={name} value={typed[0] ?? ''} wrong={errors.length > 0} described={described} />
    </div>
  )
}

interface InputProps {
  readonly field: Exclude<FactField, { type: 'choice' | 'choices' }>
  readonly name: string
  readonly value: string
  readonly wrong: boolean
  readonly described: { readonly 'aria-describedby'?: string }
}

function Input({ field, name, value, wrong, described }: InputProps) {
  const same = {
    id: name,
    name,
    ...described,
    ...(wrong && { 'aria-invalid': 'true' as const }),
    ...(field.required && { 'aria-required': 'true' as const }),
  }
  switch (field.type) {
    case 'count':
      // Not type=number: its arrows and scroll wheel change what was typed.
      return <input {...same} type="text" inputmode="numeric" autocomplete="off" maxlength={9} class="count" value={value} />
    case 'date':
      return <input {...same} type="date" class="short" value={value} />
    case 'time':
      return <input {...same} type="datetime-local" class="short" value={value} />
    case 'text':
      return field.long === true ? (
        <textarea {...same} rows={4}>
          {value}
        </textarea>
      ) : (
        <input {...same} type="text" autocomplete="off" value={value} />
      )
    default:
      return field satisfies never
  }
}

function describedBy(name: string, hasHint: boolean, hasError: boolean): { readonly 'aria-describedby'?: string } {
  const ids = [...(hasHint ? [`${name}-hint`] : []), ...(hasError ? [`${name}-error`] : [])]
  return ids.length === 0 ? {} : { 'aria-describedby': ids.join(' ') }
}

/** A single choice that need not be made can also be taken back. */
function optionsOf(
  page: Page,
  field: Extract<Field, { type: 'choice' | 'choices' }>,
): readonly { readonly value: string; readonly label: string }[] {
  const options = field.choices.map(({ value, label }) => ({ value, label: say(page, label) }))
  return field.type === 'choice' && !field.required ? [...options, { value: '', label: page.words.task.noChoice }] : options
}

export interface RulesProps {
  readonly page: Page
  readonly fields: readonly Field[]
  readonly rules: readonly EvidenceRule[]
  readonly prefix: string
  readonly unit: Pick<Unit, 'boarders' | 'day' | 'staff'>
}

/** The sums that must come out, in words; the script works them out while somebody types. The server checks again. */
export function Sums({ page, fields, rules, prefix, unit }: RulesProps) {
  const label = (name: string): string => {
    const found = fields.find((field) => field.name === name)
    return found === undefined ? name : say(page, found.label)
  }
  const sums = rules.filter((rule) => rule.kind === 'sum')
  return (
    <>
      {sums.map(({ parts, equals }) => {
        const total = 'roster' in equals ? rosterOf(unit, equals.roster) : null
        const target = 'roster' in equals ? `${say(page, ROSTER_LABELS[equals.roster])} ${total}` : label(equals.field)
        return (
          <p
            class="sum"
            data-parts={parts.map((part) => prefix + part).join(' ')}
            {...(total === null ? { 'data-equals': 'field' in equals ? prefix + equals.field : '' } : { 'data-total': String(total) })}
          >
            {`${parts.map(label).join(' + ')} = ${target}`} <output></output>
          </p>
        )
      })}
    </>
  )
}
