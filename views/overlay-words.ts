import { findPlaybook } from '../machines/registry.ts'
import { allTasks } from '../src/core/checklist.ts'
import type { Addition, OverlayTerms } from '../src/core/overlay/overlay.ts'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { phaseTitle } from './phases.ts'

/** What one addition asks, in a line. */
export function describeAddition(page: Page, terms: Pick<OverlayTerms, 'playbook'>, addition: Addition): string {
  const { says } = page.words.overlay
  switch (addition.kind) {
    case 'step':
      return says.step(nodeTitle(page, terms.playbook, addition.node), addition.step.title)
    case 'tighten':
      return says.tighten(taskTitle(page, terms.playbook, addition.task), spanOf(page, addition.withinMinutes))
    case 'require':
      return says.require(taskTitle(page, terms.playbook, addition.task))
    case 'field':
      return says.field(taskTitle(page, terms.playbook, addition.task), addition.field.label)
    default:
      return addition satisfies never
  }
}

/** The phase in which a step is asked; the top of the chart is every phase. */
function nodeTitle(page: Page, name: string, node: string): string {
  const playbook = findPlaybook(name)
  if (playbook === undefined || !node.startsWith('control.')) return page.words.overlay.always
  return phaseTitle(page, playbook, node.slice('control.'.length))
}

export function spanOf(page: Page, minutes: number): string {
  return page.words.overlay.span(Math.floor(minutes / 60), minutes % 60)
}

function taskTitle(page: Page, name: string, id: string): string {
  const playbook = findPlaybook(name)
  const task = playbook === undefined ? undefined : allTasks(playbook).find((one) => one.id === id)
  return task === undefined ? id : say(page, task.title)
}
