import type { Task } from '../../../task.ts'
import { bureau, HOUR, perProvisionalAct, task, text, words } from '../../../notation.ts'
import { HOURS_TO_RATIFY } from '../durations.ts'

/** 后补批: once for every act under emergency authority, wherever the school stands; signed by a bureau above, never by the school. */
export const RATIFICATION: readonly Task[] = [
  task({
    id: 'R-02-ratify',
    group: 'command',
    title: text('补批先期处置', 'Ratify the provisional act'),
    how: text(
      '核对学校先期管控、封控的情况，同意的签字补批；不同意的，另下指令调整管控，并说明原因。',
      'Look at what the school held or sealed and sign to ratify it; if you do not agree, give another order and say why.',
    ),
    why: text(
      '学校先处置、后报批，补批之前担的是先期处置的责任。',
      'The school acted first; until it is ratified it answers for that alone.',
    ),
    signers: bureau(['county', 'city', 'province'], 'commander', 'dutyOfficer'),
    timing: perProvisionalAct(HOURS_TO_RATIFY * HOUR),
    sends: 'RATIFY',
    fields: [
      words('document', '文号', 'Document number', {
        required: false,
        hint: text('没到不填，记为“文号待补”', 'Leave empty while it is to follow'),
      }),
    ],
    source: ['R-02', 'U-03', 'L-02'],
  }),
]
