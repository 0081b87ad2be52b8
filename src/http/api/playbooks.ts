import { z, type OpenAPIHono } from '@hono/zod-openapi'
import type { EventDefinition, Playbook, Sender } from '../../../machines/playbook.ts'
import type { Task } from '../../../machines/task.ts'
import { findPlaybook, latestPlaybooks } from '../../../machines/registry.ts'
import { tasksOf } from '../../core/checklist.ts'
import { sourcesOf } from '../../core/coverage.ts'
import { machineJson } from '../../core/machine-json.ts'
import { allNodes, eventsAt, nodeMeta } from '../../core/statechart.ts'
import { languageOf, type Env, type Language } from '../session.ts'
import { FormField, formField, Signer } from './checklist.ts'
import { describe, json, refused, resource } from './route.ts'

const Brief = z.object({ id: z.string(), version: z.number(), title: z.string() }).openapi('PlaybookBrief')

const PlaybookTask = z
  .object({
    id: z.string(),
    title: z.string(),
    how: z.string(),
    why: z.string(),
    mandatory: z.boolean(),
    signers: z.array(Signer),
    secondSigners: z.array(Signer).optional(),
    timing: z.looseObject({ kind: z.string() }),
    fields: z.array(FormField),
    source: z.array(z.string()),
  })
  .openapi('PlaybookTask')

const Phase = z
  .object({ phase: z.string(), title: z.string(), summary: z.string().optional(), checklist: z.array(PlaybookTask) })
  .openapi('Phase')

const PlaybookEvent = z
  .object({
    type: z.string(),
    title: z.string(),
    consequence: z.string(),
    who: z.array(z.string()).meta({ description: '`school:POST`, `bureau:LEVEL` or `engine`.' }),
    from: z.array(z.string()).meta({ description: 'Phases, with everything below them.' }),
    gates: z.array(z.object({ id: z.string(), title: z.string(), source: z.array(z.string()) })),
    facts: z.array(FormField),
    reason: z.enum(['required', 'optional']),
    order: z.boolean(),
    source: z.array(z.string()),
  })
  .openapi('PlaybookEvent')

const OnePlaybook = Brief.extend({
  kinds: z.array(z.string()),
  phases: z.array(Phase),
  teaching: z.array(Phase),
  always: z.array(PlaybookTask).meta({ description: 'Tasks of every phase.' }),
  events: z.array(PlaybookEvent),
  served: z.array(z.string()).meta({ description: 'Ids of the rules that its tasks, events and gates serve.' }),
}).openapi('Playbook')

/** The newest unless said otherwise. */
const VersionQuery = z.object({ version: z.coerce.number().int().min(1).optional() })

const getPlaybooks = describe({
  method: 'get',
  path: '/playbooks',
  summary: 'The playbooks in use',
  responses: { 200: json(z.object({ items: z.array(Brief) }), 'Newest versions.') },
})

const getPlaybook = describe({
  method: 'get',
  path: '/playbooks/{name}',
  summary: 'One playbook with its phases, checklists, events and gates',
  request: { params: z.object({ name: z.string() }), query: VersionQuery },
  responses: { 200: json(OnePlaybook, 'The playbook.') },
})

const getMachine = describe({
  method: 'get',
  path: '/playbooks/{name}/machine',
  summary: 'The statechart of a playbook as the configuration of an XState machine',
  request: { params: z.object({ name: z.string() }), query: VersionQuery },
  responses: {
    200: json(
      z.looseObject({ id: z.string(), version: z.string() }),
      'States, transitions and named guards, for Stately and `createMachine`.',
    ),
  },
})

export function playbooks(): OpenAPIHono<Env> {
  return resource()
    .openapi(getPlaybooks, (c) => c.json({ items: latestPlaybooks().map((playbook) => brief(playbook, languageOf(c))) }, 200))
    .openapi(getPlaybook, (c) => {
      const playbook = findPlaybook(c.req.valid('param').name, c.req.valid('query').version)
      return playbook === undefined ? refused(c, { refusal: 'not_found' }) : c.json(whole(playbook, languageOf(c)), 200)
    })
    .openapi(getMachine, (c) => {
      const playbook = findPlaybook(c.req.valid('param').name, c.req.valid('query').version)
      if (playbook === undefined) return refused(c, { refusal: 'not_found' })
      return c.json({ ...machineJson(playbook, languageOf(c)), id: playbook.name, version: String(playbook.version) }, 200)
    })
}

function brief({ name, version, title }: Playbook, language: Language): z.infer<typeof Brief> {
  return { id: name, version, title: title[language] }
}

function whole(playbook: Playbook, language: Language): z.infer<typeof OnePlaybook> {
  const events = Object.values(playbook.events)
  return {
    ...brief(playbook, language),
    kinds: [...playbook.kinds],
    phases: phasesOf(playbook, 'control', language),
    teaching: phasesOf(playbook, 'teaching', language),
    always: ['', 'control', 'teaching'].flatMap((node) => tasksOf(playbook, node)).map((task) => taskOf(task, language)),
    events: events.map((event) => eventOf(playbook, event, language)),
    served: [...sourcesOf(playbook)].toSorted(),
  }
}

function phasesOf(playbook: Playbook, region: string, language: Language): z.infer<typeof Phase>[] {
  return allNodes(playbook)
    .filter((node) => node.startsWith(`${region}.`))
    .map((node) => {
      const meta = nodeMeta(playbook, node)
      return {
        phase: node.slice(region.length + 1),
        title: meta?.title[language] ?? node,
        ...(meta?.summary && { summary: meta.summary[language] }),
        checklist: tasksOf(playbook, node).map((task) => taskOf(task, language)),
      }
    })
}

function taskOf(task: Task, language: Language): z.infer<typeof PlaybookTask> {
  return {
    id: task.id,
    title: task.title[language],
    how: task.how[language],
    why: task.why[language],
    mandatory: task.mandatory,
    signers: [...task.signers],
    ...(task.secondSigners && { secondSigners: [...task.secondSigners] }),
    timing: { ...task.timing },
    fields: task.fields.map((field) => formField(field, language)),
    source: [...task.source],
  }
}

function eventOf(playbook: Playbook, event: EventDefinition, language: Language): z.infer<typeof PlaybookEvent> {
  return {
    type: event.type,
    title: event.title[language],
    consequence: event.consequence[language],
    who: event.senders.flatMap(whoOf),
    from: phasesFrom(playbook, event.type),
    gates: event.gates.map(({ id, title, source }) => ({ id, title: title[language], source: [...source] })),
    facts: event.facts.map((field) => formField(field, language)),
    reason: event.reason,
    order: event.order,
    source: [...event.source],
  }
}

function whoOf(sender: Sender): readonly string[] {
  switch (sender.by) {
    case 'school':
      return sender.posts.map((post) => `school:${post}`)
    case 'bureau':
      return sender.levels.map((level) => `bureau:${level}`)
    case 'engine':
      return ['engine']
    default:
      return sender satisfies never
  }
}

/** What the whole control region or the teaching region reacts to is possible in every main phase. */
function phasesFrom(playbook: Playbook, type: string): string[] {
  const nodes = allNodes(playbook).filter((node) => eventsAt(playbook, node).includes(type))
  const everywhere = nodes.some((node) => !node.startsWith('control.'))
  const from = everywhere ? allNodes(playbook).filter((node) => /^control\.[^.]+$/.test(node)) : nodes
  return from.map((node) => node.slice('control.'.length))
}
