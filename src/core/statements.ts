import type { Task } from '../../machines/task.ts'
import { isAssigned } from './assignment/assigned.ts'
import type { FieldError } from './refusal.ts'
import type { Statement } from './response.ts'

/**
 * What may be stated under a step. Of what a school did at once, and of what somebody gave to the unit (交办), nobody can say that
 * it does not apply: an act is ratified, a document signed for, a finding corrected or answered, a call for help answered, a post
 * handed over. Whoever gave it in error withdraws it.
 */
export function statementsOn(task: Pick<Task, 'id' | 'timing'>): readonly Statement[] {
  return hasToBeDone(task) === null ? ['done', 'not_applicable'] : ['done']
}

/** Why it cannot be stated that the step does not apply; null where it can. */
export function hasToBeDone({ id, timing }: Pick<Task, 'id' | 'timing'>): FieldError | null {
  if (timing.kind === 'provisional') return ACT
  return isAssigned({ id }) ? GIVEN : null
}

const ACT: FieldError = {
  field: 'statement',
  text: { zh: '先期处置已经发生，不能选“不适用”', en: 'the act was done, so that it does not apply cannot be said of it' },
}

const GIVEN: FieldError = {
  field: 'statement',
  text: {
    zh: '交办事项应当办理或答复，不能选“不适用”；有异议的，在办理情况中写明',
    en: 'what was given has to be done or answered; if you disagree, say so in the answer',
  },
}
