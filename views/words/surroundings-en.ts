import type { surroundingsZh } from './surroundings-zh.ts'

/** The same in English. */
export const surroundingsEn: typeof surroundingsZh = {
  now: 'To be done now',
  lead: (playbooks) =>
    `The school has several responses at once: ${playbooks}. A step that they share is listed once and signed once for all.`,
  both: 'For both, signed once',
  also: (playbooks) => `also counts for ${playbooks}`,
  alsoHere: (playbooks) => `${playbooks}: this step is asked for there too. Signed here it counts for both, and is withdrawn from both.`,
  nothing: 'Nothing is mandatory just now.',
  more: (n) => `${n} more: the whole checklist`,
  clash: (playbook, phase) => `Conflicts with ${playbook}: ${phase}`,
  served: (seq) => ` (counted with the signature in entry ${seq})`,
}
