import type { Field } from '../../../machines/form.ts'
import type { Task } from '../../../machines/task.ts'
import { allTasks } from '../checklist.ts'
import type { Finding, Rule } from './finding.ts'

type Found = Omit<Finding, 'rule'>

/** Nothing that has a name shares it: tasks in a playbook, fields in a form, choices in a field, slots in a task. */
export const ids: Rule = ({ playbook }) => {
  const tasks = allTasks(playbook)
  const events = Object.values(playbook.events)
  const findings: readonly Found[] = [
    ...twice(tasks.map(({ id }) => id)).map((task) => ({
      where: { task },
      text: {
        zh: '不止一项任务用了这个编号，签字会记混。给每项任务单独的编号。',
        en: 'More than one task has this id, so their signatures would be mixed up.',
      },
    })),
    ...tasks.flatMap((task) => [...inForm(task.fields, { task: task.id }), ...slotsOf(task)]),
    ...events.flatMap(({ type, facts, gates }) => [
      ...inForm(facts, { event: type }),
      ...twice(gates.map(({ id }) => id)).map((gate) => ({
        where: { event: type, gate },
        text: { zh: '这个事件把同一条件列了两次。', en: 'The event has this gate twice.' },
      })),
    ]),
  ]
  return { proved: new Set(tasks.map(({ id }) => id)).size + events.length, findings }
}

function inForm(fields: readonly Field[], where: Finding['where']): readonly Found[] {
  return [
    ...twice(fields.map(({ name }) => name)).map((field) => ({
      where: { ...where, field },
      text: {
        zh: '同一张表里有两项同名，后填的会盖掉先填的。',
        en: 'Two fields of one form have this name: one answer would overwrite the other.',
      },
    })),
    ...fields.flatMap((field) =>
      'choices' in field
        ? twice(field.choices.map(({ value }) => value)).map((value) => ({
            where: { ...where, field: field.name },
            text: { zh: `选项“${value}”重复。`, en: `The choice “${value}” is there twice.` },
          }))
        : [],
    ),
  ]
}

function slotsOf({ id, timing }: Task): readonly Found[] {
  const slots = 'slots' in timing ? timing.slots : []
  return twice(slots.map((slot) => slot.id)).map((slot) => ({
    where: { task: id },
    text: { zh: `两个时段都叫“${slot}”，签字会记混。`, en: `Two slots are called “${slot}”, so their signatures would be mixed up.` },
  }))
}

/** What is there more than once. */
function twice(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))]
}
