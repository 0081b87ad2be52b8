import { z, type OpenAPIHono } from '@hono/zod-openapi'
import { findPeople, type PersonName } from '../../../db/accounts.ts'
import type { AttachmentView } from '../../../db/attachment-view.ts'
import { attachmentsOf } from '../../../db/attachment-view.ts'
import type { Field } from '../../../machines/form.ts'
import { BUREAU_KINDS } from '../../../machines/vocabulary.ts'
import { checklist, type ChecklistItem } from '../../core/checklist.ts'
import type { PersonId } from '../../core/actor.ts'
import { sameSteps } from '../../core/surroundings/same-step.ts'
import type { Deps } from '../deps.ts'
import { actorOf, languageOf, type Env, type Language } from '../session.ts'
import { CodeParam, Instant, Level, Mode, PlaybookName } from './parts.ts'
import { describe, json, refused, resource } from './route.ts'

export const Signer = z.object({ post: z.string(), level: Level }).openapi('Signer')

export const FormField = z
  .object({
    name: z.string(),
    type: z.enum(['count', 'date', 'time', 'choice', 'choices', 'text', 'file']),
    label: z.string(),
    required: z.boolean(),
    choices: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
    accept: z.array(z.enum(['image', 'pdf'])).optional(),
    most: z.number().optional(),
  })
  .openapi('Field')

const FileItem = z
  .object({
    id: z.string(),
    field: z.string(),
    name: z.string().nullable(),
    type: z.string(),
    size: z.number(),
    digest: z.string().meta({ description: 'As the journal holds it: SHA-256 of a salt and the bytes.' }),
    access: z.enum(['open', 'kept', 'erased']),
  })
  .openapi('File')

const SignOffItem = z
  .object({
    seq: z.number(),
    by: z.string(),
    name: z.string(),
    post: z.string(),
    standIn: z.boolean(),
    at: Instant,
    evidence: z.record(z.string(), z.unknown()),
    files: z.array(FileItem).meta({ description: 'Files under it; `kept` stay in the unit.' }),
  })
  .openapi('SignOff')

const TaskItem = z
  .object({
    id: z.string(),
    visit: z.number().meta({ description: 'Seq of the entry that began the stay in the phase; a sign-off names it.' }),
    occurrence: z.string().nullable(),
    title: z.string(),
    how: z.string(),
    signers: z.array(Signer),
    secondSigners: z.array(Signer).optional(),
    mandatory: z.boolean(),
    opensAt: Instant,
    dueAt: Instant.nullable(),
    closesAt: Instant.nullable(),
    state: z.enum(['open', 'partly', 'done', 'not_applicable', 'overdue', 'missed']),
    late: z.boolean(),
    fields: z.array(FormField),
    signOffs: z.array(SignOffItem),
    after: z.enum(BUREAU_KINDS).nullable().meta({
      description: 'In the review of a plan, the level that has to endorse it before this step’s turn comes; null where it has come.',
    }),
    alsoServes: z
      .array(z.object({ playbook: z.string(), task: z.string() }))
      .meta({ description: 'The same step in the unit’s other responses, open there too: one sign-off serves them all.' }),
    source: z.array(z.string()),
  })
  .openapi('Task')

const Checklist = z
  .object({
    playbook: z.string(),
    mode: z.string(),
    version: z.number(),
    phase: z.string(),
    teaching: z.string(),
    since: Instant,
    revision: z.number(),
    tasks: z.array(TaskItem),
  })
  .openapi('Checklist')

const getChecklist = describe({
  method: 'get',
  path: '/units/{code}/checklist',
  summary: 'What one unit has to do now',
  request: { params: CodeParam, query: z.object({ playbook: PlaybookName.default('epidemic'), mode: Mode }) },
  responses: { 200: json(Checklist, 'The tasks of the present phase.') },
})

export function checklists({ connections: { reader }, engine }: Deps): OpenAPIHono<Env> {
  return resource().openapi(getChecklist, async (c) => {
    const { playbook, mode } = c.req.valid('query')
    const situation = await engine.situationOf(actorOf(c), c.req.valid('param').code, playbook, mode)
    if (situation === null) return refused(c, { refusal: 'unknown_unit' })
    const items = checklist(situation, engine.clock.now())
    const signers = items.flatMap(({ mark }) => mark?.signatures.map(({ by }) => by) ?? [])
    const seqs = items.flatMap(({ mark }) => mark?.signatures.map(({ seq }) => seq) ?? [])
    const [names, files] = await Promise.all([findPeople(reader, signers), attachmentsOf(reader, actorOf(c), seqs)])
    const { version, phase, teaching, since, revision } = situation.response
    const tasks = items.map((item) => ({
      ...taskItem(item, names, files, languageOf(c)),
      alsoServes: sameSteps(item, situation, engine.clock.now()).map((same) => ({
        playbook: same.other.playbook.name,
        task: same.item.task.id,
      })),
    }))
    return c.json({ playbook, mode, version, phase, teaching, since, revision, tasks }, 200)
  })
}

function taskItem(
  item: ChecklistItem,
  names: ReadonlyMap<PersonId, PersonName>,
  files: ReadonlyMap<number, readonly AttachmentView[]>,
  language: Language,
): Omit<z.infer<typeof TaskItem>, 'alsoServes'> {
  const { task, visit, occurrence, state, mark, after } = item
  return {
    id: task.id,
    visit,
    occurrence: occurrence.id,
    title: task.title[language],
    how: task.how[language],
    signers: [...task.signers],
    ...(task.secondSigners && { secondSigners: [...task.secondSigners] }),
    mandatory: task.mandatory,
    opensAt: occurrence.opensAt,
    dueAt: occurrence.dueAt,
    closesAt: occurrence.closesAt,
    state,
    late: mark?.late ?? false,
    after: after ?? null,
    fields: task.fields.map((field) => formField(field, language)),
    signOffs: (mark?.signatures ?? []).map(({ by, ...signature }) => ({
      ...signature,
      by: names.get(by)?.username ?? by,
      name: names.get(by)?.name ?? '',
      files: (files.get(signature.seq) ?? []).map(({ id, field, name, type, size, digest, access }) => ({
        id,
        field,
        name,
        type,
        size,
        digest,
        access,
      })),
    })),
    source: [...task.source],
  }
}

export function formField(field: Field, language: Language): z.infer<typeof FormField> {
  const { name, type, label, required } = field
  const choices = 'choices' in field ? field.choices.map((choice) => ({ value: choice.value, label: choice.label[language] })) : undefined
  const files = type === 'file' ? { accept: [...field.accept], most: field.most } : {}
  return { name, type, label: label[language], required, ...(choices && { choices }), ...files }
}
