import { Layout } from './layout.tsx'
import type { Page } from './page.ts'

export interface WrongPageProps {
  readonly page: Page
  readonly title: string
  /** What to do now. */
  readonly lead: string
}

/** Nothing was found, or nothing was done: what happened and what to do. */
export function WrongPage({ page, title, lead }: WrongPageProps) {
  return (
    <Layout page={page} title={title}>
      <h1>{title}</h1>
      <p>{lead}</p>
      <p class="more">
        <a href="/">{page.words.wrong.home}</a>
      </p>
    </Layout>
  )
}
