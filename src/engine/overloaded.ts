/** More is waiting than can be done soon: nothing was accepted, and the same may be asked again in a moment. */
export class Overloaded extends Error {}
