import { createHash } from 'node:crypto'
import { lockAttachments } from '../../db/attachments.ts'
import type { KeptAnswer } from '../../db/idempotency.ts'
import { keepAnswers, loadAnswers } from '../../db/idempotency.ts'
import type { LoadedResponse } from '../../db/responses.ts'
import { keyOf, loadHeldPosts, lockResponses } from '../../db/responses.ts'
import type { Post } from '../../machines/vocabulary.ts'
import type { Attachment } from '../core/files/attachment.ts'
import { attachmentIdsIn } from '../core/files/attachment.ts'
import { checklist } from '../core/checklist.ts'
import type { Command } from '../core/command.ts'
import { decide } from '../core/decide/index.ts'
import type { Decision } from '../core/decide/index.ts'
import type { Refusal } from '../core/refusal.ts'
import { isRefusal, refuse } from '../core/refusal.ts'
import type { Situation } from '../core/situation.ts'
import { isWithin } from '../core/unit.ts'
import type { Work } from './batcher.ts'
import type { Context } from './context.ts'
import { lineage, situationFor } from './context.ts'
import type { Answer } from './engine.ts'
import type { Ledger } from './ledger.ts'
import { refusalDraft } from './refusal-entry.ts'
import type { Surroundings } from './surroundings.ts'
import { declaredAround, surrounded, wanted } from './surroundings.ts'

/** A command with the key under which its answer is kept; the clock's wakes have none. */
export interface Question {
  readonly command: Command
  readonly key: string | null
}

/** All waiting commands in one transaction: what they need is loaded in a few queries, then each is decided in turn. */
export function commandsWork(context: Context, questions: readonly Question[]): Work<readonly (Answer | Refusal)[]> {
  return async (trx, open) => {
    const loaded = await lockResponses(
      trx,
      questions.flatMap(({ command }) => [command, ...wanted(command).beside.map((playbook) => ({ ...placeOf(command), playbook }))]),
    )
    const judgedByArea = questions.filter(({ command }) => wanted(command).area).flatMap(({ command }) => loaded.get(keyOf(command)) ?? [])
    const around = { responses: loaded, declarations: await declaredAround(trx, judgedByArea, { kept: true }) }
    // Whom a step waits for is nothing to the clock.
    const judged = questions.filter(({ command }) => command.kind !== 'wake').flatMap(({ command }) => loaded.get(keyOf(command)) ?? [])
    const held = await loadHeldPosts(
      trx,
      judged.flatMap(({ unit }) => lineage(unit)),
      { kept: true },
    )
    const files = await lockAttachments(
      trx,
      questions.flatMap(({ command }) => idsIn(command)),
    )
    await context.shelf.fetch(
      trx,
      loaded.values().map(({ response }) => response),
    )
    const known = new Map(
      await loadAnswers(
        trx,
        questions.flatMap(({ command, key }) => (key === null ? [] : [{ actor: command.actor.person, key }])),
      ),
    )
    const ledger = await open()
    const kept: KeptAnswer[] = []
    const answers = questions.map((question) => {
      const answer = answerOnce(context, question, around, { held, files }, known, ledger)
      if (answer.kept !== null) {
        kept.push(answer.kept)
        known.set(`${answer.kept.actor} ${answer.kept.key}`, answer.kept)
      }
      return answer.answer
    })
    await keepAnswers(trx, kept, ledger.now)
    return answers
  }
}

/** What decisions rest on besides the response itself. */
interface Ground {
  readonly held: ReadonlyMap<string, ReadonlySet<Post>>
  /** The files named by the commands; whichever was named by one of them is used up for the next. */
  readonly files: Map<string, Attachment>
}

function idsIn(command: Command): readonly string[] {
  return command.kind === 'signOff' ? attachmentIdsIn(command.evidence) : []
}

interface Answered {
  readonly answer: Answer | Refusal
  readonly kept: KeptAnswer | null
}

function answerOnce(
  context: Context,
  { command, key }: Question,
  around: Surroundings,
  ground: Ground,
  known: ReadonlyMap<string, KeptAnswer>,
  ledger: Ledger,
): Answered {
  const found = around.responses.get(keyOf(command))
  if (found === undefined || (command.kind !== 'wake' && !isVisible(command, found))) return { answer: refuse('unknown_unit'), kept: null }
  const request = key === null ? '' : requestDigest(command, ground.files)
  const earlier = key === null ? undefined : known.get(`${command.actor.person} ${key}`)
  if (earlier !== undefined)
    return { answer: earlier.request === request ? parseAnswer(earlier) : refuse('idempotency_mismatch'), kept: null }
  const next = ledger.nextSeq()
  const answer = carryOut(context, command, ledger.current(found), around, ground, ledger)
  // What left an entry is answered the same way again, a signature that came too late as well.
  if (key === null || ledger.nextSeq() === next) return { answer, kept: null }
  return { answer, kept: { actor: command.actor.person, key, request, answer: JSON.stringify(answer) } }
}

function parseAnswer(kept: KeptAnswer): Answer | Refusal {
  // Written by answerOnce alone, from an answer or a refusal.
  return JSON.parse(kept.answer) as Answer | Refusal
}

function isVisible({ actor }: Command, { unit }: LoadedResponse): boolean {
  return actor.path !== '' && isWithin(unit.path, actor.path)
}

function carryOut(
  context: Context,
  command: Command,
  current: LoadedResponse,
  around: Surroundings,
  { held, files }: Ground,
  ledger: Ledger,
): Answer | Refusal {
  const alone = {
    ...situationFor(context, current.unit, current.response, held),
    attachments: files,
    nextWakeAt: current.nextWakeAt,
  }
  const situation = surrounded(context, alone, wanted(command), around, ledger.current)
  const decision = decide(command, situation, ledger.now, ledger.nextSeq())
  if (isRefusal(decision)) {
    const draft = refusalDraft(command, situation, decision, ledger.now)
    if (draft !== null) ledger.append([draft], current.unit)
    return decision
  }
  const first = ledger.append(decision.drafts, current.unit)
  for (const { id } of decision.drafts.flatMap((draft) => draft.files ?? [])) use(files, id)
  // Woken for nothing (its time zone was changed, say), a response is told anew when to wake, or it would wake for ever.
  if (decision.drafts.length > 0 || command.kind === 'wake') ledger.put({ ...current, response: decision.response })
  for (const { drafts, response } of decision.served) {
    ledger.append(drafts, current.unit)
    const other = around.responses.get(keyOf(response))
    if (other !== undefined) ledger.put({ ...other, response })
  }
  return answerOf(command, decision, first, { ...situation, response: decision.response }, ledger)
}

function use(files: Map<string, Attachment>, id: string): void {
  const file = files.get(id)
  if (file !== undefined) files.set(id, { ...file, used: true })
}

function answerOf(command: Command, decision: Decision, first: number, after: Situation, ledger: Ledger): Answer {
  const { phase, teaching, revision } = decision.response
  const answer = { seq: first + decision.answer, phase, teaching, revision }
  const body = decision.drafts[decision.answer]?.body
  if (command.kind === 'wake' || command.kind === 'event' || body === undefined || !('visit' in body)) return answer
  const item = checklist(after, ledger.now).find(
    ({ task, visit, occurrence }) => task.id === body.task && visit === body.visit && occurrence.id === body.occurrence,
  )
  // What was signed for is ratified with it, and on the checklist no more.
  const gone = body.type === 'task.signed' && body.complete ? body.statement : 'open'
  return { ...answer, task: { id: body.task, state: item?.state ?? gone } }
}

function placeOf({ unit, mode }: Command): Pick<Command, 'unit' | 'mode'> {
  return { unit, mode }
}

/** Tells a repetition from another request under the same key. A form that is sent again uploads its files anew: their contents count. */
function requestDigest(command: Command, files: ReadonlyMap<string, Attachment>): string {
  const { actor: _actor, ...request } = command
  const text = idsIn(command).reduce((json, id) => json.replaceAll(`"${id}"`, `"${files.get(id)?.sha256 ?? id}"`), JSON.stringify(request))
  return createHash('sha256').update(text).digest('hex')
}
