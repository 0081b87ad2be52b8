import type { Playbook } from '../../../machines/playbook.ts'
import type { Text } from '../../../machines/vocabulary.ts'
import { allNodes, nodeMeta } from '../statechart.ts'

/** The node of a phase: phases are paths below the region of control. */
export function nodeOf(playbook: Playbook, phase: string): string {
  return allNodes(playbook).find((node) => node === `control.${phase}`) ?? phase
}

/** What people call the phase. */
export function phaseTitle(playbook: Playbook, phase: string): Text {
  return nodeMeta(playbook, nodeOf(playbook, phase))?.title ?? { zh: phase, en: phase }
}

/** `经下达封闭管理、报告疑似后`: the events in their order, by their titles. */
export function afterAll(playbook: Playbook, way: readonly string[]): Text {
  if (way.length === 0) return { zh: '从一开始', en: 'From the beginning' }
  const titles = way.map((type) => playbook.events[type]?.title ?? { zh: type, en: type })
  return { zh: `经“${titles.map(({ zh }) => zh).join('、')}”后`, en: `After “${titles.map(({ en }) => en).join(', ')}”` }
}
