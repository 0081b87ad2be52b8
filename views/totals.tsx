import { showCount } from './count.ts'
import type { Page } from './page.ts'

export interface Total {
  readonly name: string
  readonly value: number
  /** Red when it is not zero. */
  readonly alarming?: boolean
  readonly href?: string
  /** A line below the figure. */
  readonly note?: string
}

/** A few large figures. */
export function Totals({ page, totals }: { readonly page: Page; readonly totals: readonly Total[] }) {
  return (
    <dl class="totals">
      {totals.map(({ name, value, alarming = false, href, note }) => (
        <div class={alarming && value > 0 ? 'alarm' : ''}>
          <dt>{name}</dt>
          <dd>{href === undefined ? showCount(page, value) : <a href={href}>{showCount(page, value)}</a>}</dd>
          {note === undefined ? null : <dd class="rest">{note}</dd>}
        </div>
      ))}
    </dl>
  )
}
