import type { RefusalWords } from '../core/refusal-words.ts'

/** Why a request did not reach the engine at all. */
export type TransportRefusal = keyof typeof TRANSPORT_WORDS

export const TRANSPORT_WORDS = {
  signed_out: {
    title: { zh: '请先登录', en: 'Sign in first' },
    detail: { zh: '您尚未登录，或登录已失效。请登录后重试。', en: 'You are signed out. Sign in and try again.' },
  },
  wrong_password: {
    title: { zh: '用户名或密码不正确', en: 'Wrong name or password' },
    detail: {
      zh: '请核对后重新输入；忘记密码请联系本级管理员重置。',
      en: 'Check both and try again; your administrator can reset the password.',
    },
  },
  too_many_guesses: {
    title: { zh: '密码错误次数过多', en: 'Too many wrong passwords' },
    detail: {
      zh: '为保障账号安全，该账号暂停登录 15 分钟。急需办理的，请由同单位其他有权人员登录办理。',
      en: 'The account is closed for 15 minutes. If it is urgent, somebody else of your unit can sign in and act.',
    },
  },
  cross_site: {
    title: { zh: '来源不受信任', en: 'Sent from another site' },
    detail: {
      zh: '此次提交并非来自本系统页面，未受理。请打开本系统页面后重试；经反向代理访问的，请核对 PUBLIC_URL 设置。',
      en: 'The request did not come from our own pages, so nothing was done. Open the page here and try again; behind a proxy, check PUBLIC_URL.',
    },
  },
  not_found: {
    title: { zh: '查无此项', en: 'Not found' },
    detail: {
      zh: '所查内容不存在，或不在您的管辖范围内。',
      en: 'It does not exist or is not in your charge.',
    },
  },
  request_invalid: {
    title: { zh: '请求内容有误', en: 'The request is not valid' },
    detail: { zh: '请按各项提示更正后再提交。', en: 'Correct what is marked and send it again.' },
  },
  request_unreadable: {
    title: { zh: '无法读取请求内容', en: 'The request cannot be read' },
    detail: { zh: '请求正文须为 UTF-8 编码的 JSON。', en: 'The body must be JSON in UTF-8.' },
  },
  request_too_large: {
    title: { zh: '提交内容过大', en: 'Too large' },
    detail: { zh: '单次提交不得超过 256 KB，请精简后重试。', en: 'A request holds 256 KB at most. Shorten it and try again.' },
  },
  upload_too_large: {
    title: { zh: '上传内容过大', en: 'Too much to upload' },
    detail: {
      zh: '单个文件不得超过 8 MB，此次未受理。请返回上一页，换用较小的文件后重新提交。',
      en: 'A file has 8 MB at most, so nothing was done. Go back, choose smaller files and send it again.',
    },
  },
  upload_broken: {
    title: { zh: '上传未完成', en: 'The upload was cut short' },
    detail: {
      zh: '文件没有传完，此次未受理。请检查网络，返回上一页重新提交。',
      en: 'The files did not arrive whole, so nothing was done. Check the network, go back and send it again.',
    },
  },
  key_required: {
    title: { zh: '缺少提交编号', en: 'The key is missing' },
    detail: {
      zh: '请在请求头 Idempotency-Key 中提供 1 至 200 个可见字符的唯一编号，重试时沿用同一编号。',
      en: 'Send a header Idempotency-Key of 1 to 200 visible characters, new for each act and the same when trying again.',
    },
  },
  clock_not_frozen: {
    title: { zh: '时间未冻结', en: 'The clock is running' },
    detail: { zh: '只有在演练或测试中冻结了时间，才能调整时间。', en: 'Time can be moved only where FANGXIAN_CLOCK has frozen it.' },
  },
  not_writable: {
    title: { zh: '暂时无法保存', en: 'Nothing can be saved at present' },
    detail: {
      zh: '数据暂时写不进去（磁盘已满、被占用或有故障），此次未能确认。此前已受理的不受影响，查询照常。请稍候以同一编号重试，不会重复办理；持续出现请立即联系管理员。',
      en: 'The data cannot be written just now (the disk is full, in use or out of order), so this is not confirmed. What was accepted before stands, and reading goes on. Try again with the same key in a moment, it will not be done twice; if it lasts, call the administrator.',
    },
  },
  internal: {
    title: { zh: '系统故障', en: 'Something went wrong here' },
    detail: {
      zh: '此次未能办理，故障已记录。请稍后以同一编号重试；多次失败请联系管理员并提供请求编号。',
      en: 'It could not be done, and the fault is on record. Try again with the same key; if it fails again, tell the administrator the request id.',
    },
  },
} satisfies Readonly<Record<string, RefusalWords>>
