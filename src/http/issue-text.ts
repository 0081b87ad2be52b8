import type { z } from 'zod'
import type { Text } from '../../machines/vocabulary.ts'
import type { FieldError } from '../core/refusal.ts'

/** What zod found wrong with a request, in both languages and by the path of the field. */
export function fieldErrors(error: z.ZodError): readonly FieldError[] {
  return error.issues.map((issue) => ({ field: issue.path.join('.'), text: issueText(issue) }))
}

function issueText(issue: z.core.$ZodIssue): Text {
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.endsWith('received undefined')
        ? { zh: '请填写此项', en: 'is required' }
        : { zh: `类型应为${TYPES[issue.expected]?.zh ?? issue.expected}`, en: `must be ${TYPES[issue.expected]?.en ?? issue.expected}` }
    case 'too_small':
      return isCounted(issue.origin)
        ? { zh: `至少 ${issue.minimum} ${UNITS[issue.origin]}`, en: `has fewer than ${issue.minimum}` }
        : { zh: `不能小于 ${issue.minimum}`, en: `must be at least ${issue.minimum}` }
    case 'too_big':
      return isCounted(issue.origin)
        ? { zh: `最多 ${issue.maximum} ${UNITS[issue.origin]}`, en: `has more than ${issue.maximum}` }
        : { zh: `不能大于 ${issue.maximum}`, en: `must not exceed ${issue.maximum}` }
    case 'invalid_value':
      return { zh: `只能是：${issue.values.join('、')}`, en: `must be one of ${issue.values.join(', ')}` }
    case 'unrecognized_keys':
      return { zh: `没有这一项：${issue.keys.join('、')}`, en: `is not known: ${issue.keys.join(', ')}` }
    case 'invalid_format':
      return { zh: '格式不正确', en: 'is not in the right form' }
    case 'custom':
    case 'invalid_element':
    case 'invalid_key':
    case 'invalid_union':
    case 'not_multiple_of':
      return { zh: '内容不正确', en: 'is not valid' }
    default:
      return issue satisfies never
  }
}

const UNITS = { string: '个字符', array: '项' } as const

function isCounted(origin: string): origin is keyof typeof UNITS {
  return origin in UNITS
}

const TYPES: Readonly<Partial<Record<string, Text>>> = {
  string: { zh: '文本', en: 'a text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: ' true 或 false', en: 'true or false' },
  array: { zh: '列表', en: 'a list' },
  object: { zh: '对象', en: 'an object' },
  record: { zh: '对象', en: 'an object' },
}
