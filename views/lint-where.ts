import type { Playbook } from '../machines/playbook.ts'
import { allTasks } from '../src/core/checklist.ts'
import type { Where } from '../src/core/lint/finding.ts'
import { nodeMeta } from '../src/core/statechart.ts'
import type { Page } from './page.ts'
import { say } from './page.ts'

/** Where a finding is, by title and id: `任务“关闭校门”（L-02） · 适用：小学、初中`. */
export function whereWords(page: Pick<Page, 'lang' | 'words'>, playbook: Playbook, where: Where): string {
  const { lint: words, kinds, playbook: playbookWords, shell } = page.words
  const named = (what: string, title: { readonly zh: string; readonly en: string } | undefined, id: string): string =>
    words.named(what, title === undefined ? '' : say(page, title), id)
  const { node, task, event, gate, field } = where
  const parts = [
    node === undefined ? null : named(words.node, nodeMeta(playbook, node)?.title, node),
    task === undefined ? null : named(words.task, allTasks(playbook).find(({ id }) => id === task)?.title, task),
    event === undefined ? null : named(words.event, playbook.events[event]?.title, event),
    gate === undefined ? null : named(words.gate, gateTitle(playbook, gate), gate),
    field === undefined ? null : named(words.field, undefined, field),
    where.kinds === undefined ? null : playbookWords.kindsOnly(shell.list(where.kinds.map((kind) => kinds[kind]))),
  ].filter((part) => part !== null)
  return parts.length === 0 ? say(page, playbook.title) : parts.join(' · ')
}

function gateTitle(playbook: Playbook, id: string) {
  return Object.values(playbook.events)
    .flatMap(({ gates }) => gates)
    .find((gate) => gate.id === id)?.title
}
