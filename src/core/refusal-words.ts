import type { Text } from '../../machines/vocabulary.ts'
import { CONCEALMENT_REFUSALS } from './concealment/refusal-words.ts'
import type { RefusalCode } from './refusal.ts'

/** What people read when something was not done (未受理): in a few words, and what to do now. */
export interface RefusalWords {
  readonly title: Text
  readonly detail: Text
}

/** The words for every reason of the closed list. */
export const REFUSAL_WORDS: Readonly<Record<RefusalCode, RefusalWords>> = {
  unknown_unit: {
    title: { zh: '查无此单位', en: 'No such unit' },
    detail: {
      zh: '该单位不存在，或不在您的管辖范围内。请核对单位代码；如需调整管辖范围，请联系本级管理员。',
      en: 'The unit does not exist or is not in your charge. Check its code; your administrator can change what is in your charge.',
    },
  },
  unknown_order: {
    title: { zh: '查无此指令', en: 'No such order' },
    detail: {
      zh: '该指令不存在，或不在您的管辖范围内。请从指令列表中重新选择。',
      en: 'The order does not exist or is not in your charge. Choose it again from the list of orders.',
    },
  },
  not_your_role: {
    title: { zh: '您的岗位无权办理', en: 'Not for your post' },
    detail: {
      zh: '此事项由其他岗位或上级单位办理。请转交有权办理的岗位，或报告上级指挥部。',
      en: 'This is for another post or for the command above you. Pass it on to them.',
    },
  },
  idempotency_mismatch: {
    title: { zh: '提交内容与上次不一致', en: 'Sent before with other contents' },
    detail: {
      zh: '同一提交编号已用于另一份内容，此次未受理。请刷新页面后重新填报。',
      en: 'The same key was used for other contents, so nothing was done now. Reload the page and enter it again.',
    },
  },
  unknown_playbook: {
    title: { zh: '该单位未启用此预案', en: 'Playbook not in use here' },
    detail: {
      zh: '所选预案不存在，或不适用于该单位。请从预案列表中重新选择。',
      en: 'The playbook does not exist or does not run at this unit. Choose one from the list of playbooks.',
    },
  },
  unknown_event: {
    title: { zh: '预案中没有此指令', en: 'No such event in the playbook' },
    detail: {
      zh: '请从该预案列出的指令中选择；按范围下达的，须为可批量下达的指令。',
      en: 'Choose one of the events that the playbook lists; for an order, one that may be given to many units.',
    },
  },
  facts_invalid: {
    title: { zh: '填写内容有误', en: 'Something is filled in wrongly' },
    detail: { zh: '请按各项提示更正后再提交。', en: 'Correct what is marked and send it again.' },
  },
  reason_required: {
    title: { zh: '请说明理由', en: 'A reason is needed' },
    detail: {
      zh: '此事项须写明理由，留存备查。请补充后再提交。',
      en: 'This goes on record with its reason. Add it and send it again.',
    },
  },
  unknown_task: {
    title: { zh: '预案中没有此项任务', en: 'No such task in the playbook' },
    detail: { zh: '请回到任务清单，重新选择要办理的任务。', en: 'Go back to the checklist and choose the task again.' },
  },
  wrong_phase: {
    title: { zh: '与当前阶段不符', en: 'Not in this phase' },
    detail: {
      zh: '该单位目前所处阶段不能办理此事项，或所签任务属于已经结束的阶段。请刷新页面，按当前阶段的清单办理。',
      en: 'The unit is in a phase in which this cannot be done, or the task belongs to a phase that has ended. Reload and work from the present checklist.',
    },
  },
  not_for_this_kind: {
    title: { zh: '不适用于此类学校', en: 'Not for this kind of school' },
    detail: {
      zh: '此指令不适用于该类学校。请核对学校类别，或改用适用的指令。',
      en: 'This event is not meant for this kind of school. Check the kind, or choose another event.',
    },
  },
  already_in_phase: {
    title: { zh: '已处于该阶段', en: 'Already in this phase' },
    detail: { zh: '该单位已处于目标阶段，无需重复办理。', en: 'The unit is where this would lead; there is nothing to do.' },
  },
  not_open_yet: {
    title: { zh: '未到办理时间', en: 'Not open yet' },
    detail: { zh: '本次填报尚未开始，请在规定时段内办理。', en: 'This round has not begun. Sign it when it is open.' },
  },
  occurrence_closed: {
    title: { zh: '本次填报已截止', en: 'This round has closed' },
    detail: {
      zh: '本次未按时办理，已记为缺报，不能补签。请办理当前一次，并向上级说明情况。',
      en: 'It was not signed in time, is on record as missed and cannot be signed now. Sign the present round and tell the command above what happened.',
    },
  },
  not_your_task: {
    title: { zh: '此项不由您签字', en: 'Not for you to sign' },
    detail: {
      zh: '签字须由任务指定的岗位办理；岗位空缺时由单位负责人代签。撤回须由签字人本人或本单位负责人办理，退回须由复核人办理。',
      en: 'The posts named in the task sign it; the head of the unit signs for a vacant post. Only the signer or the head of the unit withdraws a sign-off, and only a second signer sends one back.',
    },
  },
  already_signed: {
    title: { zh: '已签字确认', en: 'Signed already' },
    detail: {
      zh: '此项已有签字，请勿重复签字。如内容有误，请先撤回原签字并说明理由。',
      en: 'This is signed. If what it says is wrong, withdraw it first, with a reason.',
    },
  },
  second_signer_must_differ: {
    title: { zh: '复核人不能与签字人为同一人', en: 'The second signer must be somebody else' },
    detail: {
      zh: '此项须另一人复核。请由其他有权签字的人员办理。',
      en: 'Another person has to sign here as well. Ask somebody else who may.',
    },
  },
  evidence_invalid: {
    title: { zh: '佐证材料填写有误', en: 'The evidence does not hold' },
    detail: {
      zh: '请按各项提示核对更正后再签字；人数须与在册人数相符。',
      en: 'Check what is marked, correct it and sign again; people have to add up to the roster.',
    },
  },
  file_invalid: {
    title: { zh: '文件未能接收', en: 'The file was not taken' },
    detail: {
      zh: '请按提示重新选择文件；没有合适的文件也可以不传，不影响签字。',
      en: 'Choose the file again as told. Signing does not depend on it.',
    },
  },
  overlay_invalid: {
    title: { zh: '补充措施填写有误', en: 'The local addition does not hold' },
    detail: {
      zh: '补充措施只能增加、从严，不得删减、放宽，并须有失效和复核日期。请按各项提示更正。',
      en: 'A local addition may add or tighten, never drop or relax, and has a last day and a day of review. Correct what is marked.',
    },
  },
  unknown_overlay: {
    title: { zh: '查无此补充措施', en: 'No such local addition' },
    detail: {
      zh: '该补充措施不存在，或不在您的管辖范围内。请回到补充措施列表核对。',
      en: 'It does not exist or is not in your charge. Go back to the list of local additions.',
    },
  },
  unknown_move: {
    title: { zh: '查无此次迁移', en: 'No such move' },
    detail: {
      zh: '该次迁移不存在，或不在您的管辖范围内。请回到预案版本页面核对。',
      en: 'The move does not exist or is not in your charge. Go back to the versions of the playbook.',
    },
  },
  unknown_version: {
    title: { zh: '没有这样的版本迁移', en: 'No such move between versions' },
    detail: {
      zh: '所选版本不存在，或新版预案没有从该版本迁移的对应关系。请回到预案版本页面重新选择。',
      en: 'The version does not exist, or the newer one does not say how responses come over to it. Choose again from the versions of the playbook.',
    },
  },
  no_mapping: {
    title: { zh: '新版预案中没有对应', en: 'Nothing corresponds in the new version' },
    detail: {
      zh: '该单位所处阶段或已签事项在新版预案中没有对应，仍按原版执行。请先办结本次处置，或报预案编制单位补充对应关系。',
      en: 'The phase of this unit, or a step that it signed, has no counterpart in the new version. It stays with the old one; close the matter first, or ask for the counterpart to be added.',
    },
  },
  overlay_in_the_way: {
    title: { zh: '属地补充措施与新版不符', en: 'A local addition does not fit the new version' },
    detail: {
      zh: '补充措施所指的事项或阶段在新版预案中已改名或取消。请先撤回该补充措施，迁移后按新版重新发布。',
      en: 'It names a step or phase that was renamed or is gone. Withdraw it first, and publish it again for the new version after the move.',
    },
  },
  overlay_over: {
    title: { zh: '补充措施已失效', en: 'No longer in force' },
    detail: {
      zh: '该补充措施已撤回或已到期，无需再办。需要继续执行的，请重新发布。',
      en: 'It was withdrawn or has expired. Publish it again if it is still needed.',
    },
  },
  assignment_invalid: {
    title: { zh: '交办事项填写有误', en: 'The assignment does not hold' },
    detail: { zh: '请按各项提示更正后再发出。', en: 'Correct what is marked and send it again.' },
  },
  nobody_to_ask: {
    title: { zh: '系统内没有可以答复的上级', en: 'Nobody above to answer' },
    detail: {
      zh: '本单位之上没有启用本级预案的主管部门，求援无人接收。请电话报告上级，并请系统管理员核对单位的隶属关系。',
      en: 'No bureau above this unit has a playbook of its own, so nobody would receive it. Telephone them, and have your administrator check where the unit belongs.',
    },
  },
  unknown_assignment: {
    title: { zh: '查无此交办事项', en: 'No such assignment' },
    detail: {
      zh: '该事项不存在，或与您的单位无关。请回到交办事项列表核对。',
      en: 'It does not exist or does not concern your unit. Go back to the list of assignments.',
    },
  },
  assignment_over: {
    title: { zh: '该交办事项已经了结', en: 'The assignment is over' },
    detail: {
      zh: '该事项已撤回，或早已办结归档，无需再办。如有疑问，请联系交办单位。',
      en: 'It was withdrawn, or done long ago and filed. Ask whoever gave it if you are in doubt.',
    },
  },
  unknown_sign_off: {
    title: { zh: '查无此签字', en: 'No such sign-off' },
    detail: {
      zh: '该签字不存在、已撤回，或所属阶段已经结束。请刷新页面查看最新情况。',
      en: 'It does not exist, is withdrawn already, or its phase has ended. Reload to see how things stand.',
    },
  },
  ...CONCEALMENT_REFUSALS,
  already_withdrawn: {
    title: { zh: '已撤回', en: 'Withdrawn already' },
    detail: { zh: '该签字已经撤回，无需重复办理。', en: 'The sign-off is withdrawn; there is nothing to do.' },
  },
  already_cancelled: {
    title: { zh: '已取消', en: 'Cancelled already' },
    detail: { zh: '该指令已经取消，无需重复办理。', en: 'The order is cancelled; there is nothing to do.' },
  },
  order_under_way: {
    title: { zh: '指令已开始下达，不能取消', en: 'The order is under way' },
    detail: {
      zh: '已有学校执行该指令，不能再取消。需要改变的，请另行下达一道指令，让学校转入应处的阶段。',
      en: 'Schools have been moved by it, so it can no longer be cancelled. To change that, give another order that leads them where they should be.',
    },
  },
  gate_closed: {
    title: { zh: '条件不具备', en: 'Conditions are not met' },
    detail: { zh: '请先办结所列各项，再次提交。', en: 'Finish what is listed as missing, then send it again.' },
  },
  overloaded: {
    title: { zh: '系统繁忙', en: 'Too much at once' },
    detail: {
      zh: '此次提交未受理，请稍候重试；重复提交不会重复办理。',
      en: 'Nothing was done. Try again in a moment; sending it again does not do it twice.',
    },
  },
}
