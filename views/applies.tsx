import { findPlaybook } from '../machines/registry.ts'
import type { Evidence } from '../machines/form.ts'
import { nodeMeta } from '../src/core/statechart.ts'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { showDay, showInstant } from './time.ts'

/** A level that a bureau has declared for the area in which the unit lies. */
export interface ShownDeclaration {
  readonly value: string
  readonly at: string
  readonly area: string
  readonly by: string
  /** Empty while the number is to follow. */
  readonly document: string
  readonly facts: Evidence
}

export interface AppliesProps {
  readonly page: Page
  readonly level: ShownDeclaration | null
  readonly risk: ShownDeclaration | null
}

/** One line each: the response level and the risk level that apply here, by whom and since when. */
export function Applies({ page, level, risk }: AppliesProps) {
  if (level === null && risk === null) return null
  return (
    <ul class="applies" aria-label={page.words.unit.applies}>
      {level === null ? null : <Line page={page} region="level" declared={level} />}
      {risk === null ? null : <Line page={page} region="risk" declared={risk} />}
    </ul>
  )
}

function Line({ page, region, declared }: { readonly page: Page; readonly region: 'level' | 'risk'; readonly declared: ShownDeclaration }) {
  const { unit, shell } = page.words
  const { area, by, at, document } = declared
  const who = by === area ? unit.declaredBy(by, showInstant(page, at)) : unit.declaredFor(by, area, showInstant(page, at))
  return (
    <li>
      <strong>{nameOf(page, region, declared.value)}</strong>
      {shell.comma}
      {[who, ...zones(page, declared.facts), document === '' ? unit.documentLater : document].join(shell.comma)}
    </li>
  )
}

function nameOf(page: Page, region: string, value: string): string {
  const playbook = findPlaybook('bureau')
  const meta = playbook === undefined ? undefined : nodeMeta(playbook, `${region}.${value}`)
  return meta === undefined ? value : say(page, meta.title)
}

function zones(page: Page, facts: Evidence): readonly string[] {
  const { unit } = page.words
  const [from, sealed, controlled] = [facts['from'], facts['zonesSealed'], facts['zonesControlled']]
  return [
    ...(typeof from === 'string' ? [unit.declaredFrom(showDay(page, from))] : []),
    ...(typeof sealed === 'number' ? [unit.zonesSealed(sealed)] : []),
    ...(typeof controlled === 'number' ? [unit.zonesControlled(controlled)] : []),
  ]
}
