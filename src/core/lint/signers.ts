import type { Signer, Task } from '../../../machines/task.ts'
import type { Post } from '../../../machines/vocabulary.ts'
import { BUREAU_POSTS, SCHOOL_POSTS } from '../../../machines/vocabulary.ts'
import type { Actor } from '../actor.ts'
import type { Capacity } from '../authority.ts'
import { capacityToConfirm, capacityToSign } from '../authority.ts'
import { allTasks, appliesTo } from '../checklist.ts'
import type { Situation } from '../situation.ts'
import { begin, situationOf } from './act.ts'
import type { Finding, Rule } from './finding.ts'
import { kindsOf } from './routes.ts'
import type { Sample } from './sample.ts'

type Found = Omit<Finding, 'rule'>

/**
 * Every task can be signed at every kind of unit it is asked of, the smallest too: by a post that it names, or by the
 * head standing in for one that nobody holds; and where two must sign, by a second person.
 */
export const signers: Rule = ({ playbook, samples }) => {
  const all = allTasks(playbook)
  const checked = samples.flatMap((sample) => {
    const situation = situationOf(begin(playbook, sample))
    return all.filter((task) => appliesTo(task, situation)).map((task) => ({ task, faults: unsigned(task, sample, situation) }))
  })
  const findings = [...all.flatMap(misplaced), ...checked.flatMap(({ faults }) => faults)]
  return { proved: checked.filter(({ faults }) => faults.length === 0).length, findings }
}

/** A post at a level that has no such post. */
function misplaced(task: Task): readonly Found[] {
  const wrong = [...task.signers, ...(task.secondSigners ?? [])].filter((signer) => !isPlaced(signer))
  return wrong.map(({ post, level }) => ({
    where: { task: task.id },
    text: {
      zh: `签字岗位“${post}”不属于“${level}”一级。学校岗位写学校，机关岗位写各级机关。`,
      en: `The post “${post}” does not exist at the level “${level}”: school posts stand in schools, bureau posts in bureaus.`,
    },
  }))
}

function isPlaced({ post, level }: Signer): boolean {
  // Only widened: `includes` would accept nothing but members.
  return ((level === 'school' ? SCHOOL_POSTS : BUREAU_POSTS) as readonly Post[]).includes(post)
}

function unsigned(task: Task, sample: Sample, situation: Situation): readonly Found[] {
  const where = { task: task.id, kinds: kindsOf([sample]) }
  const firsts = sample.people.flatMap((actor) => {
    const capacity = capacityToSign(task.signers.filter(isPlaced), actor, situation)
    return capacity === null ? [] : [{ actor, capacity }]
  })
  // What is wrong with the posts themselves is said once, not for every kind.
  if (firsts.length === 0 && task.signers.some((signer) => !isPlaced(signer))) return []
  if (firsts.length === 0) return [{ where, text: NOBODY }]
  const { secondSigners } = task
  if (secondSigners === undefined || secondSigners.some((signer) => !isPlaced(signer))) return []
  const confirmed = firsts.some((first) => sample.people.some((actor) => confirms(secondSigners, first, actor, situation)))
  return confirmed ? [] : [{ where, text: NOBODY_ELSE }]
}

function confirms(
  secondSigners: readonly Signer[],
  { actor, capacity }: { readonly actor: Actor; readonly capacity: Capacity },
  other: Actor,
  situation: Situation,
): boolean {
  const signature = { seq: 0, by: actor.person, post: capacity.post, standIn: capacity.standIn, at: situation.response.since, evidence: {} }
  return capacityToConfirm(secondSigners, signature, other, situation) !== null
}

const NOBODY: Finding['text'] = {
  zh: '这类单位没有所列的签字岗位，负责人也不能代签，永远签不了。补上该类单位有的岗位。',
  en: 'Units of this kind have none of the posts that sign, and their head cannot stand in. Name a post that they have.',
}
const NOBODY_ELSE: Finding['text'] = {
  zh: '须两人签字，而这类单位只有一人能签。复核人改由上级单位担任，或另列岗位。',
  en: 'Two people must sign, but in units of this kind only one can. Let the bureau above confirm, or name another post.',
}
