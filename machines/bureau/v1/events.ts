import { byBureau, order } from '../../event-notation.ts'
import { choice, count, date, text, words } from '../../notation.ts'
import type { EventDefinition, Sender } from '../../playbook.ts'
import { LEVELS, optionsOf, RISKS } from './define.ts'
import { lessStrict, levelEnded, listsReconciled, stoodDown, stricter } from './gates.ts'

/** A command activates itself, or is activated by any above it. */
const ANY_COMMAND: readonly Sender[] = [byBureau('township', 'county', 'city', 'province', 'nation')]
/** Levels are declared from the county upward. */
const DECLARING: readonly Sender[] = [byBureau('county', 'city', 'province', 'nation')]

const LEVEL = choice('level', '响应级别', 'Response level', optionsOf(LEVELS))

const list: readonly EventDefinition[] = [
  order({
    type: 'ACTIVATE',
    title: text('启动应急响应', 'Activate'),
    consequence: text(
      '指挥部立即运转：工作组、包联干部到位，每天会商、上报。',
      'The command works at once: groups and officers in place, meetings and reports every day.',
    ),
    senders: ANY_COMMAND,
    reaches: 'activated',
    tone: 'urgent',
    source: ['R-13', 'R-06'],
  }),
  order({
    type: 'DECLARE_LEVEL',
    title: text('宣布响应级别', 'Declare a response level'),
    consequence: text(
      '宣布本地区响应级别，辖区学校即时可见；未启动的同时启动应急响应。',
      'Schools of the area see the level at once; a command on standby is activated by it.',
    ),
    senders: DECLARING,
    facts: [LEVEL],
    tone: 'urgent',
    source: ['R-21'],
  }),
  order({
    type: 'RAISE_LEVEL',
    title: text('提高响应级别', 'Raise the level'),
    consequence: text('改按更高级别响应，任务随之增加。', 'A stricter level holds, with what it asks in addition.'),
    senders: DECLARING,
    facts: [LEVEL],
    gates: [stricter],
    source: ['R-21'],
  }),
  order({
    type: 'LOWER_LEVEL',
    title: text('降低响应级别', 'Lower the level'),
    consequence: text('改按较低级别响应。', 'A less strict level holds.'),
    senders: DECLARING,
    facts: [LEVEL],
    gates: [lessStrict],
    source: ['R-21'],
  }),
  order({
    type: 'END_LEVEL',
    title: text('终止响应级别', 'End the level'),
    consequence: text('本地区不再执行响应级别；上级宣布的仍然有效。', 'No level of this area is in force; one declared above still is.'),
    senders: DECLARING,
    source: ['R-21'],
  }),
  order({
    type: 'SET_RISK',
    title: text('公布风险等级', 'Declare the risk level'),
    consequence: text('公布本地区风险等级和管控区域，辖区学校即时可见。', 'Schools of the area see the risk level and the zones at once.'),
    senders: DECLARING,
    facts: [
      choice('risk', '风险等级', 'Risk level', optionsOf(RISKS)),
      date('from', '起始日期', 'From', { required: false, hint: text('不填即为当天', 'Today if left empty') }),
      count('zonesSealed', '封控区（个）', 'Sealed zones', { required: false }),
      count('zonesControlled', '管控区（个）', 'Controlled zones', { required: false }),
      words('zones', '区域名称', 'Names of the zones', { required: false, long: true }),
    ],
    reason: 'optional',
    source: ['R-22'],
  }),
  order({
    type: 'STAND_DOWN',
    title: text('转入收尾', 'Stand down'),
    consequence: text('应急响应结束，转入撤收和复盘。', 'The emergency is over: release, count and look back.'),
    senders: ANY_COMMAND,
    gates: [levelEnded, listsReconciled],
    reaches: 'standingDown',
    tone: 'main',
    source: ['R-13', 'R-12'],
  }),
  order({
    type: 'RETURN_TO_STANDBY',
    title: text('恢复平时', 'Back to standby'),
    consequence: text('收尾办结，指挥部恢复平时值守。', 'The command is on standby again.'),
    senders: ANY_COMMAND,
    reason: 'optional',
    gates: [stoodDown],
    reaches: 'standby',
    tone: 'main',
    source: ['R-13'],
  }),
]

/** Every event of the playbook by its type. From where each is accepted, the statechart alone says. */
export const events: Readonly<Record<string, EventDefinition>> = Object.fromEntries(list.map((one) => [one.type, one]))
