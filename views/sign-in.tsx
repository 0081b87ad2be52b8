import { Layout } from './layout.tsx'
import type { Page } from './page.ts'
import { Notice } from './parts.tsx'

export interface SignInPageProps {
  readonly page: Page
  /** Where to go afterwards; empty: the first page of the role. */
  readonly next: string
  readonly username: string
  /** What was wrong with the last try, in words. */
  readonly wrong: string | null
}

export function SignInPage({ page, next, username, wrong }: SignInPageProps) {
  const { words } = page
  const invalid = wrong === null ? {} : ({ 'aria-invalid': 'true', 'aria-describedby': 'wrong' } as const)
  return (
    <Layout page={page} title={words.signIn.title}>
      <h1>{words.signIn.title}</h1>
      {wrong === null ? null : (
        <Notice tone="bad" alert={true}>
          <p id="wrong">{wrong}</p>
        </Notice>
      )}
      {next === '' ? null : <p>{words.signIn.goOn}</p>}
      <form method="post" action="/sign-in">
        <input type="hidden" name="next" value={next} />
        <div class="question">
          <label for="username">{words.signIn.username}</label>
          <input
            id="username"
            name="username"
            type="text"
            autocomplete="username"
            autocapitalize="none"
            spellcheck={false}
            value={username}
            {...invalid}
          />
        </div>
        <div class="question">
          <label for="password">{words.signIn.password}</label>
          <input id="password" name="password" type="password" autocomplete="current-password" {...invalid} />
        </div>
        <button type="submit">{words.signIn.submit}</button>
      </form>
      <p class="hint">{words.signIn.lead}</p>
      {page.demo ? <Notice tone="plain">{words.signIn.demo}</Notice> : null}
    </Layout>
  )
}
