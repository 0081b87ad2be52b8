import type { Sender } from '../../machines/playbook.ts'
import type { Signer } from '../../machines/task.ts'
import type { Post } from '../../machines/vocabulary.ts'
import type { Actor } from './actor.ts'
import type { Signature } from './response.ts'
import type { Situation } from './situation.ts'
import type { Unit } from './unit.ts'
import { isBureauKind, isWithin } from './unit.ts'

/** The post in which somebody signs, and whether as a stand-in for a post that nobody holds. */
export interface Capacity {
  readonly post: Post
  readonly standIn: boolean
}

/**
 * In what capacity may the actor sign? Holders of a named post may; the head of the same unit (principal, commander)
 * may for a post that nobody holds. What a bureau has to do itself its own people sign, nobody above it, below or beside.
 * Null: not at all. (R-01, R-02; deny by default.)
 */
export function capacityToSign(signers: readonly Signer[], actor: Actor, situation: Situation): Capacity | null {
  if (!mayAct(actor) || !isWithin(situation.unit.path, actor.path)) return null
  const isOwn = actor.unit === situation.unit.code
  const here = signers.filter(({ level }) => level === actor.level && (isOwn || (level !== 'school' && !isBureauKind(situation.unit.kind))))
  const held = here.find(({ post }) => actor.posts.includes(post))
  if (held !== undefined) return { post: held.post, standIn: false }
  const vacant = here.find(({ post }) => !situation.heldPosts.get(actor.unit)?.has(post))
  return vacant !== undefined && isHead(actor) ? { post: vacant.post, standIn: true } : null
}

/**
 * In what capacity may the actor give the second signature, if somebody else gave the first? As for the first; and where
 * nobody holds such a post and the head has signed already, any other member of the school: the two of them must do.
 */
export function capacityToConfirm(signers: readonly Signer[], first: Signature, actor: Actor, situation: Situation): Capacity | null {
  if (first.by === actor.person) return null
  const named = capacityToSign(signers, actor, situation)
  if (named !== null) return named
  const [signer] = signers
  const isMember = mayAct(actor) && actor.level === 'school' && actor.unit === situation.unit.code
  const isVacant = signers.every(({ post, level }) => level === 'school' && !situation.heldPosts.get(actor.unit)?.has(post))
  return isMember && isVacant && first.standIn && signer !== undefined ? { post: signer.post, standIn: true } : null
}

/**
 * May the actor send an event with these senders to the unit? The post in which it is sent, or null. A commander sends to
 * all units below, bureaus too, and to the bureau that is his own.
 */
export function capacityToSend(senders: readonly Sender[], actor: Actor, unit: Unit, situation: Situation | null): Capacity | null {
  if (actor.role === 'engine') return senders.some(({ by }) => by === 'engine') ? { post: 'dutyOfficer', standIn: false } : null
  if (!mayAct(actor) || !isWithin(unit.path, actor.path)) return null
  for (const sender of senders) {
    if (sender.by === 'bureau' && actor.role === 'commander' && sender.levels.some((level) => level === actor.level)) {
      return { post: actor.posts[0] ?? 'commander', standIn: false }
    }
    if (sender.by === 'school' && actor.unit === unit.code) {
      const held = sender.posts.find((post) => actor.posts.includes(post))
      if (held !== undefined) return { post: held, standIn: false }
      const vacant = sender.posts.find((post) => situation !== null && !situation.heldPosts.get(unit.code)?.has(post))
      if (actor.role === 'principal' && vacant !== undefined) return { post: vacant, standIn: true }
    }
  }
  return null
}

/** May the actor cancel an order that was issued at this path? The command that issued it may, and every command above it. */
export function mayCancel({ role, path }: Actor, issuedAt: string): boolean {
  return role === 'commander' && path !== '' && isWithin(issuedAt, path)
}

/** The same for giving something to others to do: nobody without a place, no reader, no keeper of accounts, and not the engine. */
export function isActive(actor: Actor): boolean {
  return mayAct(actor) && actor.role !== 'engine'
}

/** Whoever only reads (auditor) or only keeps accounts (admin) neither signs nor orders, whatever posts the account names. */
export function mayAct({ role, path }: Actor): boolean {
  return path !== '' && role !== 'auditor' && role !== 'admin'
}

/** Principal of a school or commander of a bureau: answers for every post of the unit. */
export function isHead(actor: Actor): boolean {
  return actor.role === 'principal' || actor.role === 'commander'
}
