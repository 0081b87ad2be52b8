import type { Level, Post, Role } from '../../machines/vocabulary.ts'

/** A random id; says nothing about the person. */
export type PersonId = string

/** The person (or the clock) who asks, with the place and posts held at this moment. */
export interface Actor {
  readonly person: PersonId
  readonly role: Role | 'engine'
  readonly unit: string
  /** Path of that unit: everything the actor may see lies below it. */
  readonly path: string
  readonly level: Level
  readonly posts: readonly Post[]
}

/** Whoever may type commands on the server itself: recorded as such, without a place in the tree. */
export const CONSOLE: Actor = { person: 'console', role: 'admin', unit: '', path: '', level: 'nation', posts: [] }

/** Deadlines, missed occurrences and events that follow from a signature are the engine's own. */
export const ENGINE: Actor = { person: 'engine', role: 'engine', unit: '', path: '', level: 'nation', posts: [] }
