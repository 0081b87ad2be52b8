import type { Playbook } from '../machines/playbook.ts'
import type { Lifecycle } from '../src/core/lifecycle.ts'
import { ORIGIN } from '../src/core/lifecycle.ts'
import { nodeMeta } from '../src/core/statechart.ts'
import type { Page } from './page.ts'
import { say } from './page.ts'

/** The titles of events, as their buttons have them. */
export function eventTitles(page: Pick<Page, 'lang'>, playbook: Playbook, events: readonly string[]): readonly string[] {
  return events.map((type) => {
    const event = playbook.events[type]
    return event === undefined ? type : say(page, event.title)
  })
}

/** `封闭管理 · 封控处置`: the node with those around it, each title once. */
export function nodeName(page: Pick<Page, 'lang' | 'words'>, playbook: Playbook, { nodes }: Lifecycle, path: string): string {
  if (path === ORIGIN) return page.words.lifecycle.origin
  const around = nodes.filter((node) => path === node.path || path.startsWith(`${node.path}.`))
  const titles = around.map(({ title }) => say(page, title))
  const meta = nodeMeta(playbook, path)
  return titles.length > 0 ? [...new Set(titles)].join(' · ') : meta === undefined ? path : say(page, meta.title)
}
