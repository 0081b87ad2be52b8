import type { Task } from '../../../playbook.ts'
import { bureau, count, date, DAY, once, school, task, text } from '../forms.ts'

export const PLANNING: readonly Task[] = [
  task({
    id: 'P-03',
    group: 'reopening',
    title: text('返校日与校内病例演练', 'Drill of return day and of a case'),
    how: text('两个科目都要实地走一遍，问题当场记、整改后销号。', 'Walk through both on the ground; findings are written down and closed.'),
    why: text('没演练过的不得复课。', 'No school reopens on a plan it has not drilled.'),
    signers: school('principal', 'vicePrincipal'),
    timing: once(3 * DAY),
    fields: [
      date('drilledOn', '演练日期', 'Drilled on'),
      count('findings', '发现问题', 'Findings'),
      count('findingsClosed', '已整改', 'Closed'),
    ],
  }),
]

export const REVIEW: readonly Task[] = [
  task({
    id: 'P-05',
    group: 'reopening',
    title: text('方案审核与现场核查', 'Review, on paper and on site'),
    how: text(
      '对照清单逐项看材料、看现场，不合格的列明事项退回。',
      'Check each item on paper and on site; what fails is returned item by item.',
    ),
    why: text('谁审核、谁签字、谁负责。', 'Whoever reviews signs, and answers for it.'),
    signers: bureau(['county', 'city', 'province'], 'taskForce', 'deputyDirector', 'inspector'),
    timing: once(3 * DAY),
    fields: [count('itemsPassed', '合格项', 'Items passed'), count('itemsFailed', '不合格项', 'Items failed')],
  }),
]

export const BATCH: readonly Task[] = []

export const OBSERVING: readonly Task[] = []
