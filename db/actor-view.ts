/** Who did something, by name where the program knows one: the engine's own acts, and people of old, have none. */
export interface ActorView {
  readonly id: string
  readonly name: string | null
  readonly username: string | null
}

/** From a row in which `person` was joined to the id of the actor. */
export function describeActor(id: string, name: string | null, username: string | null): ActorView {
  return { id, name, username }
}
