import type { Move, Moves, Node } from '../../chart.ts'
import { text } from '../../notation.ts'
import type { Task } from '../../task.ts'
import type { Text } from '../../vocabulary.ts'
import { ACCEPTANCE } from './tasks/acceptance.ts'
import { DAMAGED } from './tasks/damaged.ts'
import { RELOCATED } from './tasks/relocated.ts'
import { REOPENED } from './tasks/reopened.ts'
import { REPAIRING } from './tasks/repairing.ts'

/** Wherever a school stands, it may be hit again. */
const HIT: Moves = { REPORT_DAMAGE: to('damaged') }

/** From the damage to lessons in the same buildings (domain.md, section F). */
export const control: Node = {
  meta: { title: text('灾情', 'Recovery from flood'), tasks: [] },
  initial: 'normal',
  states: {
    normal: leaf(text('无灾情', 'No damage'), text('没有灾情。出现险情立即报告。', 'No damage. Report any danger at once.'), [], {
      ...HIT,
      DECLARE_DAMAGED: to('damaged'),
    }),
    damaged: leaf(
      text('受灾评估', 'Assessing'),
      text('先清点人员，封闭危险区域，再逐栋鉴定校舍。', 'Count people and close off what is dangerous; then survey building by building.'),
      DAMAGED,
      {
        REPORT_DAMAGE: [{}],
        NOT_DAMAGED: to('normal'),
        RELOCATE: to('relocated'),
        BEGIN_REPAIR: to('repairing'),
      },
    ),
    relocated: leaf(
      text('异地安置', 'Placed elsewhere'),
      text('学生在别处就读，原校停用待修。', 'Students learn elsewhere; their school waits for repairs.'),
      RELOCATED,
      { ...HIT, BEGIN_REPAIR: to('repairing') },
    ),
    repairing: leaf(
      text('修缮重建', 'Repairing'),
      text('修缮、清淤、消毒、验水，办齐后申请验收。', 'Repair, clear, disinfect, test the water; then ask for acceptance.'),
      REPAIRING,
      { ...HIT, RELOCATE: to('relocated'), REQUEST_ACCEPTANCE: to('acceptance') },
    ),
    acceptance: leaf(
      text('待验收', 'To be accepted'),
      text('学校和教育局两方到场验收签字，合格才能使用。', 'School and bureau accept it together; it is used only then.'),
      ACCEPTANCE,
      { ...HIT, REJECT_REPAIR: to('repairing'), ACCEPT_REPAIR: to('reopened') },
    ),
    reopened: leaf(
      text('恢复使用', 'In use again'),
      text('校舍已恢复使用，清点返校学生，继续巡查。', 'In use again: count who is back and keep watching the buildings.'),
      REOPENED,
      { ...HIT, DECLARE_DAMAGED: to('damaged'), CLOSE_RECOVERY: to('normal') },
    ),
  },
}

function leaf(title: Text, summary: Text, tasks: readonly Task[], on: Moves): Node {
  return { meta: { title, summary, tasks }, on }
}

function to(phase: string): readonly Move[] {
  return [{ to: `control.${phase}` }]
}
