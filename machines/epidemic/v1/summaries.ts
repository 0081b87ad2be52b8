import type { Kind, Text } from '../../vocabulary.ts'
import { text } from '../../notation.ts'

type AtKinds = Partial<Record<Kind, Text>>

/** What a phase asks of the kinds of school of which it asks something else than of all others, by the last part of its path. */
export const SUMMARY_AT = {
  inTerm: {
    kindergarten: text(
      '幼儿在园，按日做好晨检、接送交接和日报告。',
      'The children are here: daily checks, the handing over at the gate, and the daily report.',
    ),
    university: text(
      '师生在校，按日做好健康检查、出入审批和日报告。',
      'The university is in: daily checks, approval of exits, and the daily report.',
    ),
    training: text('正常开班，班班查验、日日报告。', 'Classes are given: checks before each of them, and the daily report.'),
  },
  vacation: {
    kindergarten: text('幼儿园放假，值班和零报告不停。', 'The kindergarten is closed; the duty rota and the zero report go on.'),
    university: text(
      '学校放假，留校学生每天点名，值班和零报告不停。',
      'The university is out; those who stay are called every day, the duty rota and the zero report go on.',
    ),
    training: text(
      '假期班次多，班班查验、日日报告。',
      'The vacation is full of classes: checks before each of them, and the daily report.',
    ),
  },
  deferred: {
    kindergarten: text('未接到开园通知前，幼儿不返园。', 'No child returns until the opening is announced.'),
    training: text('未接到通知前不得线下开班，日报告不停。', 'No class on site until it is announced; the daily report goes on.'),
  },
  isolating: {
    kindergarten: text(
      '孩子已单独照看，抓紧上报、请家长到园、等转运。',
      'The child is looked after apart: report, call the guardian, await the transfer.',
    ),
    training: text(
      '人已单独安置，立即停课，抓紧上报、交名单、等转运。',
      'Apart, and classes stop: report, hand over the lists, await the transfer.',
    ),
  },
  awaitingResult: {
    kindergarten: text(
      '孩子已由家长陪同转运，本班原地不动，做好封控准备。',
      'The child has left with its guardian: the group stays held, and the kindergarten prepares to seal.',
    ),
    training: text('人已转运，当班师生原地不动，其余班次不开。', 'Transferred: the class stays held, and no other class is given.'),
  },
  closed: {
    kindergarten: text('幼儿园封闭，非必要不进出，园内生活照常。', 'The kindergarten is closed; life goes on inside.'),
    training: text(
      '停课锁门、人员离开，名单上交，等县里核查。',
      'Stopped and locked, everybody gone, the list handed over; the county verifies.',
    ),
  },
  sealed: {
    kindergarten: text(
      '人员不进不出；幼儿不在园隔离，须集中的由监护人陪同。',
      'Nobody goes in or out; no child is isolated here, and a guardian goes along to concentrated isolation.',
    ),
    training: text(
      '停课锁门、人员清场，名单交指挥部和学员所在学校。',
      'Stopped, cleared and locked; the list goes to the command and to the students’ schools.',
    ),
  },
  online: {
    kindergarten: text(
      '幼儿居家、不上网课，每天掌握人在哪里、身体怎样，给家长养育办法。',
      'The children are at home and have no online lessons: know daily where they are and how, and help the parents.',
    ),
    university: text(
      '学生离校或留校在线学习，每天掌握人在哪里、身体怎样。',
      'Students learn online, at home or as those who stay: know daily where everybody is and how they are.',
    ),
    training: text(
      '线下停课、场所上锁，等放行指令；不参加分批复课。',
      'Stopped and locked until an order releases it; there is no return by batches.',
    ),
  },
  planning: {
    kindergarten: text(
      '幼儿园最后复课：中小学返校平稳后再报审，先备齐条件、演练、验收。',
      'Kindergartens are last: make ready, drill and be accepted, and submit once the schools are back and all is quiet.',
    ),
  },
  batch: {
    kindergarten: text('本批次幼儿返园，观察期满方可返下一批。', 'This batch of children returns; the next one follows after observation.'),
  },
  observing: {
    kindergarten: text('全员返园，连续观察十四天。', 'Everybody is back; observe for fourteen days.'),
  },
} satisfies Readonly<Record<string, AtKinds>>
