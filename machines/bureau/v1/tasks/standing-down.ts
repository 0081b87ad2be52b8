import { count, DAY, once, sumIsField, task, text, words } from '../../../notation.ts'
import type { Task } from '../../../task.ts'
import { own, WITH_GROUPS } from '../define.ts'
import { plansReviewed } from './plans.ts'

/** The end of an emergency has its own steps: people are released, goods counted, lessons drawn. */
export const STANDING_DOWN: readonly Task[] = [
  plansReviewed('R-07-after'),
  task({
    id: 'R-13-release',
    group: 'command',
    title: text('工作组和包联撤收', 'Groups and officers released'),
    how: text('逐组交清未了事项再撤，包联干部办完交接再离校。', 'Each group hands over what is open; officers leave when they have.'),
    why: text('人撤了事还在，必须有人接着办。', 'People leave and matters stay; somebody takes them over.'),
    signers: own('taskForce', 'deputyDirector', 'commander'),
    timing: once(3 * DAY),
    fields: [
      count('groups', '工作组', 'Groups'),
      count('groupsReleased', '已撤收', 'Released'),
      count('mattersHandedOver', '移交事项', 'Matters handed over'),
    ],
    rules: [sumIsField('groups', 'groupsReleased')],
    source: ['R-13'],
  }),
  task({
    id: 'R-30-stock',
    group: 'capacity',
    title: text('物资清点补库', 'Stocks counted and filled up'),
    how: text('用了多少、剩下多少、补进多少，账物相符。', 'Used, left, filled up: books and shelves agree.'),
    why: text('下一次不会等我们补货。', 'The next time does not wait for deliveries.'),
    signers: own('supplies', 'dutyOfficer', 'taskForce'),
    kinds: WITH_GROUPS,
    timing: once(7 * DAY),
    fields: [count('itemsCounted', '清点品种', 'Items counted'), count('itemsShort', '不足品种', 'Items short')],
    source: ['R-30', 'N-08'],
  }),
  task({
    id: 'R-13-lessons',
    group: 'command',
    title: text('处置复盘', 'What was learnt'),
    how: text('哪些环节慢了、谁没到位，逐条定整改人和期限。', 'What was slow, who was not there; an owner and a date for each.'),
    why: text('不总结，下次还在同一处慢。', 'What is not looked at is slow again in the same place.'),
    signers: own('commander', 'deputyDirector', 'taskForce'),
    kinds: WITH_GROUPS,
    timing: once(14 * DAY),
    fields: [
      count('actions', '整改事项', 'Actions'),
      count('actionsOwned', '已定责任人', 'With an owner'),
      words('lessons', '主要教训', 'Lessons', { long: true }),
    ],
    rules: [sumIsField('actions', 'actionsOwned')],
    source: ['R-13', 'R-16'],
  }),
]
