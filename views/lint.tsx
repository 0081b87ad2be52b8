import type { Playbook } from '../machines/playbook.ts'
import type { Finding } from '../src/core/lint/finding.ts'
import type { LintReport } from '../src/core/lint/index.ts'
import { RULE_WORDS } from '../src/core/lint/rule-words.ts'
import { Layout } from './layout.tsx'
import { whereWords } from './lint-where.ts'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { Notice, Summary } from './parts.tsx'

export interface LintPageProps {
  readonly page: Page
  readonly playbook: Playbook
  /** Null while it is still being worked out. */
  readonly report: LintReport | null
}

/** What was proved of a playbook, rule by rule, and what was found wrong. */
export function LintPage({ page, playbook, report }: LintPageProps) {
  const { lint: words, playbook: playbookWords } = page.words
  const title = words.title(playbookWords.title(say(page, playbook.title), playbook.version))
  return (
    <Layout page={page} title={title}>
      <h1>{title}</h1>
      <p>{words.lead}</p>
      {report === null ? <p role="status">{words.checking}</p> : <Report page={page} playbook={playbook} report={report} />}
      <p class="more">
        <a href={`/playbooks/${playbook.name}`}>{words.back}</a>
      </p>
    </Layout>
  )
}

function Report({ page, playbook, report }: { readonly page: Page; readonly playbook: Playbook; readonly report: LintReport }) {
  const { lint: words } = page.words
  const { samples, situations, moves } = report.explored
  const sound = report.findings.length === 0
  return (
    <>
      <Notice tone={sound ? 'good' : 'bad'} title={sound ? words.sound : words.unsound(report.findings.length)} />
      <Summary
        rows={[
          { name: words.samples, value: words.count(samples) },
          { name: words.situations, value: words.count(situations) },
          { name: words.moves, value: words.count(moves) },
        ]}
      />
      <h2>{words.rules}</h2>
      <ul class="figures">
        {report.rules.map(({ rule, proved, findings }) => (
          <li>
            <strong class={`tag ${findings.length === 0 ? 'done' : 'overdue'}`}>
              {findings.length === 0 ? words.passed : words.failed}
            </strong>{' '}
            {say(page, RULE_WORDS[rule].title)}
            <p class="hint">{say(page, RULE_WORDS[rule].proved(proved))}</p>
            {findings.length === 0 ? null : <Findings page={page} playbook={playbook} findings={findings} />}
          </li>
        ))}
      </ul>
    </>
  )
}

function Findings({
  page,
  playbook,
  findings,
}: {
  readonly page: Page
  readonly playbook: Playbook
  readonly findings: readonly Finding[]
}) {
  return (
    <ul>
      {findings.map(({ where, text }) => (
        <li>
          {whereWords(page, playbook, where)}
          <p>{say(page, text)}</p>
        </li>
      ))}
    </ul>
  )
}
