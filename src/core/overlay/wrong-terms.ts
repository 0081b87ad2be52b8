import type { Playbook } from '../../../machines/playbook.ts'
import type { Task } from '../../../machines/task.ts'
import { TASK_GROUPS } from '../../../machines/task.ts'
import type { SchoolKind, Text } from '../../../machines/vocabulary.ts'
import { isSchoolKind, SCHOOL_POSTS } from '../../../machines/vocabulary.ts'
import { allTasks } from '../checklist.ts'
import { plainText } from '../plain-text.ts'
import type { FieldError } from '../refusal.ts'
import { nodeMeta } from '../statechart.ts'
import type { Addition, LocalField, LocalStep, OverlayTerms } from './overlay.ts'
import type { InForce, OverlaidTask } from './overlaid.ts'
import { localName, localTasks, strictest } from './overlaid.ts'

interface Ground {
  readonly playbook: Playbook
  readonly standing: InForce
}

const MOST_ADDITIONS = 30
const MOST_FIELDS = 12
const LONGEST = 200

/**
 * What keeps these terms from being published: they must say something, end within a year, be looked at before, and each
 * addition must ask more than what holds at the issuer already. Fields are named by place, e.g. `additions.0.withinMinutes`.
 */
export function wrongTerms(terms: OverlayTerms, ground: Ground, today: string): readonly FieldError[] {
  return [
    ...wrongWords('title', terms.title, 60),
    ...wrongDates(terms, today),
    ...wrongKinds(terms, ground.playbook),
    ...wrongNumber('additions', terms.additions.length, 1, MOST_ADDITIONS),
    ...terms.additions.flatMap((addition, index) => wrongAddition(addition, `additions.${index}`, terms, ground)),
  ]
}

function wrongDates({ reviewOn, expiresOn }: OverlayTerms, today: string): readonly FieldError[] {
  if (!isDate(expiresOn)) return wrong('expiresOn', '请填写有效的失效日期', 'must be a date such as 2026-03-31')
  if (!isDate(reviewOn)) return wrong('reviewOn', '请填写有效的复核日期', 'must be a date such as 2026-03-20')
  const last = Temporal.PlainDate.from(today).add({ years: 1 }).toString()
  if (expiresOn < today) return wrong('expiresOn', '失效日期已过，请另定', 'has passed')
  if (expiresOn > last)
    return wrong('expiresOn', '有效期最长一年，到期需要的可重新发布', 'must be within a year; publish it again if it is still needed')
  if (reviewOn < today || reviewOn > expiresOn)
    return wrong('reviewOn', '复核日期须在今天之后、失效日期之前', 'must lie between today and the last day')
  return []
}

function isDate(given: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(given)) return false
  const at = new Date(`${given}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === given
}

function wrongKinds({ kinds }: OverlayTerms, playbook: Playbook): readonly FieldError[] {
  if (kinds === undefined || (kinds.length > 0 && kinds.every((kind) => playbook.kinds.includes(kind)))) return []
  return wrong('kinds', '所选单位类别不适用本预案', 'names a kind that the playbook does not list')
}

function wrongAddition(addition: Addition, at: string, terms: OverlayTerms, ground: Ground): readonly FieldError[] {
  if (addition.kind === 'step') return wrongStep(addition.node, addition.step, at, ground.playbook)
  const found = standingTask(addition.task, ground)
  if (found === undefined) return wrong(`${at}.task`, '预案中没有此项任务', 'is not a task of the playbook')
  if (!concerns(found.task, terms.kinds)) {
    return wrong(`${at}.task`, '所选类别的学校没有此项任务', 'does not apply to the kinds of school chosen')
  }
  switch (addition.kind) {
    case 'tighten':
      return wrongSpan(addition.withinMinutes, found, `${at}.withinMinutes`)
    case 'require':
      return found.task.mandatory ? wrong(`${at}.task`, '此项本来就是必办', 'is mandatory already') : []
    case 'field':
      return wrongField(addition.field, `${at}.field`)
    default:
      return addition satisfies never
  }
}

/** The task as it stands at the issuer now; a step that a level above added counts too. */
function standingTask(id: string, { playbook, standing }: Ground): OverlaidTask | undefined {
  const task = [...allTasks(playbook), ...standing.flatMap(({ overlay }) => localTasks(overlay))].find((one) => one.id === id)
  if (task === undefined) return undefined
  const own = standing.flatMap(({ overlay }) => overlay.additions.map((addition, index) => ({ addition, name: localName(overlay, index) })))
  const step = own.find(({ name }) => name === id)?.addition
  const { tightened, ...rest } = strictest(task, standing)
  // The deadline of a local step counts from when it came into force.
  const span =
    step?.kind === 'step' && step.step.timing.kind === 'once'
      ? [{ since: '', awayMs: {}, withinMinutes: step.step.timing.withinMinutes }]
      : []
  return { ...rest, tightened: [...span, ...tightened] }
}

function concerns(task: Task, kinds: readonly SchoolKind[] | undefined): boolean {
  return kinds === undefined || task.kinds === undefined || task.kinds.some((kind) => kinds.some((one) => one === kind))
}

/** A deadline may only come earlier than every one that holds already. */
function wrongSpan(given: number, { task, tightened }: OverlaidTask, at: string): readonly FieldError[] {
  const spans = [spanOf(task), ...tightened.map(({ withinMinutes }) => withinMinutes)].filter((span) => span !== null)
  const present = spans.length === 0 ? null : Math.min(...spans)
  if (!hasSpan(task)) {
    return wrong(at, '此项按时段办理，没有可提前的时限', 'is done at times of day and has no deadline to bring forward')
  }
  if (!Number.isInteger(given) || given < 5) return wrong(at, '时限须为整数分钟，至少 5 分钟', 'must be whole minutes, at least 5')
  if (present === null || given < present) return []
  return [
    {
      field: at,
      text: {
        zh: `只能提前、不得放宽：现行时限为 ${present} 分钟`,
        en: `may only be earlier: the deadline in force is ${present} minutes`,
      },
    },
  ]
}

function spanOf({ timing }: Task): number | null {
  switch (timing.kind) {
    case 'once':
    case 'case':
    case 'provisional':
      return timing.withinMinutes
    case 'recurring':
      return timing.firstWithinMinutes ?? null
    case 'calendar':
    case 'term':
      return null
    default:
      return timing satisfies never
  }
}

/** Is it done within a span, and not only at times of day, week or term? */
export function hasSpan({ timing }: Task): boolean {
  const { kind } = timing
  return kind === 'once' || kind === 'case' || kind === 'provisional' || (kind === 'recurring' && timing.firstWithinMinutes !== undefined)
}

function wrongStep(node: string, step: LocalStep, at: string, playbook: Playbook): readonly FieldError[] {
  return [
    ...(nodeMeta(playbook, node) === undefined ? wrong(`${at}.node`, '预案中没有这个阶段', 'is not a phase of the playbook') : []),
    ...wrongWords(`${at}.title`, step.title, 40),
    ...wrongWords(`${at}.how`, step.how, LONGEST),
    ...wrongWords(`${at}.why`, step.why, LONGEST),
    ...(TASK_GROUPS.includes(step.group) ? [] : wrong(`${at}.group`, '请选择所属类别', 'is not a group of tasks')),
    ...wrongSigners(step, at, playbook),
    ...wrongTiming(step, at),
    ...wrongNumber(`${at}.fields`, step.fields.length, 0, MOST_FIELDS),
    ...step.fields.flatMap((field, index) => wrongField(field, `${at}.fields.${index}`)),
  ]
}

function wrongSigners({ signers }: LocalStep, at: string, { kinds }: Playbook): readonly FieldError[] {
  // At a bureau nobody holds a post of a school: nobody could ever sign, and what asks for all steps would stay closed.
  if (!kinds.some(isSchoolKind))
    return wrong(
      `${at}.signers`,
      '本预案由教育局执行，没有学校岗位可签字，不能增加步骤',
      'are posts of a school, and no school runs this playbook: steps cannot be added to it',
    )
  if (signers.length > 0 && signers.every((post) => SCHOOL_POSTS.includes(post))) return []
  return wrong(`${at}.signers`, '请至少选择一个签字岗位', 'must name at least one post of the school')
}

function wrongTiming({ timing }: LocalStep, at: string): readonly FieldError[] {
  switch (timing.kind) {
    case 'once':
      return Number.isInteger(timing.withinMinutes) && timing.withinMinutes >= 5
        ? []
        : wrong(`${at}.withinMinutes`, '时限须为整数分钟，至少 5 分钟', 'must be whole minutes, at least 5')
    case 'daily':
      return /^([01]\d|2[0-3]):[0-5]\d$/.test(timing.due) && timing.due > '00:00'
        ? []
        : wrong(`${at}.due`, '请填写每日截止时刻，如 17:00', 'must be a time of day such as 17:00')
    default:
      return timing satisfies never
  }
}

function wrongField({ label }: LocalField, at: string): readonly FieldError[] {
  return wrongWords(`${at}.label`, label, 30)
}

function wrongWords(field: string, given: string, longest: number): readonly FieldError[] {
  const text = plainText(given)
  if (text === null) return wrong(field, '含有无法保存的字符，请重新输入', 'holds characters that cannot be stored')
  if (text === '') return wrong(field, '请填写', 'is required')
  if (text !== given) return wrong(field, '首尾不能有空格', 'must not begin or end with spaces')
  return text.length <= longest ? [] : [{ field, text: { zh: `不能超过 ${longest} 字`, en: `must not exceed ${longest} characters` } }]
}

function wrongNumber(field: string, given: number, least: number, most: number): readonly FieldError[] {
  if (given < least) return wrong(field, '请至少写一项补充措施', 'must hold at least one addition')
  return given <= most ? [] : [{ field, text: { zh: `最多 ${most} 项`, en: `must not exceed ${most}` } }]
}

function wrong(field: string, zh: string, en: string): readonly FieldError[] {
  const text: Text = { zh, en }
  return [{ field, text }]
}
