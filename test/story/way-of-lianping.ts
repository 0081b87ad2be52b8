/** What the auditor reads of 莲坪 in the end: every event, who sent it, and the reason that was given. */
export const WAY = [
  ['ORDER_LOCKDOWN', 'county', '全县立即封控'],
  ['REPORT_SUSPECTED', 'doctor', null],
  ['CONFIRM', 'county', null],
  ['UNSEAL', 'county', '末例转出满 7 天，三轮检测均为阴性'],
  ['ORDER_ONLINE', 'county', '住校生点对点返家'],
  ['BEGIN_REOPENING', 'lianping', null],
  ['SUBMIT_PLAN', 'lianping', null],
  ['RETURN_PLAN', 'county', '两名炊事员健康证过期；演练缺校内病例科目'],
  ['SUBMIT_PLAN', 'lianping', null],
  ['ENDORSE_PLAN', 'county', '现场核查合格，同意上报'],
  ['ENDORSE_PLAN', 'city', '材料齐全，复核同意'],
  ['APPROVE_PLAN', 'city', '同意分批复课'],
  ['NEXT_BATCH', 'county', '第一批次三天无异常'],
  ['BEGIN_OBSERVING', 'county', '全员返校'],
  ['RETURN_TO_NORMAL', 'county', '观察期满，恢复常态'],
]
