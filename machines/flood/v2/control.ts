import type { Move, Moves, Node } from '../../chart.ts'
import { text } from '../../notation.ts'
import type { Task } from '../../task.ts'
import type { Text } from '../../vocabulary.ts'
import { control as before } from '../v1/control.ts'
import { CLEANING } from './tasks/cleaning.ts'
import { REPAIRING } from './tasks/repairing.ts'

/** Wherever a school stands, it may be hit again. */
const HIT: Moves = { REPORT_DAMAGE: to('damaged') }

/** As in version 1, but that the works come first and the cleaning, with the water, after them (domain.md, section F). */
export const control: Node = {
  ...before,
  states: {
    ...before.states,
    ...reaccepted('relocated', {
      // Whoever was cleaning when the students had to leave goes on with that.
      BEGIN_REPAIR: [{ to: 'control.repairing.cleaning', when: { resume: 'repairing.cleaning' } }, ...to('repairing.works')],
    }),
    repairing: {
      meta: {
        title: text('修缮重建', 'Repairing'),
        summary: text('先修好，再清洁、验水；办齐后申请验收。', 'First the works, then cleaning and water; then ask for acceptance.'),
        tasks: REPAIRING,
      },
      initial: 'works',
      on: { ...HIT, RELOCATE: to('relocated') },
      states: {
        works: leaf(text('施工', 'Works'), text('按方案修缮，逐栋完工。', 'Repair by the plan, building by building.'), [], {
          FINISH_WORKS: to('repairing.cleaning'),
        }),
        cleaning: leaf(
          text('清洁验水', 'Cleaning and water'),
          text(
            '清淤消毒、清洗供水设施、检测饮用水，办齐后申请验收。',
            'Clean, disinfect, flush the pipes, test the water; then ask for acceptance.',
          ),
          CLEANING,
          { REQUEST_ACCEPTANCE: to('acceptance') },
        ),
      },
    },
    ...reaccepted('acceptance', { REJECT_REPAIR: to('repairing.cleaning') }),
  },
}

/** A phase of version 1 from which some events lead elsewhere now. */
function reaccepted(phase: string, on: Moves): Readonly<Record<string, Node>> {
  const same = before.states?.[phase]
  return same === undefined ? {} : { [phase]: { ...same, on: { ...same.on, ...on } } }
}

function leaf(title: Text, summary: Text, tasks: readonly Task[], on: Moves): Node {
  return { meta: { title, summary, tasks }, on }
}

function to(phase: string): readonly Move[] {
  return [{ to: `control.${phase}` }]
}
