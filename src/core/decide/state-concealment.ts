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
  const { unit, response, calendar } = situation
  if (!mayStateConcealment(actor, unit)) return refuse('not_your_role')
  const [grounds, document] = [plainText(command.grounds), plainText(command.document)]
  const errors = wrong(command, situation, document)
  if (errors.length > 0) return refuse('facts_invalid', { errors })
  if (grounds === null || grounds === '') return refuse('reason_required', { errors: [{ field: 'grounds', text: GROUNDS }] })
  if (!reportsOf(situation.playbook, unit.kind).some(({ id }) => id === task))
    return refuse('unknown_task', { errors: [{ field: 'task', text: REPORT }] })
  if (date > calendar.dateOf(now)) return refuse('not_open_yet', { errors: [{ field: 'date', text: AHEAD }] })
  const report = { task, date, caseSeq }
  if (response.concealed?.some((one) => isSameReport(one, report)) === true) return refuse('already_stated')
  return [
    {
      ...heading(actor, situation, now),
      post: actor.posts[0] ?? null,
      standsInFor: null,
      body: { type: 'report.concealed', v: 1, ...report, office: actor.unit, level: actor.level },
      texts: { grounds, ...(document === null || document === '' ? {} : { document }) },
    },
  ]
}

const REPORT: Text = { zh: '请选择报告', en: 'Choose the report' }
const GROUNDS: Text = { zh: '请写明认定依据', en: 'State the grounds' }
const AHEAD: Text = { zh: '报告日期不能晚于今天', en: 'The date of the report cannot lie ahead' }

/** What is ill-formed: a date that is none, a case that is not this school's or not what the report is about, a number that cannot be kept. */
function wrong(
  { task, date, caseSeq }: StateConcealment,
  { playbook, unit, response }: Situation,
  document: string | null,
): readonly FieldError[] {
  const report = reportsOf(playbook, unit.kind).find(({ id }) => id === task)
  const isAboutCase = report?.timing.kind === 'case' && response.cases.some(({ seq }) => seq === caseSeq)
  return [
    ...(isDate(date) ? [] : [{ field: 'date', text: { zh: '请填写报告日期', en: 'State the date of the report' } }]),
    ...(caseSeq === null || report === undefined || isAboutCase
      ? []
      : [
          {
            field: 'case',
            text: {
              zh: '该校没有这起未结的病例，或所选报告与病例无关',
              en: 'The school has no such case open, or the report is not about a case',
            },
          },
        ]),
    ...(document === null
      ? [{ field: 'document', text: { zh: '含有无法保存的字符，请重新输入', en: 'holds characters that cannot be stored' } }]
      : []),
  ]
}

function isDate(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text
}
