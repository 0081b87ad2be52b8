import type { Instant, Text } from '../../../machines/vocabulary.ts'
import type { StateConcealment } from '../command.ts'
import { isSameReport, mayStateConcealment, reportsOf } from '../concealment/concealment.ts'
import type { EntryDraft } from '../entry.ts'
import { plainText } from '../plain-text.ts'
import type { FieldError, Refusal } from '../refusal.ts'
import { refuse } from '../refusal.ts'
import type { Situation } from '../situation.ts'
import { heading } from './event.ts'

/**
 * Decides a statement that a report was concealed (认定瞒报). It is a fact that somebody states and answers for, with grounds; nothing
 * follows from it by itself.
 */
export function stateConcealment(command: StateConcealment, situation: Situation, now: Instant): readonly EntryDraft[] | Refusal {
  const { actor, task, date, caseSeq } = command
  const { unit, response } = situation
  if (!mayStateConcealment(actor, unit)) return refuse('not_your_role')
  const [grounds, document] = [plainText(command.grounds), plainText(command.document)]
  const errors = wrong(command, situation, { grounds, document }, now)
  const [first] = errors
  // All that is wrong is told at once, under the name of what is judged first.
  if (first !== undefined) return refuse(first.refusal, { errors: errors.map(({ field, text }) => ({ field, text })) })
  // Nothing was wrong with it.
  const texts = { grounds: grounds ?? '', ...(document === null || document === '' ? {} : { document }) }
  const report = { task, date, caseSeq }
  if (response.concealed?.some((one) => isSameReport(one, report)) === true) return refuse('already_stated')
  return [
    {
      ...heading(actor, situation, now),
      post: actor.posts[0] ?? null,
      standsInFor: null,
      body: { type: 'report.concealed', v: 1, ...report, office: actor.unit, level: actor.level },
      texts,
    },
  ]
}

type Wrong = FieldError & Pick<Refusal, 'refusal'>

/** What is wrong with the statement, in the order in which it is judged. */
function wrong(
  { task, date, caseSeq }: StateConcealment,
  { playbook, unit, response, calendar }: Situation,
  { grounds, document }: { readonly grounds: string | null; readonly document: string | null },
  now: Instant,
): readonly Wrong[] {
  const report = reportsOf(playbook, unit.kind).find(({ id }) => id === task)
  const isAboutCase = report?.timing.kind === 'case' && response.cases.some(({ seq }) => seq === caseSeq)
  return [
    ...(isDate(date) ? [] : [{ refusal: 'facts_invalid', field: 'date', text: NO_DATE } as const]),
    ...(caseSeq === null || report === undefined || isAboutCase
      ? []
      : [{ refusal: 'facts_invalid', field: 'case', text: NO_CASE } as const]),
    ...(document === null ? [{ refusal: 'facts_invalid', field: 'document', text: UNSTORABLE } as const] : []),
    ...(grounds === null || grounds === '' ? [{ refusal: 'reason_required', field: 'grounds', text: NO_GROUNDS } as const] : []),
    ...(report === undefined ? [{ refusal: 'unknown_task', field: 'task', text: NO_REPORT } as const] : []),
    ...(isDate(date) && date > calendar.dateOf(now) ? [{ refusal: 'not_open_yet', field: 'date', text: AHEAD } as const] : []),
  ]
}

const NO_DATE: Text = { zh: '请填写报告日期', en: 'State the date of the report' }
const NO_CASE: Text = {
  zh: '该校没有这起未结的病例，或所选报告与病例无关',
  en: 'The school has no such case open, or the report is not about a case',
}
const UNSTORABLE: Text = { zh: '含有无法保存的字符，请重新输入', en: 'holds characters that cannot be stored' }
const NO_GROUNDS: Text = { zh: '请写明认定依据', en: 'State the grounds' }
const NO_REPORT: Text = { zh: '请选择报告', en: 'Choose the report' }
const AHEAD: Text = { zh: '报告日期不能晚于今天', en: 'The date of the report cannot lie ahead' }

function isDate(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text
}
