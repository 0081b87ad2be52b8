import type { Playbook } from '../../../machines/playbook.ts'
import { consentFirst } from '../../../machines/review.ts'
import type { Task } from '../../../machines/task.ts'
import type { Instant } from '../../../machines/vocabulary.ts'
import { ENGINE } from '../actor.ts'
import type { AttachmentsAtHand } from '../files/attachment.ts'
import { applyAll } from '../apply.ts'
import { assignmentOf } from '../assignment/assignment.ts'
import { capacityToConfirm, capacityToSign } from '../authority.ts'
import type { Capacity } from '../authority.ts'
import { allTasks, checklist, itemsBetween } from '../checklist.ts'
import type { ChecklistItem } from '../checklist.ts'
import type { SignOff } from '../command.ts'
import type { EntryDraft, TaskSigned } from '../entry.ts'
import { parseEvidence } from '../evidence.ts'
import type { ParsedEvidence } from '../evidence.ts'
import { plainText } from '../plain-text.ts'
import type { Refusal } from '../refusal.ts'
import { isRefusal, refuse } from '../refusal.ts'
import type { Seq } from '../response.ts'
import type { Situation } from '../situation.ts'
import { hasToBeDone } from '../statements.ts'
import { wordingOf } from '../wording.ts'
import { decideEvent, heading } from './event.ts'
import { ratification } from './ratification.ts'

/**
 * Decides a sign-off (签字确认). Judged in this order: the task, its visit and round, the signer, what is signed
 * already, the evidence, in a review whose turn it is. A complete signature may let the response move on by itself (`Task.sends`).
 */
export function decideSignOff(command: SignOff, situation: Situation, now: Instant, seq: Seq): readonly EntryDraft[] | Refusal {
  const item = findItem(command, situation, now)
  if (isRefusal(item)) return item
  const capacity = capacityOf(command, item, situation)
  if (isRefusal(capacity)) return capacity
  const parsed = parse(command, item, situation)
  if (isRefusal(parsed)) return parsed
  if (item.after !== undefined) return refuse('gate_closed', { missing: [{ gate: 'itsTurn', text: consentFirst(item.after) }] })
  const draft: EntryDraft = {
    ...heading(command.actor, situation, now),
    post: capacity.standIn ? null : capacity.post,
    standsInFor: capacity.standIn ? capacity.post : null,
    body: {
      type: 'task.signed',
      v: 1,
      task: item.task.id,
      visit: item.visit,
      occurrence: item.occurrence.id,
      statement: command.statement,
      evidence: parsed.evidence,
      ...marksOf(parsed),
      complete: item.task.secondSigners === undefined || item.mark !== null,
      late: item.occurrence.dueAt !== null && item.occurrence.dueAt <= now,
      signedAt: command.signedAt !== null && command.signedAt <= now ? command.signedAt : null,
      wording: wordingOf(item.task),
      ...kept(item),
      ...(command.servedBy === undefined ? {} : { servedBy: command.servedBy }),
    },
    texts: parsed.texts,
    ...namedIn(parsed, item.task),
  }
  return [draft, ...followUp(item, situation, draft, now, seq)]
}

/** A round of a week or month goes on after the date that names it, and a term may be prolonged when it is nearly over. */
function kept({ task, occurrence }: ChecklistItem): { readonly keptUntil?: Instant } {
  if (occurrence.closesAt === null) return {}
  if (task.timing.kind === 'calendar') return { keptUntil: shifted(occurrence.closesAt, 1) }
  return task.timing.kind === 'term' ? { keptUntil: shifted(occurrence.closesAt, 60) } : {}
}

function findItem(command: SignOff, situation: Situation, now: Instant): ChecklistItem | Refusal {
  const isMeant = ({ task, visit, occurrence }: ChecklistItem): boolean =>
    task.id === command.task && visit === command.visit && occurrence.id === command.occurrence
  const found = checklist(situation, now).find(isMeant)
  if (found?.state === 'missed') return refuse('occurrence_closed')
  if (found !== undefined) return found
  if (assignmentOf(command.task) !== null) return refuse('assignment_over')
  if (!knows(situation.playbook, command.task)) return refuse('unknown_task')
  const near = itemsBetween(situation, shifted(now, -40), shifted(now, 40), now, ({ id }) => id === command.task).find(isMeant)
  if (near === undefined) return refuse('wrong_phase')
  return refuse(near.occurrence.opensAt > now ? 'not_open_yet' : 'occurrence_closed')
}

function knows(playbook: Playbook, id: string): boolean {
  return allTasks(playbook).some((task) => task.id === id)
}

function shifted(at: Instant, days: number): Instant {
  return new Date(Date.parse(at) + days * 86_400_000).toISOString()
}

function capacityOf(command: SignOff, { task, mark }: ChecklistItem, situation: Situation): Capacity | Refusal {
  const { actor } = command
  const asFirst = capacityToSign(task.signers, actor, situation)
  const first = mark?.signatures[0]
  if (first === undefined) return asFirst ?? refuse('not_your_task')
  const asSecond = task.secondSigners === undefined ? null : capacityToConfirm(task.secondSigners, first, actor, situation)
  if (mark?.complete === true) return refuse(asFirst === null && asSecond === null ? 'not_your_task' : 'already_signed')
  if (first.by === actor.person) return refuse('second_signer_must_differ')
  return asSecond ?? refuse('not_your_task')
}

function parse(command: SignOff, { task, mark }: ChecklistItem, situation: Situation): ParsedEvidence | Refusal {
  const note = plainText(command.note)
  if (note === null)
    return refuse('evidence_invalid', {
      errors: [{ field: 'note', text: { zh: '含有无法保存的字符，请重新输入', en: 'holds characters that cannot be stored' } }],
    })
  if (command.statement === 'not_applicable') {
    const cannot = hasToBeDone(task)
    if (cannot !== null) return refuse('evidence_invalid', { errors: [cannot] })
    if (note === '')
      return refuse('evidence_invalid', {
        errors: [{ field: 'note', text: { zh: '选择“不适用”须说明原因', en: 'says why the step does not apply' } }],
      })
    return { evidence: {}, texts: { note }, files: {} }
  }
  // A second signer confirms what the first one stated and need not type it again.
  const confirms = task.secondSigners !== undefined && mark !== null && Object.keys(command.evidence).length === 0
  const parsed = parseEvidence(confirms ? { fields: [], rules: [] } : task, command.evidence, situation.unit, filesOf(command, situation))
  if ('errors' in parsed) return refuse('evidence_invalid', { errors: parsed.errors })
  const texts = Object.fromEntries(Object.entries(parsed.texts).map(([name, text]) => [`evidence.${name}`, text]))
  return { ...parsed, texts: note === '' ? texts : { ...texts, note } }
}

/** A file can be named by whoever uploaded it, for that unit, and once. */
function filesOf({ actor }: SignOff, { unit, attachments = new Map() }: Situation): AttachmentsAtHand {
  return new Map([...attachments].filter(([, file]) => file.uploadedBy === actor.person && file.unit === unit.code && !file.used))
}

function marksOf({ files }: ParsedEvidence): Pick<TaskSigned, 'files'> {
  const fields = Object.entries(files)
  if (fields.length === 0) return {}
  return {
    files: Object.fromEntries(fields.map(([field, some]) => [field, some.map(({ digest, size, type }) => ({ digest, size, type }))])),
  }
}

function namedIn({ files }: ParsedEvidence, { fields }: Task): Pick<EntryDraft, 'files'> {
  const named = fields.flatMap((field) =>
    (files[field.name] ?? []).map(({ id }, position) => ({
      id,
      field: field.name,
      position,
      personal: 'personal' in field && field.personal,
    })),
  )
  return named.length === 0 ? {} : { files: named }
}

/** The event that the engine sends when every occurrence of the task is signed; each provisional act has an event of its own. */
function followUp(item: ChecklistItem, situation: Situation, draft: EntryDraft, now: Instant, seq: Seq): readonly EntryDraft[] {
  const { task } = item
  if (task.sends === undefined) return []
  const ofAct = task.timing.kind === 'provisional'
  const after: Situation = { ...situation, response: applyAll(situation.response, [draft], seq) }
  const isAwaited = (other: ChecklistItem): boolean => !ofAct || other.occurrence.id === item.occurrence.id
  if (checklist(after, now).some((other) => other.task.id === task.id && isAwaited(other) && other.mark?.complete !== true)) return []
  const { unit, playbook, mode } = after.response
  const document = draft.texts['evidence.document'] ?? ''
  const sent = decideEvent(
    { kind: 'event', actor: ENGINE, unit, playbook, mode, event: task.sends, facts: {}, reason: '', document, order: null },
    after,
    now,
  )
  // Elsewhere in the statechart the event simply has no meaning.
  if (isRefusal(sent)) return []
  return ofAct ? sent.map((event) => ratification(event, draft, Number(item.occurrence.id))) : sent
}
