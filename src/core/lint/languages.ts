import type { Field } from '../../../machines/form.ts'
import type { EventDefinition, Playbook } from '../../../machines/playbook.ts'
import type { Task } from '../../../machines/task.ts'
import type { Text } from '../../../machines/vocabulary.ts'
import { allTasks } from '../checklist.ts'
import { allNodes, nodeMeta } from '../statechart.ts'
import type { Rule, Where } from './finding.ts'
import { faultsOf } from './language-faults.ts'

/** Every text is there in both languages, each written in its own. What closed gates say is checked with the gates. */
export const languages: Rule = ({ playbook }) => {
  const all = textsOf(playbook)
  const findings = all.flatMap(({ where, text }) => faultsOf(text).map((fault) => ({ where, text: fault })))
  return { proved: all.length, findings }
}

interface Placed {
  readonly where: Where
  readonly text: Text
}

function textsOf(playbook: Playbook): readonly Placed[] {
  return [
    { where: {}, text: playbook.title },
    ...allNodes(playbook).flatMap((node) => placed({ node }, ofNode(playbook, node))),
    ...allTasks(playbook).flatMap(ofTask),
    ...Object.values(playbook.events).flatMap(ofEvent),
    ...(playbook.mappings ?? []).flatMap(({ dropped, askedAgain }) =>
      [dropped, askedAgain].flatMap((reasons) => Object.entries(reasons).map(([task, text]) => ({ where: { task }, text }))),
    ),
  ]
}

/** A node without a title has nothing to be called by on any screen. */
function ofNode(playbook: Playbook, node: string): readonly (Text | undefined)[] {
  const meta = nodeMeta(playbook, node)
  return [meta?.title ?? { zh: '', en: '' }, meta?.summary, ...Object.values(meta?.summaryAt ?? {})]
}

function ofTask({ id, title, how, why, fields, timing }: Task): readonly Placed[] {
  const slots = 'slots' in timing ? timing.slots.map((slot) => slot.title) : []
  return [...placed({ task: id }, [title, how, why, ...slots]), ...fields.flatMap((field) => ofField({ task: id }, field))]
}

function ofEvent({ type, title, consequence, facts, gates }: EventDefinition): readonly Placed[] {
  return [
    ...placed({ event: type }, [title, consequence]),
    ...facts.flatMap((field) => ofField({ event: type }, field)),
    ...gates.flatMap((gate) => placed({ event: type, gate: gate.id }, [gate.title])),
  ]
}

function ofField(where: Where, field: Field): readonly Placed[] {
  const choices = 'choices' in field ? field.choices.map(({ label }) => label) : []
  return placed({ ...where, field: field.name }, [field.label, field.hint, ...choices])
}

function placed(where: Where, texts: readonly (Text | undefined)[]): readonly Placed[] {
  return texts.flatMap((text) => (text === undefined ? [] : [{ where, text }]))
}
