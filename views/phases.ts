import type { Playbook } from '../machines/playbook.ts'
import type { Kind } from '../machines/vocabulary.ts'
import { allNodes, nodeMeta } from '../src/core/statechart.ts'
import type { Page } from './page.ts'
import { say } from './page.ts'

/** `封闭管理 · 封控处置`; the parent alone where both say the same. */
export function phaseTitle(page: Page, playbook: Playbook, phase: string): string {
  const steps = phase.split('.')
  const titles = steps.flatMap((_, index) => {
    const meta = nodeMeta(playbook, `control.${steps.slice(0, index + 1).join('.')}`)
    return meta === undefined ? [] : [say(page, meta.title)]
  })
  return titles.length === 0 ? phase : [...new Set(titles)].join(' · ')
}

/** What the phase asks of a school of that kind, if the playbook says it. */
export function phaseSummary(page: Page, playbook: Playbook, phase: string, kind: Kind): string | null {
  const steps = phase.split('.')
  const summaries = steps.flatMap((_, index) => {
    const meta = nodeMeta(playbook, `control.${steps.slice(0, index + 1).join('.')}`)
    return meta?.summaryAt?.[kind] ?? meta?.summary ?? []
  })
  const last = summaries.at(-1)
  return last === undefined ? null : say(page, last)
}

export function teachingTitle(page: Page, playbook: Playbook, teaching: string): string {
  const node = allNodes(playbook).find((path) => path.startsWith('teaching.') && path.split('.').at(-1) === teaching)
  const meta = node === undefined ? undefined : nodeMeta(playbook, node)
  return meta === undefined ? teaching : say(page, meta.title)
}

/** The regions beside `control`, each with its deepest active node. */
export function regionTitles(
  page: Page,
  playbook: Playbook,
  nodes: readonly string[],
): readonly { readonly region: string; readonly title: string }[] {
  const regions = nodes.filter((node) => node !== '' && node !== 'control' && !node.includes('.'))
  return regions.flatMap((region) => {
    const deepest = nodes.findLast((node) => node.startsWith(`${region}.`))
    const [top, meta] = [nodeMeta(playbook, region), deepest === undefined ? undefined : nodeMeta(playbook, deepest)]
    return top === undefined || meta === undefined
      ? []
      : [{ region: region === 'teaching' ? page.words.unit.teaching : say(page, top.title), title: say(page, meta.title) }]
  })
}

export interface PhaseChoice {
  readonly phase: string
  readonly title: string
}

/** The main line of the playbook, in its order: normal, suspected, lockdown, online, reopening; of a kind, as far as that kind goes. */
export function mainPhases(page: Page, playbook: Playbook, kind?: Kind): readonly PhaseChoice[] {
  return allNodes(playbook)
    .filter((node) => /^control\.[^.]+$/.test(node) && (kind === undefined || (nodeMeta(playbook, node)?.kinds?.includes(kind) ?? true)))
    .map((node) => ({ phase: node.slice('control.'.length), title: phaseTitle(page, playbook, node.slice('control.'.length)) }))
}

/** Every phase in which a school can be, main phases with those below them. */
export function everyPhase(page: Page, playbook: Playbook): readonly PhaseChoice[] {
  return allNodes(playbook)
    .filter((node) => node.startsWith('control.'))
    .map((node) => ({ phase: node.slice('control.'.length), title: phaseTitle(page, playbook, node.slice('control.'.length)) }))
}
