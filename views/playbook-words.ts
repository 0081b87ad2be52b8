import type { Playbook, Sender } from '../machines/playbook.ts'
import type { BureauKind, Post } from '../machines/vocabulary.ts'
import { nodeMeta } from '../src/core/statechart.ts'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { phaseTitle } from './phases.ts'

/** What a node of a playbook is called: a phase with those around it; the root is every phase. */
export function nodeTitle(page: Page, playbook: Playbook, node: string): string {
  if (node === '') return page.words.playbook.always
  if (node.startsWith('control.')) return phaseTitle(page, playbook, node.slice('control.'.length))
  const meta = nodeMeta(playbook, node)
  return meta === undefined ? node : say(page, meta.title)
}

/** Who may send an event. */
export function senderWords(page: Page, sender: Sender): string {
  const { playbook: words, shell, posts, levels } = page.words
  switch (sender.by) {
    case 'school':
      return words.schoolSender(shell.list(sender.posts.map((post: Post) => posts[post])))
    case 'bureau':
      return words.bureauSender(shell.list(sender.levels.map((level: BureauKind) => levels[level])))
    case 'engine':
      return words.system
    default:
      return sender satisfies never
  }
}
