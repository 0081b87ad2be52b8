import { expect, test } from 'vitest'
import type { EntryBody } from '../../src/core/entry.ts'
import { describeEntry } from '../../views/describe-entry.ts'
import type { ShownEntry } from '../../views/describe-entry.ts'
import type { Texts } from '../../views/evidence.tsx'
import { LIANPING, local, NIGHT } from '../world.ts'
import { overlay } from '../core/overlay/overlays.ts'
import { night, nightInEnglish } from './page.ts'

const entry = (body: EntryBody): ShownEntry => ({
  seq: 118,
  unit: { code: LIANPING.code, name: LIANPING.name, kind: LIANPING.kind },
  playbook: 'epidemic',
  mode: 'actual',
  type: body.type,
  actor: { id: 'p', name: '李敏', username: null },
  post: 'doctor',
  standsInFor: null,
  at: NIGHT,
  body,
  texts: {},
  overlays: [],
})

const signed = { type: 'task.signed', v: 1, task: 'N-01', visit: 1, evidence: {}, signedAt: null, wording: '' } as const
const sealed = { phase: 'lockdown.sealed', teaching: 'online', nodes: [], entered: [], suspends: true, keeps: [], resumes: false } as const
const sent = { type: 'event.sent', v: 1, facts: {}, from: 'normal.inTerm', mark: null, caseSeq: null, level: 'city', leftOpen: [] } as const

const ENTRIES: readonly (readonly [EntryBody, string])[] = [
  [
    {
      type: 'calendar.recorded',
      v: 1,
      rows: [{ region: '140800', kind: '', from: '2026-05-01', to: '2026-05-05', what: 'holiday', name: '劳动节' }],
    },
    '录入校历：学期 0 个，放假 1 段，补课 0 段',
  ],
  [{ type: 'calendar.applied', v: 1, calendar: 8 }, '校历有变更（见第 8 号记录），本校各项时限改按新校历计算'],
  [{ type: 'response.opened', v: 1, version: 1, outcome: sealed }, '启动“传染病疫情防控”处置'],
  [
    { ...sent, event: 'ORDER_LOCKDOWN', order: 117, outcome: sealed },
    '下达封控处置：常态防控 · 在校教学 → 封闭管理 · 封控处置（指令 117）',
  ],
  [{ ...sent, event: 'RULE_OUT', order: null, outcome: null, mark: 'caseRuledOut', caseSeq: 86 }, '排除疑似（第 86 号疑似）'],
  [{ ...sent, event: 'HOLD', order: null, outcome: null }, '先期管控'],
  [
    { ...signed, occurrence: '2026-03-06/noon', statement: 'done', complete: true, late: true },
    '签字：晨午检和缺勤追踪（今天 午检），逾期签字',
  ],
  [{ ...signed, task: 'L-02', occurrence: null, statement: 'done', complete: false, late: false }, '签字：关闭校门，待复核'],
  [{ ...signed, task: 'L-01', occurrence: null, statement: 'not_applicable', complete: true, late: false }, '签“不适用”：启动校级指挥部'],
  [
    { type: 'sign_off.withdrawn', v: 1, signOff: 90, task: 'L-03', visit: 1, occurrence: 'first' },
    '撤回签字：全员清点（首次）（第 90 号记录，原记录保留）',
  ],
  [
    { type: 'deadline.passed', v: 1, task: 'N-02', visit: 1, occurrence: '2026-03-06', dueAt: local('2026-03-06 17:00') },
    '逾期未办：日报告、零报告（今天），时限 今天 17:00',
  ],
  [
    { type: 'occurrence.missed', v: 1, task: 'N-02', visit: 1, occurrence: '2026-03-05', closedAt: NIGHT },
    '缺报：日报告、零报告（3月5日）',
  ],
  [
    { type: 'command.refused', v: 1, command: 'event', subject: 'UNSEAL', order: 117, refusal: 'wrong_phase', missing: [] },
    '未受理：解封，与当前阶段不符（指令 117）',
  ],
  [
    {
      type: 'order.issued',
      v: 1,
      order: 117,
      playbook: 'epidemic',
      mode: 'actual',
      event: 'ORDER_LOCKDOWN',
      facts: {},
      scope: { region: '140821', kinds: ['junior'], boarding: true, phases: ['normal'], except: ['1', '2'] },
    },
    '下达指令：下达封控处置，范围：地区 140821，初中，有寄宿生，处于常态防控，除外 2 所',
  ],
  [
    { type: 'order.settled', v: 1, order: 117, matched: 47, changed: 46, unchanged: 1, refused: 0 },
    '指令 117 已全部下达：范围内 47 所，执行 46，原已到位 1，未受理 0',
  ],
  [{ type: 'order.cancelled', v: 1, order: 117 }, '取消指令 117，尚未下达到学校'],
  [
    { type: 'report.concealed', v: 1, task: 'N-02', date: '2026-03-05', caseSeq: null, office: '140821', level: 'county' },
    '认定瞒报：日报告、零报告（3月5日）',
  ],
  [
    { type: 'report.concealed', v: 1, task: 'U-02', date: '2026-03-05', caseSeq: 41, office: '140821', level: 'county' },
    '认定瞒报：同步上报（3月5日，第 41 号疑似）',
  ],
  [
    {
      type: 'concealment.withdrawn',
      v: 1,
      concealment: 90,
      task: 'N-02',
      date: '2026-03-05',
      caseSeq: null,
      office: '140800',
      level: 'city',
    },
    '撤销瞒报认定：日报告、零报告（3月5日）（第 90 号记录，原记录保留）',
  ],
]

const SCHOOL = { region: '140821' }
const given = { type: 'assignment.given', v: 1, terms: { kind: 'document' }, level: 'county', playbook: null, scope: SCHOOL } as const

test('what was given, received, withdrawn, ended or sent back reads as a sentence', () => {
  const sentences: readonly (readonly [EntryBody, Texts, string])[] = [
    [{ ...given, dueAt: local('2026-03-07 10:00') }, { title: '值守通知' }, '发出交办（文件签收）：值守通知，明天 10:00 前办结'],
    [{ ...given, dueAt: local('2026-03-07 10:00') }, { title: null }, '发出交办（文件签收）：（内容已依规删除），明天 10:00 前办结'],
    [
      { type: 'assignment.received', v: 1, assignment: 90, dueAt: local('2026-03-07 10:00') },
      {},
      '收到第 90 号交办事项，明天 10:00 前办结',
    ],
    [{ type: 'assignment.withdrawn', v: 1, assignment: 90 }, {}, '撤回第 90 号交办事项'],
    [{ type: 'assignment.ended', v: 1, assignment: 90 }, {}, '第 90 号交办事项已撤回，不再办理'],
    [{ ...signed, task: 'A-90', occurrence: null, statement: 'done', complete: true, late: false }, {}, '签字：第 90 号交办事项'],
    [
      { type: 'sign_off.returned', v: 1, signOff: 95, task: 'A-90', visit: 1, occurrence: null },
      {},
      '复核未通过，退回：第 90 号交办事项（第 95 号记录，原记录保留）',
    ],
  ]
  for (const [body, texts, sentence] of sentences) {
    expect(describeEntry(night, { ...entry(body), texts })).toBe(sentence)
    expect(describeEntry(nightInEnglish, { ...entry(body), texts })).not.toMatch(/undefined|\[object/)
  }
})

test('a step that a bureau added is named by the title that the bureau wrote, one that is unknown by its place', () => {
  const body: EntryBody = { ...signed, task: 'X-90-1', occurrence: null, statement: 'done', complete: true, late: false }
  const missed = { type: 'occurrence.missed', v: 1, task: 'X-90-1', visit: 1, occurrence: '2026-03-05', closedAt: NIGHT } as const
  const overlays = [overlay(90)]
  expect(describeEntry(night, { ...entry(body), overlays })).toBe('签字：清点应急照明（第 90 号补充措施第 1 项）')
  expect(describeEntry(night, { ...entry(missed), overlays })).toBe('缺报：清点应急照明（第 90 号补充措施第 1 项）（3月5日）')
  expect(describeEntry(nightInEnglish, { ...entry(body), overlays })).toBe('Signed: 清点应急照明 (item 1 of local addition no. 90)')
  expect(describeEntry(night, entry(body))).toBe('签字：第 90 号补充措施第 1 项')
})

test.each(ENTRIES)('%o reads as a sentence', (body, sentence) => {
  const said = describeEntry(night, entry(body))
  expect(said).toBe(sentence)
  expect(describeEntry(nightInEnglish, entry(body))).not.toMatch(/undefined|\[object/)
})

test('what the playbook no longer knows is shown as it was written', () => {
  const body: EntryBody = { ...signed, task: 'X-99', occurrence: null, statement: 'done', complete: true, late: false }
  expect(describeEntry(night, entry(body))).toBe('签字：X-99')
})
