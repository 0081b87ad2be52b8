import { text } from '../../notation.ts'
import type { Conflict } from '../../playbook.ts'

/** What reopening has to wait for in a flood. Everything that protects people, from suspicion to sealing, never waits. */
export const conflicts: readonly Conflict[] = [
  {
    phase: 'reopening.batch',
    with: { playbook: 'flood', phase: 'damaged' },
    why: text('校舍受灾后尚未鉴定，学生不能返校', 'The buildings were damaged and are not surveyed yet, so nobody returns to them'),
    first: text('先办完受灾评估，确定修缮或异地安置', 'the damage is assessed first, and repairs or another place decided'),
  },
]
