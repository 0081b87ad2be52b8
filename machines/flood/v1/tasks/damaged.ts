import {
  atMost,
  count,
  daily,
  date,
  DAY,
  DAY_SLOT,
  once,
  school,
  sumIs,
  sumIsField,
  task,
  text,
  WHEREABOUTS,
  words,
} from '../../../notation.ts'
import { HEAD_COUNT } from '../../../same-steps.ts'
import type { Task } from '../../../task.ts'
import { COUNT_WITHIN, SURVEY_DAYS } from '../durations.ts'

const ON_DUTY = school('dutyLeader', 'vicePrincipal', 'principal')
const BUILDINGS = school('logistics', 'vicePrincipal', 'principal')

const SAFE = count('safe', '平安', 'Safe')
const INJURED = count('injured', '受伤', 'Injured')
const DEAD = count('dead', '遇难', 'Dead', { hint: text('没有就填 0', '0 if none') })
const { unreached } = WHEREABOUTS

/** F-01, F-02: people first, then the buildings. */
export const DAMAGED: readonly Task[] = [
  task({
    id: 'F-01',
    group: 'people',
    title: text('人员安全清点', 'Everybody counted'),
    how: text(
      '逐班、逐宿舍清点，不在校的逐人联系。四项相加等于在册人数，联系不上的如实填失联。',
      'Count by class and dormitory and call whoever is not there. The four figures add up to the roster; whoever cannot be reached is stated as unreached.',
    ),
    why: text('先找到人，再说房子。', 'People first, buildings after.'),
    signers: ON_DUTY,
    timing: once(COUNT_WITHIN),
    fields: [SAFE, INJURED, DEAD, unreached],
    rules: [sumIs('roster', 'safe', 'injured', 'dead', 'unreached')],
  }),
  task({
    id: 'F-01-daily',
    group: 'people',
    title: text('每日人员清点', 'Head count of every day'),
    how: text(
      '每天核一遍校内校外人数，失联的继续找，住院的计入校外；遇难的由教育局核减在册人数。合计等于在册人数。',
      'Count inside and outside every day and go on looking for the missing; whoever is in hospital counts as outside. The bureau takes the dead off the roster. The sum is the roster.',
    ),
    why: text('数字当天就会变，旧数字会误事。', 'The figures change within the day, and old ones mislead.'),
    timing: daily(DAY_SLOT),
    ...HEAD_COUNT,
  }),
  task({
    id: 'F-01-care',
    group: 'people',
    title: text('伤亡人员跟踪', 'The injured followed'),
    how: text(
      '受伤的跟到出院，遇难的做好家属安抚，每天报一次；没有就填 0。',
      'Follow the injured until they are out of hospital and stand by the families of the dead; report every day, 0 if none.',
    ),
    why: text('伤员和家属身边不能没有学校的人。', 'Neither the injured nor the families are left alone.'),
    signers: ON_DUTY,
    timing: daily(DAY_SLOT),
    fields: [INJURED, DEAD],
  }),
  task({
    id: 'F-02-fence',
    group: 'buildings',
    title: text('危险区域封闭', 'Dangerous places closed off'),
    how: text(
      '进水、开裂、滑坡的房屋和场地拉线断电，专人看守，鉴定前谁也不进。',
      'Rope off flooded, cracked or sliding places, cut the power, post a guard; nobody enters before the survey.',
    ),
    why: text('水退以后倒塌的房屋最伤人。', 'Buildings that fall after the water has gone hurt most.'),
    signers: school('security', 'logistics', 'dutyLeader'),
    timing: once(COUNT_WITHIN),
    fields: [count('placesClosed', '封闭点位', 'Places closed off'), count('guards', '看守人员', 'Guards')],
  }),
  task({
    id: 'F-02',
    group: 'buildings',
    title: text('校舍安全鉴定', 'Survey of the buildings'),
    how: text(
      '请有资质的机构逐栋鉴定，不能以自查代替；分清可用、需修、停用三类。',
      'Have a qualified body survey building by building, not the school itself: usable, to be repaired, out of use.',
    ),
    why: text('看着没事的楼，也可能已经动了基础。', 'A building may look sound with its foundation gone.'),
    signers: BUILDINGS,
    timing: once(SURVEY_DAYS * DAY),
    fields: [
      count('buildings', '鉴定栋数', 'Buildings surveyed'),
      count('usable', '可用', 'Usable'),
      count('toRepair', '需修', 'To be repaired'),
      count('unsafe', '停用', 'Out of use'),
      words('surveyor', '鉴定机构', 'Surveyor'),
      date('surveyedOn', '鉴定日期', 'Surveyed on'),
    ],
    rules: [sumIsField('buildings', 'usable', 'toRepair', 'unsafe')],
  }),
  task({
    id: 'F-02-dormitory',
    group: 'buildings',
    title: text('宿舍安全鉴定', 'Dormitories surveyed'),
    how: text(
      '住宿生在鉴定合格的宿舍才能过夜，床位不够的当天调整。',
      'Boarders sleep only where the survey allows it; move beds the same day.',
    ),
    why: text('人睡着的时候跑不出来。', 'Nobody runs out of a building asleep.'),
    signers: school('dormitory', 'logistics', 'vicePrincipal'),
    boarding: true,
    timing: once(SURVEY_DAYS * DAY),
    fields: [count('beds', '床位', 'Beds'), count('bedsUsable', '可用床位', 'Beds usable')],
    rules: [atMost('bedsUsable', 'beds')],
  }),
]
