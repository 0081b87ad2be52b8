import type { Actor } from '../core/actor.ts'

/** Whoever may type commands on the server itself: recorded as such, without a place in the tree. */
export const CONSOLE: Actor = { person: 'console', role: 'admin', unit: '', path: '', level: 'nation', posts: [] }
