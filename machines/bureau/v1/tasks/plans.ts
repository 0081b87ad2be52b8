import { count, daily, DAY_SLOT, sumIsField, task, text } from '../../../notation.ts'
import type { Task } from '../../../task.ts'
import { own, WITH_GROUPS } from '../define.ts'

/** plans for reopening do not wait, while the emergency lasts and after. */
export function plansReviewed(id: string): Task {
  return task({
    id,
    group: 'reopening',
    title: text('复课方案审核', 'Plans reviewed'),
    how: text(
      '当天收到的方案当天排审，退回的写明哪项不行、几天改好。',
      'Plans are taken up the day they come; what is returned says which item and by when.',
    ),
    why: text('安全有保障、条件都具备，才批。', 'Approved only when safe and everything is in place.'),
    signers: own('taskForce', 'deputyDirector', 'inspector'),
    kinds: WITH_GROUPS,
    timing: daily(DAY_SLOT),
    fields: [
      count('plansIn', '收到方案', 'Plans received'),
      count('plansPassed', '审核同意', 'Endorsed'),
      count('plansReturned', '退回', 'Returned'),
      count('plansWaiting', '待审', 'Waiting'),
    ],
    rules: [sumIsField('plansIn', 'plansPassed', 'plansReturned', 'plansWaiting')],
    source: ['R-07'],
  })
}
