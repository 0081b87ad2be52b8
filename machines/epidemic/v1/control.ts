import type { Move, Moves, Node } from '../../chart.ts'
import type { Task } from '../../task.ts'
import type { NodeMeta } from '../../playbook.ts'
import type { Text } from '../../vocabulary.ts'
import { SCHOOLS, text } from '../../notation.ts'
import { SUMMARY_AT } from './summaries.ts'
import { IN_TERM } from './tasks/in-term.ts'
import { LOCKDOWN, SEALED } from './tasks/lockdown.ts'
import { AT_HOME } from './tasks/online.ts'
import { OPENING_DEFERRED, VACATION } from './tasks/out-of-term.ts'
import { PLANNING } from './tasks/planning.ts'
import { BATCH, OBSERVING, REVIEW } from './tasks/reopening.ts'
import { RETURNERS } from './tasks/returners.ts'
import { SUSPECTED } from './tasks/suspected.ts'
import { TRAINING_IN_NORMAL } from './tasks/training-in-normal.ts'

/** Phases to which a response may return after having been suspended. */
const RESUMABLE = [
  'normal.inTerm',
  'normal.vacation',
  'normal.deferred',
  'reopening.planning',
  'reopening.review',
  'reopening.batch',
  'reopening.observing',
] as const

const SUSPECT: Moves = { REPORT_SUSPECTED: to('suspected') }
const SEAL: Moves = { SEAL_PROVISIONALLY: to('lockdown.sealed'), ORDER_LOCKDOWN: to('lockdown.sealed') }
const CLOSE: Moves = { ORDER_CLOSE: to('lockdown.closed') }
const SEND_HOME: Moves = { ORDER_ONLINE: to('online') }
const REOPEN: Moves = { BEGIN_REOPENING: to('reopening.planning') }

/** Where the school stands: from normal prevention to reopening by batches (domain.md, the lifecycle of one school). */
export const control: Node = {
  meta: { title: text('管控', 'Control of the campus'), tasks: [] },
  initial: 'normal',
  // Acts done under emergency authority are ratified afterwards, whatever has become of the school by then.
  on: { RATIFY: [{}] },
  states: {
    normal: {
      meta: { title: text('常态防控', 'Normal'), tasks: [...RETURNERS, ...TRAINING_IN_NORMAL] },
      initial: 'inTerm',
      on: { ...SUSPECT, ...SEAL, ...CLOSE, ...SEND_HOME },
      states: {
        inTerm: leaf(
          text('在校教学', 'In term'),
          text('师生在校，按日做好晨午检、校门查验和日报告。', 'School is in: daily checks, the gate and the daily report.'),
          IN_TERM,
          {
            HOLD: [{}],
            BEGIN_VACATION: to('normal.vacation'),
            DEFER_OPENING: to('normal.deferred'),
          },
          SUMMARY_AT.inTerm,
        ),
        vacation: leaf(
          text('假期', 'Vacation'),
          text('学校放假，值班和零报告不停。', 'School is out; the duty rota and the zero report go on.'),
          VACATION,
          {
            DEFER_OPENING: to('normal.deferred'),
            BEGIN_TERM: to('normal.inTerm'),
          },
          SUMMARY_AT.vacation,
        ),
        deferred: leaf(
          text('延期开学', 'Opening deferred'),
          text('未接到开学通知前，师生不返校。', 'Nobody returns until the opening is announced.'),
          OPENING_DEFERRED,
          {
            DEFER_OPENING: [{}],
            BEGIN_VACATION: to('normal.vacation'),
            BEGIN_TERM: to('normal.inTerm'),
          },
          SUMMARY_AT.deferred,
        ),
      },
    },
    suspected: {
      meta: {
        title: text('疑似处置', 'Suspected case'),
        summary: text(
          '先隔离、后上报，管住最小单元，等疾控和医院的结论。',
          'Isolate, report, hold the smallest unit, and wait for the finding.',
        ),
        tasks: SUSPECTED,
      },
      initial: 'isolating',
      on: {
        ...SEAL,
        // A further case starts over with isolating, in the same visit.
        REPORT_SUSPECTED: to('suspected.isolating'),
        HOLD: [{}],
        RULE_OUT: [{ when: { openCases: true } }, { to: 'control.lockdown.closed', when: { resume: 'lockdown.closed' } }, ...toResumed()],
        CONFIRM: to('lockdown.sealed'),
      },
      states: {
        isolating: leaf(
          text('隔离转运', 'Isolating'),
          text('人已隔离，抓紧上报、交名单、等转运。', 'Isolated: report, hand over the lists, await the transfer.'),
          [],
          { HANDED_OVER: to('suspected.awaitingResult') },
          SUMMARY_AT.isolating,
        ),
        awaitingResult: leaf(
          text('待检测结果', 'Awaiting the result'),
          text('人已转运，管控单元原地不动，做好封控准备。', 'Transferred: the unit stays held, and the school prepares to seal.'),
          [],
          {},
          SUMMARY_AT.awaitingResult,
        ),
      },
    },
    lockdown: {
      meta: { title: text('封闭管理', 'Lockdown'), tasks: LOCKDOWN },
      initial: 'closed',
      on: { RULE_OUT: [{}] },
      states: {
        closed: leaf(
          text('封闭管理', 'Campus closed'),
          text('校园封闭，非必要不进出，校内教学和生活照常。', 'The campus is closed; life and lessons go on inside.'),
          [],
          {
            ...SUSPECT,
            ...SEAL,
            ...SEND_HOME,
            ...REOPEN,
            HOLD: [{}],
            CONFIRM: to('lockdown.sealed'),
            LIFT: toResumed(),
          },
          SUMMARY_AT.closed,
        ),
        sealed: leaf(
          text('封控处置', 'Campus sealed'),
          text('人员不进不出，流调、检测、转运同时推进。', 'Nobody goes in or out: tracing, testing and transfer run side by side.'),
          SEALED,
          {
            REPORT_SUSPECTED: [{}],
            CONFIRM: [{}],
            // The command's order ratifies a seal that the school put on provisionally.
            ORDER_LOCKDOWN: [{}],
            UNSEAL: to('lockdown.closed'),
            LIFT: toResumed(),
          },
          SUMMARY_AT.sealed,
        ),
      },
    },
    online: leaf(
      text('线上教学', 'Students at home'),
      text('学生居家学习，每天掌握人在哪里、身体怎样。', 'Students learn at home: know daily where everybody is and how they are.'),
      AT_HOME,
      {
        ...SEAL,
        ...CLOSE,
        ...REOPEN,
        REPORT_SUSPECTED: [{}],
        CONFIRM: [{}],
        RULE_OUT: [{}],
        LIFT: toResumed(),
      },
      SUMMARY_AT.online,
    ),
    reopening: {
      // A training institution is released by an order of its own.
      meta: { title: text('分批复课', 'Reopening'), kinds: SCHOOLS, tasks: [] },
      initial: 'planning',
      on: { ...SUSPECT, ...SEAL, ...CLOSE, ...SEND_HOME },
      states: {
        planning: leaf(
          text('制定方案', 'Planning'),
          text('备齐复课条件，完成演练和联合验收后报审。', 'Make everything ready, drill, be accepted on site, then submit.'),
          PLANNING,
          {
            SUBMIT_PLAN: to('reopening.review'),
          },
          SUMMARY_AT.planning,
        ),
        review: leaf(
          text('方案审核', 'Under review'),
          text('方案已报，等待审核和批复。', 'The plan is submitted and under review.'),
          REVIEW,
          {
            RETURN_PLAN: to('reopening.planning'),
            ENDORSE_PLAN: [{}],
            APPROVE_PLAN: to('reopening.batch'),
          },
        ),
        batch: leaf(
          text('分批返校', 'Batch returning'),
          text('本批次师生返校，观察期满方可返下一批。', 'This batch returns; the next one follows after observation.'),
          BATCH,
          {
            HOLD: [{}],
            NEXT_BATCH: [{ to: 'control.reopening.batch', reenter: true }],
            BEGIN_OBSERVING: to('reopening.observing'),
          },
          SUMMARY_AT.batch,
        ),
        observing: leaf(
          text('返校观察', 'Observing'),
          text('全员返校，连续观察十四天。', 'Everybody is back; observe for fourteen days.'),
          OBSERVING,
          {
            RETURN_TO_NORMAL: to('normal.inTerm'),
          },
          SUMMARY_AT.observing,
        ),
      },
    },
  },
}

function leaf(title: Text, summary: Text, tasks: readonly Task[], on: Moves, summaryAt?: NodeMeta['summaryAt']): Node {
  return { meta: { title, summary, ...(summaryAt && { summaryAt }), tasks }, on }
}

function to(phase: string): readonly Move[] {
  return [{ to: `control.${phase}` }]
}

/** Back to where the response was; to school as usual if it was nowhere else. */
function toResumed(): readonly Move[] {
  return [...RESUMABLE.map((phase) => ({ to: `control.${phase}`, when: { resume: phase } })), ...to('normal.inTerm')]
}
