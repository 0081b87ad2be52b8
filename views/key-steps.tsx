import type { KeyStep } from '../src/core/key-steps.ts'
import { showCount } from './count.ts'
import type { Page } from './page.ts'
import { say } from './page.ts'

/** How far the schools of a region have come with a step that is asked about first. */
export interface ShownStep {
  readonly step: KeyStep
  readonly schools: number
  readonly signed: number
}

interface KeyStepsProps {
  readonly page: Page
  readonly region: string
  readonly steps: readonly ShownStep[]
}

/** The steps that the command centre asks about first: how many schools have signed each, and which have not. */
export function KeySteps({ page, region, steps }: KeyStepsProps) {
  const { board } = page.words
  if (steps.length === 0) return null
  return (
    <section aria-labelledby="key-steps">
      <h2 id="key-steps">{board.keySteps}</h2>
      <dl class="totals">
        {steps.map(({ step, schools, signed }) => (
          <div>
            <dt>{say(page, step.title)}</dt>
            <dd>{`${showCount(page, signed)}/${showCount(page, schools)}`}</dd>
            {signed === schools ? null : (
              <dd class="rest">
                <a href={`/board?region=${region}&unsigned=${step.task}`}>{board.unsigned(schools - signed)}</a>
              </dd>
            )}
          </div>
        ))}
      </dl>
    </section>
  )
}
