import { randomUUID } from 'node:crypto'
import { findPersonByUsername } from '../../db/accounts.ts'
import { findOrder } from '../../db/orders.ts'
import type { IssueOrder, RawEvidence } from '../core/command.ts'
import type { Actor } from '../core/actor.ts'
import { REFUSAL_WORDS } from '../core/refusal-words.ts'
import { isRefusal, type Refusal } from '../core/refusal.ts'
import { normalizeUsername } from '../http/auth.ts'
import { open, type Opened } from '../open.ts'
import { done, misused, refusedBy, type Asked, type Command, type Outcome } from './command.ts'

export const ordering: Command = {
  name: 'order',
  usage: 'EVENT --as ACCOUNT (--region CODE | --units a,b) --reason TEXT [--dry-run]',
  summary: '下达指令 give an order',
  options: {
    as: { type: 'string', help: '以谁的名义 in whose name: the account of a commander' },
    region: { type: 'string', help: '区域 this unit and everything below it' },
    units: { type: 'string', help: '单位代码，用逗号分隔 codes, separated by commas' },
    kinds: { type: 'string', help: '只限这些类别 only these kinds' },
    boarding: { type: 'string', help: 'true: 只限寄宿学校 boarding schools only; false: 其余 the others' },
    phases: { type: 'string', help: '只限这些阶段 only in these phases' },
    except: { type: 'string', help: '除外的单位 units left out' },
    playbook: { type: 'string', help: '预案 playbook (epidemic)' },
    mode: { type: 'string', help: 'actual，或演练编号 or the id of a drill' },
    facts: { type: 'string', help: '指令附带内容 facts of the event, as JSON' },
    reason: { type: 'string', help: '理由 reason' },
    document: { type: 'string', help: '文号 number of the document' },
    key: { type: 'string', help: '提交编号 idempotency key; the same again does nothing twice' },
    'dry-run': { type: 'boolean', help: '只预览 show what it would do' },
  },
  words: [1, 1],
  run: async (asked, config) => {
    const opened = await open(config)
    try {
      const actor = await findPersonByUsername(opened.connections.reader, normalizeUsername(asked.text('as') ?? ''))
      if (actor === null || !actor.active) return misused(`--as 没有这个账号 no such account: ${asked.text('as') ?? ''}`)
      const order = orderOf(asked, actor)
      if ('problem' in order) return misused(order.problem)
      return asked.has('dry-run') ? await preview(order, opened) : await issue(order, asked.text('key') ?? randomUUID(), opened)
    } finally {
      await opened.close()
    }
  },
}

async function preview(order: IssueOrder, { engine }: Opened): Promise<Outcome> {
  const found = await engine.dryRun(order)
  if (isRefusal(found)) return refusedAs(found)
  const { matched, accepted, unchanged, refusedTotal } = found
  return done(
    `范围内 matched ${matched}: 将变更 accepted ${accepted}, 无需变更 unchanged ${unchanged}, 不予受理 refused ${refusedTotal}`,
    found,
  )
}

async function issue(order: IssueOrder, key: string, { engine, connections }: Opened): Promise<Outcome> {
  const answer = await engine.issueOrder(order, key)
  if (isRefusal(answer)) return refusedAs(answer)
  await engine.idle()
  const settled = await findOrder(connections.reader, order.actor, answer.id)
  const { matched = 0, changed = 0, unchanged = 0, refused = 0 } = settled?.counts ?? {}
  const counts = `范围内 matched ${matched}: 已变更 changed ${changed}, 无需变更 unchanged ${unchanged}, 不予受理 refused ${refused}`
  return done(`指令 order ${answer.id}: ${settled?.status ?? answer.status}; ${counts}`, {
    id: answer.id,
    status: settled?.status,
    counts: settled?.counts,
  })
}

function refusedAs(refusal: Refusal): Outcome {
  const { title, detail } = REFUSAL_WORDS[refusal.refusal]
  const errors = (refusal.errors ?? []).map(({ field, text }) => `  ${field}: ${text.zh} ${text.en}`)
  return refusedBy([`${title.zh} ${title.en}: ${detail.zh} ${detail.en}`, ...errors].join('\n'), refusal)
}

function orderOf(asked: Asked, actor: Actor): IssueOrder | { readonly problem: string } {
  const facts = factsOf(asked.text('facts'))
  if (facts === null) return { problem: '--facts 须为 JSON 对象 must be a JSON object' }
  const boarding = asked.text('boarding')
  if (boarding !== undefined && boarding !== 'true' && boarding !== 'false') return { problem: '--boarding 须为 must be true or false' }
  const region = asked.text('region')
  const lists = (['units', 'kinds', 'phases', 'except'] as const).flatMap((name) => {
    const given = asked.text(name)
    return given === undefined ? [] : [[name, given.split(',').map((one) => one.trim())] as const]
  })
  return {
    actor,
    playbook: asked.text('playbook') ?? 'epidemic',
    mode: asked.text('mode') ?? 'actual',
    event: asked.words[0] ?? '',
    facts,
    scope: {
      ...(region !== undefined && { region }),
      ...(boarding !== undefined && { boarding: boarding === 'true' }),
      ...Object.fromEntries(lists),
    },
    reason: asked.text('reason') ?? '',
    document: asked.text('document') ?? '',
  }
}

function factsOf(text: string | undefined): RawEvidence | null {
  if (text === undefined) return {}
  try {
    const facts: unknown = JSON.parse(text)
    return typeof facts === 'object' && facts !== null && !Array.isArray(facts) ? { ...facts } : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
