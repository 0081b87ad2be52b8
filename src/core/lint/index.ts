import type { Playbook } from '../../../machines/playbook.ts'
import { deadlines } from './deadlines.ts'
import { events } from './events.ts'
import type { Finding, Proof, Rule, RuleName, Subject, Where } from './finding.ts'
import { RULES } from './finding.ts'
import { forms } from './forms.ts'
import { gates } from './gates.ts'
import { ids } from './ids.ts'
import { languages } from './languages.ts'
import { mappings } from './mappings.ts'
import { references } from './references.ts'
import { comeBack } from './return.ts'
import type { Route } from './routes.ts'
import { routesOf } from './routes.ts'
import { samplesOf } from './sample.ts'
import { signers } from './signers.ts'
import { states } from './states.ts'
import { tasks } from './tasks.ts'
import { traps } from './traps.ts'

/** What was proved of a playbook, and what was found wrong. */
export interface LintReport {
  readonly playbook: string
  readonly version: number
  readonly explored: Explored
  readonly rules: readonly { readonly rule: RuleName; readonly proved: number; readonly findings: readonly Finding[] }[]
  readonly findings: readonly Finding[]
}

/** How far the playbook was walked through. */
export interface Explored {
  /** Invented units, by kind, boarding or not, large or small. */
  readonly samples: number
  /** Walks that differ from each other. */
  readonly routes: number
  readonly situations: number
  /** Ways from one situation to another, each decided as the engine decides it. */
  readonly moves: number
}

/** Examines a playbook by every rule. Pure and always the same; a second or two for a large playbook. */
export function lint(playbook: Playbook): LintReport {
  const steps = lintInSteps(playbook)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/** The same in steps of some milliseconds, for a process that has others to serve meanwhile. */
export function* lintInSteps(playbook: Playbook): Generator<void, LintReport> {
  const samples = samplesOf(playbook)
  const routes = yield* routesOf(playbook, samples)
  const subject: Subject = { playbook, samples, routes }
  const rules = []
  for (const rule of RULES) {
    rules.push({ rule, ...reportOn(rule, BY_NAME[rule](subject), playbook) })
    yield
  }
  const { name, version } = playbook
  return { playbook: name, version, explored: explored(samples.length, routes), rules, findings: rules.flatMap(({ findings }) => findings) }
}

const BY_NAME: Readonly<Record<RuleName, Rule>> = {
  states,
  return: comeBack,
  traps,
  events,
  gates,
  tasks,
  signers,
  forms,
  deadlines,
  ids,
  references,
  mappings,
  languages,
}

function reportOn(
  rule: RuleName,
  { proved, findings }: Proof,
  playbook: Playbook,
): { readonly proved: number; readonly findings: readonly Finding[] } {
  return { proved, findings: together(findings, playbook).map((finding) => ({ rule, ...finding })) }
}

/** The same fault at several kinds is one finding, with all of them; the kinds go without saying where all are concerned. */
function together(findings: Proof['findings'], playbook: Playbook): Proof['findings'] {
  const alike = Map.groupBy(findings, ({ where, text }) => JSON.stringify([withoutKinds(where), text]))
  return [...alike.values()].flatMap((same) => {
    const [first] = same
    if (first === undefined) return []
    const named = new Set(same.flatMap(({ where }) => where.kinds ?? []))
    const where = withoutKinds(first.where)
    const kinds = playbook.kinds.filter((kind) => named.has(kind))
    return [{ text: first.text, where: kinds.length === 0 || kinds.length === playbook.kinds.length ? where : { ...where, kinds } }]
  })
}

function withoutKinds({ node, task, event, gate, field }: Where): Where {
  return {
    ...(node !== undefined && { node }),
    ...(task !== undefined && { task }),
    ...(event !== undefined && { event }),
    ...(gate !== undefined && { gate }),
    ...(field !== undefined && { field }),
  }
}

function explored(samples: number, routes: readonly Route[]): Explored {
  return {
    samples,
    routes: routes.length,
    situations: routes.reduce((sum, { walk }) => sum + walk.places.length, 0),
    moves: routes.reduce((sum, { walk }) => sum + walk.exits.length, 0),
  }
}
