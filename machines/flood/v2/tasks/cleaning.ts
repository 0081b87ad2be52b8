import { count, date, DAY, once, school, SCHOOLS, sumIsField, task, text, words, zero } from '../../../notation.ts'
import { DISINFECTION } from '../../../same-steps.ts'
import type { Task } from '../../../task.ts'
import { DISINFECTION_DAYS, PIPES_DAYS, WATER_DAYS } from '../durations.ts'

/** F-05, after the works: dust is cleared away once, and water is sampled from pipes that nobody opens again. */
export const CLEANING: readonly Task[] = [
  task({
    id: 'F-05-disinfect',
    group: 'health',
    title: text('清淤和消毒', 'Mud cleared, premises disinfected'),
    how: text(
      '先清淤、再冲洗、后消毒，在卫生部门指导下做；教室、食堂、宿舍、厕所一处不漏。',
      'Clear, rinse, then disinfect, guided by the health authority: classrooms, canteen, dormitories, toilets.',
    ),
    why: text('大灾之后防大疫。', 'After a flood comes disease.'),
    timing: once(DISINFECTION_DAYS * DAY),
    ...DISINFECTION,
  }),
  task({
    id: 'F-05-pipes',
    group: 'health',
    title: text('供水设施清洗', 'Tanks and pipes flushed'),
    how: text(
      '水箱、水井、管网放空冲洗并消毒，末梢放到水清为止，再取样检测。',
      'Empty, flush and disinfect tanks, wells and pipes, let every tap run clear, and sample the water after that.',
    ),
    why: text('管子里的脏水不放掉，检测一次不算数。', 'With dirty water left in the pipes a test proves nothing.'),
    signers: school('logistics', 'canteen', 'vicePrincipal'),
    kinds: SCHOOLS,
    timing: once(PIPES_DAYS * DAY),
    fields: [count('facilities', '供水设施（处）', 'Tanks, wells and lines'), count('facilitiesFlushed', '已清洗（处）', 'Flushed')],
    rules: [sumIsField('facilities', 'facilitiesFlushed')],
  }),
  task({
    id: 'F-05-water',
    group: 'health',
    title: text('饮用水检测', 'Drinking water tested'),
    how: text('自备水源、二次供水和管网末梢都取样，不合格的停用。', 'Sample wells, tanks and taps; what fails is not used.'),
    why: text('水干净了，学校才能开伙。', 'No kitchen without clean water.'),
    signers: school('doctor', 'canteen', 'logistics'),
    kinds: SCHOOLS,
    timing: once(WATER_DAYS * DAY),
    fields: [
      count('samples', '取样', 'Samples'),
      count('samplesFailed', '不合格', 'Samples that failed', {
        hint: text('须为 0，停用的水源不再取样', 'Must be 0; a source out of use is not sampled'),
      }),
      date('testedOn', '检测日期', 'Tested on'),
      words('laboratory', '检测机构', 'Laboratory'),
    ],
    rules: [zero('samplesFailed')],
  }),
]
