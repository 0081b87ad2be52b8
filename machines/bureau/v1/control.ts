import type { Node } from '../../chart.ts'
import { text } from '../../notation.ts'
import { ACTIVATED } from './tasks/activated.ts'
import { STANDING_DOWN } from './tasks/standing-down.ts'

/** How a command stands: ready, at work, or finishing. */
export const control: Node = {
  meta: { title: text('指挥', 'Command'), tasks: [] },
  initial: 'standby',
  states: {
    standby: {
      meta: {
        title: text('平时', 'Standby'),
        summary: text('值班不断、日报不漏、督导不停，随时能启动。', 'Duty, reports and inspections go on, ready to be activated.'),
        tasks: [],
      },
      // Whoever declares a level has begun to respond.
      on: { ACTIVATE: [{ to: 'control.activated' }], DECLARE_LEVEL: [{ to: 'control.activated' }] },
    },
    activated: {
      meta: {
        title: text('应急响应', 'Activated'),
        summary: text(
          '工作组到位、领导到前线、每天会商，学校的求援件件有答复。',
          'Groups and leaders in place, meetings every day, every request answered.',
        ),
        tasks: ACTIVATED,
      },
      on: { STAND_DOWN: [{ to: 'control.standingDown' }] },
    },
    standingDown: {
      meta: {
        title: text('收尾', 'Standing down'),
        summary: text('响应终止，工作组撤收，物资补齐，处置复盘。', 'The response ends: groups released, stocks filled up, lessons drawn.'),
        tasks: STANDING_DOWN,
      },
      on: {
        ACTIVATE: [{ to: 'control.activated' }],
        DECLARE_LEVEL: [{ to: 'control.activated' }],
        RETURN_TO_STANDBY: [{ to: 'control.standby' }],
      },
    },
  },
}
