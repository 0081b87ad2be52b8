import type { Task } from '../../../task.ts'
import { bureau, choice, count, HOUR, once, option, school, SCHOOLS, sumIsField, task, text, time, words } from '../../../notation.ts'

/** L-01, L-05, L-14: who leads in a sealed school. */
export const COMMAND_GROUP: readonly Task[] = [
  task({
    id: 'L-01',
    group: 'report',
    kinds: SCHOOLS,
    title: text('启动校级指挥部', 'Activate the command group'),
    how: text(
      '书记、校长到岗，各工作组组长定到人，主要负责人被隔离的由 AB 岗接替。',
      'Secretary and principal on post, a leader for every group; the substitute takes over for anyone in isolation.',
    ),
    why: text('没有组长的工作组等于没有。', 'A group without a leader does not exist.'),
    signers: school('principal', 'vicePrincipal'),
    timing: once(HOUR),
    fields: [count('groups', '工作组', 'Groups'), count('leaders', '已到岗组长', 'Leaders on post')],
    rules: [sumIsField('groups', 'leaders')],
    source: ['L-01', 'R-25'],
  }),
  task({
    id: 'L-05',
    group: 'report',
    title: text('确认区域等级', 'Confirm the zone'),
    how: text(
      '按指挥部口头或书面指令填写；文号没到先签，到了再补。',
      'As the command said or wrote; sign without the number and add it when it comes.',
    ),
    why: text('等级不同，管法不同；审计要看凭什么。', 'Each zone has its own rules, and the auditor asks on whose word.'),
    signers: school('principal', 'dutyLeader', 'vicePrincipal'),
    timing: once(2 * HOUR),
    fields: [
      choice('zone', '区域等级', 'Zone', [
        option('sealed', '封控区', 'Sealed'),
        option('controlled', '管控区', 'Controlled'),
        option('precaution', '防范区', 'Precaution'),
      ]),
      words('orderNumber', '文号', 'Order number', {
        required: false,
        hint: text('没到不填，记为“文号待补”', 'Leave empty while it is to follow'),
      }),
    ],
    source: ['L-05', 'R-22'],
  }),
  task({
    id: 'L-14',
    group: 'report',
    kinds: SCHOOLS,
    title: text('派出包联干部', 'Send the liaison officer'),
    how: text('教育局指定一名干部包联本校，到校后由局里签。', 'The bureau names an officer to look after the school and signs on arrival.'),
    why: text('学校缺什么、难在哪，要有人直接带回指挥部。', 'Somebody must carry the school’s needs straight to the command.'),
    signers: bureau(['county', 'city', 'province'], 'dutyOfficer', 'taskForce', 'liaisonOfficer'),
    timing: once(4 * HOUR),
    fields: [words('officer', '包联干部', 'Officer'), time('arrivedAt', '到校时间', 'Arrived at')],
    source: ['L-14', 'R-13'],
  }),
]
