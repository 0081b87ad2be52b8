/**
 * The quantities that several steps of the epidemic ask for. One quantity has one name, whichever step states it: a
 * region's report adds up by name, and of each school only the last word counts.
 */
import { choices, count, date, option, text } from '../../notation.ts'
import type { EvidenceRule } from '../../form.ts'

/** The campus on a school day: its gates, its rooms, its canteen. */
export const CAMPUS = {
  entriesRefused: count('entriesRefused', '劝返人次', 'Entries refused'),
  visitors: count('visitors', '获准来访', 'Visitors admitted'),
  exitsApproved: count('exitsApproved', '批准外出', 'Exits approved'),
  gatesOpen: count('gatesOpen', '开放校门', 'Gates open'),
  patrols: count('patrols', '围墙巡查次数', 'Patrols'),
  roomsInUse: count('roomsInUse', '在用教室', 'Rooms in use'),
  roomsAired: count('roomsAired', '已通风教室', 'Rooms aired'),
  disinfections: count('disinfections', '重点部位消毒次数', 'Rounds of disinfection'),
  sittings: count('sittings', '错峰就餐批次', 'Sittings at meals'),
  foodSamples: count('foodSamples', '留样菜品', 'Dishes sampled'),
}

/** The people of the roster whose movements and health are known, and those of whom they are not. */
export const VERIFIED = {
  verified: count('verified', '已核实', 'Verified'),
  unverified: count('unverified', '未核实', 'Unverified', { hint: text('没有就填 0', '0 if none') }),
}

/** Who must not return yet, and who of them was told. */
export const DEFERRED = {
  deferred: count('deferred', '暂缓返校', 'Deferred'),
  informed: count('informed', '已通知', 'Told'),
}

export const TRAINED = {
  staffTrained: count('staffTrained', '已培训', 'Trained'),
  staffPassed: count('staffPassed', '考试合格', 'Passed'),
}

/** What a drill found, apart from what self-checks and inspectors find. */
export const DRILL = {
  drilledOn: date('drilledOn', '演练日期', 'Drilled on'),
  drillPeople: count('drillPeople', '参演人数', 'People'),
  drillPartners: choices('drillPartners', '参演单位', 'Together with', [
    option('community', '社区', 'Community'),
    option('hospital', '医院', 'Hospital'),
    option('police', '派出所', 'Police'),
    option('none', '仅本校', 'None'),
  ]),
  drillFindings: count('drillFindings', '演练发现问题', 'Findings of the drill'),
  drillFindingsClosed: count('drillFindingsClosed', '其中已整改', 'Of these closed'),
}

export const INSPECTION = {
  inspections: count('inspections', '接受检查次数', 'Inspections'),
  inspectedOn: date('inspectedOn', '最近检查日期', 'Last inspected on', {
    required: false,
    hint: text('没有来过不填', 'Empty if nobody came'),
  }),
  inspectionFindings: count('inspectionFindings', '指出问题', 'Findings of inspectors'),
  inspectionFindingsClosed: count('inspectionFindingsClosed', '其中已整改', 'Of these closed'),
}
export const INSPECTION_RULES: readonly EvidenceRule[] = [
  { kind: 'requiredWhen', field: 'inspectedOn', when: 'inspections' },
  { kind: 'atMost', field: 'inspectionFindingsClosed', limit: { field: 'inspectionFindings' } },
]

/** Rooms in which somebody feverish stays apart; at a kindergarten only until the guardian comes. */
export const ISOLATION = {
  isolationRooms: count('isolationRooms', '隔离（观察）室', 'Isolation rooms'),
  isolationBeds: count('isolationBeds', '床位', 'Beds'),
  isolationStaff: count('isolationStaff', '专管人员', 'Staff in charge'),
}

/** How many days the stock lasts. */
export const STOCK = {
  maskDays: count('maskDays', '口罩可用天数', 'Days of masks'),
  disinfectantDays: count('disinfectantDays', '消毒液可用天数', 'Days of disinfectant'),
}

export const PLANS = {
  returnPlanOn: date('returnPlanOn', '返校方案备案', 'Return plan filed on'),
  preventionPlanOn: date('preventionPlanOn', '防控方案备案', 'Prevention plan filed on'),
  emergencyPlanOn: date('emergencyPlanOn', '应急预案备案', 'Emergency plan filed on'),
  planVersion: count('planVersion', '现行版本', 'Version in force', { hint: text('第几版填几', '2 for the second version') }),
}

export const CONTACTS = {
  contactsOnFile: count('contactsOnFile', '联络单位', 'Contacts on file'),
  contactsReached: count('contactsReached', '电话已打通', 'Reached by telephone'),
}
