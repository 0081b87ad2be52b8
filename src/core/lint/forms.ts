import type { Text } from '../../../machines/vocabulary.ts'
import { isSchoolKind } from '../../../machines/vocabulary.ts'
import { allTasks, appliesTo } from '../checklist.ts'
import { parseEvidence } from '../evidence.ts'
import type { Unit } from '../unit.ts'
import type { Form } from './answers.ts'
import { answersTo } from './answers.ts'
import type { Finding, Rule } from './finding.ts'
import { kindsOf } from './routes.ts'
import type { Sample } from './sample.ts'

/** Every form, of a task or of an event, can be filled in so that it is accepted, whatever the roster. */
export const forms: Rule = ({ playbook, samples }) => {
  const tried = samples.flatMap((sample) =>
    rostersOf(sample).flatMap((roster) => [
      ...allTasks(playbook)
        .filter((task) => appliesTo(task, { unit: { ...sample.unit, boarders: roster.boarders }, playbook }))
        .map((task) => ({ where: { task: task.id, kinds: kindsOf([sample]) }, fault: faultOf(task, roster) })),
      ...Object.values(playbook.events)
        .filter(({ kinds }) => kinds === undefined || kinds.some((kind) => kind === sample.unit.kind))
        .map(({ type, facts }) => ({
          where: { event: type, kinds: kindsOf([sample]) },
          fault: faultOf({ fields: facts, rules: [] }, roster),
        })),
    ]),
  )
  const findings = tried.flatMap(({ where, fault }): Omit<Finding, 'rule'>[] => (fault === null ? [] : [{ where, text: fault }]))
  return { proved: tried.length - findings.length, findings }
}

type Roster = Pick<Unit, 'boarders' | 'day' | 'staff'>

/** Many and few people, boarders or none, as the sample has. */
function rostersOf({ unit }: Sample): readonly Roster[] {
  if (!isSchoolKind(unit.kind)) return [unit]
  return unit.boarders > 0
    ? [unit, { boarders: 2946, day: 548, staff: 314 }, { boarders: 8, day: 0, staff: 2 }]
    : [unit, { boarders: 0, day: 300, staff: 20 }, { boarders: 0, day: 1, staff: 1 }]
}

/** Any date: no form asks which day it is. */
const TODAY = '2026-03-02'

function faultOf(form: Form, roster: Roster): Text | null {
  const { boarders, day, staff } = roster
  const answers = answersTo(form, roster, { today: TODAY, high: [] })
  const people = {
    zh: `寄宿生 ${boarders}、走读生 ${day}、教职工 ${staff}`,
    en: `boarders ${boarders}, day students ${day}, staff ${staff}`,
  }
  if (answers === null) {
    return {
      zh: `${people.zh}的单位，怎么填都不能同时符合各项要求，签不了字。核对合计和上下限。`,
      en: `With ${people.en} no figures satisfy all rules of the form, so it can never be signed. Check its sums and limits.`,
    }
  }
  const parsed = parseEvidence(form, answers, roster)
  if (!('errors' in parsed)) return null
  const errors = parsed.errors.map(({ field, text }) => ({ zh: `${field}${text.zh}`, en: `${field} ${text.en}` }))
  return {
    zh: `${people.zh}的单位填不了这张表：${errors.map(({ zh }) => zh).join('；')}。`,
    en: `With ${people.en} the form cannot be filled in: ${errors.map(({ en }) => en).join('; ')}.`,
  }
}
