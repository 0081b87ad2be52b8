import { gate, missing, unsigned } from '../../gate-notation.ts'
import type { Lack } from '../../gate-notation.ts'
import type { GateFacts } from '../../gate.ts'
import { text } from '../../notation.ts'
import { LEVELS } from './define.ts'

/** nobody on a pushed list is left unaccounted for. */
export const listsReconciled = gate('listsReconciled', text('推送名单核对归零', 'Pushed lists are reconciled'), ['R-12'], (facts) => {
  const left = facts.evidence('R-12')?.['missing']
  return typeof left === 'number' && left > 0
    ? [missing(text(`推送名单还有 ${left} 人未核到`, `On the lists and not found: ${left}`), 'R-12')]
    : []
})

/** a response is not over while its level is in force. */
export const levelEnded = gate('levelEnded', text('响应级别已终止', 'The level is ended'), ['R-21'], (facts) => {
  const inForce = levelOf(facts)
  return inForce === undefined ? [] : [text(`${inForce.title.zh}尚未终止`, `${inForce.title.en} is in force`)]
})

/** groups are released, stocks counted and lessons drawn. */
export const stoodDown = gate('stoodDown', text('收尾事项已签', 'The steps of standing down are signed'), ['R-13'], (facts) =>
  unsigned(facts, 'control.standingDown'),
)

/** raising leads to a stricter level, or it would lower. */
export const stricter = gate('facts.level', text('调到更高级别', 'A stricter level'), ['R-21'], (facts) =>
  compared(facts, (asked, now) => asked < now, '应高于', 'must be stricter than'),
)

export const lessStrict = gate('facts.level', text('调到更低级别', 'A less strict level'), ['R-21'], (facts) =>
  compared(facts, (asked, now) => asked > now, '应低于', 'must be less strict than'),
)

function compared(facts: GateFacts, holds: (asked: number, now: number) => boolean, zh: string, en: string): readonly Lack[] {
  const inForce = levelOf(facts)
  const asked = LEVELS.findIndex(({ id }) => id === facts.facts['level'])
  if (inForce === undefined || asked === -1 || holds(asked, LEVELS.indexOf(inForce))) return []
  return [text(`${zh}现行的${inForce.title.zh}`, `${en} the present ${inForce.title.en}`)]
}

function levelOf(facts: GateFacts): (typeof LEVELS)[number] | undefined {
  return LEVELS.find(({ id }) => facts.daysIn(`level.${id}`) !== null)
}
