import type { Playbook } from '../../machines/playbook.ts'
import { findPlaybook, latestPlaybooks } from '../../machines/registry.ts'
import { whereWords } from '../../views/lint-where.ts'
import { en } from '../../views/words/en.ts'
import { zh } from '../../views/words/zh.ts'
import { lint } from '../core/lint/index.ts'
import type { LintReport } from '../core/lint/index.ts'
import { RULE_WORDS } from '../core/lint/rule-words.ts'
import { done, misused, refusedBy, type Command, type Outcome } from './command.ts'

export const linting: Command = {
  name: 'lint',
  usage: '[PLAYBOOK]',
  summary: '检查预案：走遍全部情形，逐条核对 examine playbooks: walk every situation, prove every rule',
  options: {},
  words: [0, 1],
  run: async ({ words: [name] }) => {
    const known = latestPlaybooks()
    const asked = name === undefined ? known : [findPlaybook(name)].flatMap((playbook) => playbook ?? [])
    if (asked.length === 0)
      return misused(`没有此预案 no such playbook: ${name ?? ''}; ${known.map((playbook) => playbook.name).join(', ')}`)
    return examined(asked)
  },
}

/** What the examination of these playbooks comes to: refused if anything was found wrong. */
export function examined(playbooks: readonly Playbook[]): Outcome {
  const reports = playbooks.map((playbook) => ({ playbook, report: lint(playbook) }))
  const text = reports.map(({ playbook, report }) => inWords(playbook, report)).join('\n\n')
  const json = { items: reports.map(({ report }) => report) }
  return reports.every(({ report }) => report.findings.length === 0) ? done(text, json) : refusedBy(text, json)
}

/** A heading, what was walked through, and a line for each rule with its findings below it. */
function inWords(playbook: Playbook, { version, explored, rules, findings }: LintReport): string {
  const { samples, situations, moves } = explored
  const verdict = findings.length === 0 ? '未发现问题 nothing found wrong' : `发现问题 found wrong: ${findings.length}`
  return [
    `${playbook.title.zh} ${playbook.name} v${version}: ${verdict}`,
    `  走查 explored: 单位 units ${samples}, 情形 situations ${situations}, 步 moves ${moves}`,
    ...rules.flatMap((each) => [
      `  ${each.findings.length === 0 ? '✓' : '✗'} ${RULE_WORDS[each.rule].title.zh} ${each.rule}: ${RULE_WORDS[each.rule].proved(each.proved).zh}`,
      ...each.findings.flatMap(({ where, text }) => [
        `      ${whereWords({ lang: 'zh', words: zh }, playbook, where)}`,
        `        ${text.zh}`,
        `        ${whereWords({ lang: 'en', words: en }, playbook, where)}: ${text.en}`,
      ]),
    ]),
  ].join('\n')
}
