import type { Measure } from './measures.ts'
import type { Text } from './vocabulary.ts'

/** A rule of the whole system, and what of the system itself keeps it, besides the tasks and events that name it. */
export interface Rule extends Measure {
  /** What the system does for it today. */
  readonly kept?: Text
  /** What is still to come, in words. */
  readonly later?: Text
}

/** R: served by tasks and events that name them, by the system itself, or by something that is named as still to come. */
export const RULES: readonly Rule[] = [
  rule('R-01', '一事一责，谁签字谁负责', 'One person answers for each step', {
    kept: say('签字岗位和复核人', 'Signers and second signers'),
  }),
  rule('R-02', '四方责任，逐级指挥上报', 'Orders run down, reports run up', {
    kept: say('指令和查看只限本级以下', 'Nobody acts or looks outside their subtree'),
  }),
  rule('R-03', '一地一策、一校一案，只加不减', 'Additions, never relaxations', {
    kept: say('属地补充措施有发布单位、失效日期、复核日期', 'Local additions with issuer, expiry and review date'),
  }),
  rule('R-04', '日报告、零报告，按校点名', 'Every school, every day', {
    kept: say(
      '缺报、迟报、漏报按校列出；瞒报由主管部门认定，按校另列',
      'Missing, late and incomplete reports by name; concealed ones, which a bureau states, apart',
    ),
  }),
  rule('R-05', '下发文件要签收', 'Documents are signed for', {
    kept: say('文件逐个单位签收，未签收的列出催办', 'Every unit signs for a document; those that have not are listed'),
  }),
  rule('R-06', '当夜下达、当夜落实', 'Orders the same night', {
    kept: say('一次下达到全部学校，进度可查', 'One order to all schools, with its progress'),
  }),
  rule('R-07', '评估、保障、分类，市定省批', 'Reopening is assessed and approved', {
    later: say('审批路线按地区设定', 'Routes of approval by configuration'),
  }),
  rule('R-08', '三个不返校、两个暂缓', 'Three conditions, two deferrals', {
    kept: say('所在地区中、高风险的学校不得开学、返校', 'Nobody returns to a school in an area of medium or high risk'),
  }),
  rule('R-09', '错峰分批返校', 'Return by batches'),
  rule('R-10', '台账管理、逐项销号', 'Ledger, struck off one by one', {
    kept: say('问题逐项交办，复核后销号，未通过的退回', 'Findings are given one by one, re-checked and closed, or sent back'),
  }),
  rule('R-11', '防止形式主义', 'Formalism made visible', {
    kept: say('签字时间逐笔留痕', 'Every signature with its time'),
    later: say('突击签字提示', 'Signatures in a rush pointed out'),
  }),
  rule('R-12', '自查名单与推送名单核对清零', 'Lists reconciled to zero'),
  rule('R-13', '指挥体系即时启动，包联到校', 'Command at once, leaders posted'),
  rule('R-14', '分类施策，不一刀切', 'Different measures for different people', {
    kept: say('任务按学校类别和寄宿情况适用', 'Tasks by kind of school and boarding'),
  }),
  rule('R-15', '统一口径，一次填报', 'One voice, figures entered once', {
    kept: say('情况日报由签字数字汇总', 'Reports are added up from sign-offs'),
  }),
  rule('R-16', '责任倒查', 'Traced to a person and a time', {
    kept: say('工作日志只增不改', 'A journal that only grows'),
    later: say('封存存证', 'Signed checkpoints'),
  }),
  rule('R-17', '二十四小时领导带班', 'Duty day and night', { later: say('值班表', 'The rota itself') }),
  rule('R-18', '一线人员轮休', 'Rest for the front line'),
  rule('R-19', '个人信息最少', 'Personal data stays minimal', {
    kept: say('只上报数字，姓名文字单独存放、可删除', 'Counts travel; names lie apart and can be erased'),
  }),
  rule('R-20', '法定时限', 'Statutory clocks', { later: say('时限按法规设定', 'Limits as configuration with their legal source') }),
  rule('R-21', '响应级别', 'Response level', {
    kept: say('响应级别的启动、调整、终止都有指令，学校可见', 'Levels are declared, changed and ended by order; schools see them'),
  }),
  rule('R-22', '风险等级和管控区域', 'Risk level and zones', {
    kept: say('公布的风险等级直接决定能否返校', 'The risk that is declared decides whether anybody returns'),
  }),
  rule('R-23', '双重领导，高校属地', 'Dual command', {
    kept: say('高校按所在地公布的风险等级执行', 'A university goes by what is declared where it stands'),
    later: say('高校的属地指挥', 'Orders of the place to its universities'),
  }),
  rule('R-24', '工作专班和会商', 'Task force and its meetings', {
    kept: say('本级预案中的会商和纪要', 'Meetings and their minutes in the bureau’s own playbook'),
  }),
  rule('R-25', '学校领导小组，职责到人', 'Leading group, duties named'),
  rule('R-26', '不提前开学、不提前返校', 'No early opening, no early return'),
  rule('R-27', '指令可定除外学校', 'Orders carry exceptions', {
    kept: say('下达范围可除外、可点名', 'Scopes with exceptions and named schools'),
  }),
  rule('R-28', '通报、约谈、问责', 'Ladder of consequences', { later: say('处理情况登记，不作评判', 'Recorded as facts, never computed') }),
  rule('R-29', '督查当日反馈、限期整改', 'Findings reported the same day', {
    kept: say('交办即送达，写明整改期限，逾期列出', 'A finding arrives at once with its date, and lateness shows'),
  }),
  rule('R-30', '缺人缺物上报有答复', 'Shortages get an answer', {
    kept: say('求援逐级上报，答复由签字人写明', 'Calls for help go up level by level; the answer is signed'),
  }),
  rule('R-31', '负责人变动须交接', 'Handover of the responsible person', {
    kept: say('书面交接由交接双方签字，写明培训日期', 'Handovers are signed by both, with the date of training'),
  }),
  rule('R-32', '四十条措施', 'The forty measures'),
]

function rule(id: string, zh: string, en: string, kept: Pick<Rule, 'kept' | 'later'> = {}): Rule {
  return { id, title: say(zh, en), ...kept }
}

function say(zh: string, en: string): Text {
  return { zh, en }
}
