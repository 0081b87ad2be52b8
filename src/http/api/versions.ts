import { z, type OpenAPIHono } from '@hono/zod-openapi'
import { countByVersion } from '../../../db/playbook-versions.ts'
import { findPlaybook, versionsOf } from '../../../machines/registry.ts'
import type { Text } from '../../../machines/vocabulary.ts'
import type { PhaseChange, StepChange } from '../../core/versions/difference.ts'
import { differenceBetween } from '../../core/versions/difference.ts'
import type { EventChange } from '../../core/versions/event-changes.ts'
import type { Deps } from '../deps.ts'
import { actorOf, languageOf, type Env, type Language } from '../session.ts'
import { describe, json, refused, resource } from './route.ts'

/** The number of a version. */
export const Version = z.coerce.number().int().min(1).max(1_000_000)
const Change = z.enum(['added', 'removed', 'changed'])
const NameParam = z.object({ name: z.string().min(1).max(40) })

const Versions = z
  .object({ items: z.array(z.object({ version: z.number(), responses: z.number(), movableFrom: z.array(z.number()) })) })
  .openapi('Versions', { description: 'The newest first, with the responses in your charge that follow each.' })

const Changes = z
  .object({
    from: z.number(),
    to: z.number(),
    phases: z.array(
      z.object({
        kind: Change,
        node: z.string(),
        other: z.string().optional(),
        title: z.string(),
        parts: z.array(z.string()),
        steps: z.array(
          z.object({ kind: Change, id: z.string(), before: z.string().optional(), title: z.string(), parts: z.array(z.string()) }),
        ),
      }),
    ),
    events: z.array(z.object({ kind: Change, type: z.string(), title: z.string(), parts: z.array(z.string()) })),
    mapping: z
      .object({
        states: z.record(z.string(), z.string()),
        renamed: z.record(z.string(), z.string()),
        dropped: z.record(z.string(), z.string()),
        askedAgain: z.record(z.string(), z.string()),
      })
      .nullable()
      .meta({ description: 'How responses come over; null if they cannot.' }),
  })
  .openapi('PlaybookChanges')

const getVersions = describe({
  method: 'get',
  path: '/playbooks/{name}/versions',
  summary: 'The versions of a playbook, and how many responses follow each',
  request: { params: NameParam },
  responses: { 200: json(Versions, 'The newest first.') },
})

const getChanges = describe({
  method: 'get',
  path: '/playbooks/{name}/changes',
  summary: 'What one version changes of another',
  request: { params: NameParam, query: z.object({ from: Version, to: Version }) },
  responses: { 200: json(Changes, 'Phases with their steps, events, and how responses come over.') },
})

/** Versions of playbooks: which are in use, and what one changes of another. */
export function versions({ connections: { reports } }: Deps): OpenAPIHono<Env> {
  return resource()
    .openapi(getVersions, async (c) => {
      const { name } = c.req.valid('param')
      const found = versionsOf(name)
      if (found.length === 0) return refused(c, { refusal: 'not_found' })
      const inUse = await countByVersion(reports, actorOf(c), name, 'actual')
      const items = found.map(({ version, mappings = [] }) => ({
        version,
        responses: inUse.get(version) ?? 0,
        movableFrom: mappings.map(({ from }) => from),
      }))
      return c.json({ items }, 200)
    })
    .openapi(getChanges, (c) => {
      const [{ name }, asked] = [c.req.valid('param'), c.req.valid('query')]
      const [from, to] = [findPlaybook(name, asked.from), findPlaybook(name, asked.to)]
      if (from === undefined || to === undefined) return refused(c, { refusal: 'not_found' })
      const { phases, events, mapping } = differenceBetween(from, to)
      const language = languageOf(c)
      const changes = {
        ...asked,
        phases: phases.map((phase) => phaseItem(phase, language)),
        events: events.map((event) => eventItem(event, language)),
        mapping: mapping === undefined ? null : mappingItem(mapping, language),
      }
      return c.json(changes, 200)
    })
}

function phaseItem({ kind, node, other, before, after, parts, steps }: PhaseChange, language: Language) {
  const title = (after ?? before)?.title[language] ?? node
  return {
    kind,
    node,
    ...(other === undefined ? {} : { other }),
    title,
    parts: [...parts],
    steps: steps.map((step) => stepItem(step, language)),
  }
}

function stepItem({ kind, before, after, parts }: StepChange, language: Language) {
  const task = after?.task ?? before?.task
  const renamed = before !== null && after !== null && before.task.id !== after.task.id
  return {
    kind,
    id: task?.id ?? '',
    ...(renamed ? { before: before.task.id } : {}),
    title: task?.title[language] ?? '',
    parts: [...parts],
  }
}

function eventItem({ kind, type, before, after, parts }: EventChange, language: Language) {
  return { kind, type, title: (after ?? before)?.title[language] ?? type, parts: [...parts] }
}

function mappingItem(
  { states, renamed, dropped, askedAgain }: NonNullable<ReturnType<typeof differenceBetween>['mapping']>,
  language: Language,
) {
  const said = (reasons: Readonly<Record<string, Text>>): Record<string, string> =>
    Object.fromEntries(Object.entries(reasons).map(([id, text]) => [id, text[language]]))
  return { states: { ...states }, renamed: { ...renamed }, dropped: said(dropped), askedAgain: said(askedAgain) }
}
