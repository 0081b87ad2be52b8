import type { Task } from '../machines/task.ts'
import type { Refusal } from '../src/core/refusal.ts'
import { unitHref } from './addresses.ts'
import type { Run } from './addresses.ts'
import { Layout } from './layout.tsx'
import type { Page } from './page.ts'
import { say } from './page.ts'
import { Notice } from './parts.tsx'
import { Refused } from './refused.tsx'
import { Earlier } from './signatures.tsx'
import type { ShownSignOff } from './signatures.tsx'

export interface TaskGoneProps {
  readonly page: Page
  readonly unit: { readonly name: string }
  readonly run: Run
  readonly task: Task
  readonly refusal: Refusal | null
  readonly signOffs: readonly ShownSignOff[]
}

/** A task that is not on the checklist now: what it was, and who signed it. */
export function TaskGonePage({ page, unit, run, task, refusal, signOffs }: TaskGoneProps) {
  return (
    <Layout page={page} title={`${say(page, task.title)} - ${unit.name}`}>
      <p class="crumb">
        <a href={unitHref(run)}>{unit.name}</a>
      </p>
      <h1>{say(page, task.title)}</h1>
      {refusal === null ? null : <Refused page={page} refusal={refusal} run={run} inputOf={(field) => field} />}
      <Notice tone="warn">{page.words.task.gone}</Notice>
      <p>{say(page, task.how)}</p>
      <Earlier page={page} task={task} signOffs={signOffs} />
    </Layout>
  )
}
