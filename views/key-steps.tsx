import type { KeyStep } from '../src/core/key-steps.ts'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { Progress } from './parts.tsx'

/** How far the schools of a region have come with a step that is asked about first. */
export interface ShownStep {
  readonly step: KeyStep
  readonly schools: number
  readonly signed: number
}

/** The steps that the command centre asks about first: how many schools have signed each, and which have not. */
export function KeySteps({ page, region, steps }: { readonly page: Page; readonly region: string; readonly steps: readonly ShownStep[] }) {
  const { board } = page.words
  if (steps.length === 0) return null
  return (
    <section aria-labelledby="key-steps">
      <h2 id="key-steps">{board.keySteps}</h2>
      <ul class="entries">
        {steps.map(({ step, schools, signed }) => (
          <li>
            {say(page, step.title)} <Progress page={page} done={signed} total={schools} />
            {signed === schools ? null : (
              <p class="hint">
                <a href={`/board?region=${region}&unsigned=${step.task}`}>{board.unsigned(schools - signed)}</a>
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
