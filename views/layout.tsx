import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Page } from './page.ts'
import { tagOf } from './page.ts'

export interface LayoutProps {
  readonly page: Page
  readonly title: string
  readonly children?: Child
  /** Tables need the width; texts and forms do not. */
  readonly wide?: boolean
  /** Reload after so many seconds, for readers without scripts. */
  readonly refreshS?: number
}

/** No style sheet of its own, which the content policy forbids; what a person has unfolded stays so when a part is fetched again. */
const HTMX = JSON.stringify({
  includeIndicatorCSS: false,
  history: false,
  defaultTimeout: 20_000,
  morphIgnore: ['data-htmx-powered', 'open'],
})

/** The frame of every page: one heading, one main part, and the same few links above it. */
export function Layout({ page, title, children, wide = false, refreshS }: LayoutProps) {
  const { words, assets } = page
  return (
    <>
      {html`<!doctype html>`}
      <html lang={tagOf(page.lang)}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="htmx-config" content={HTMX} />
          <title>{`${title} - ${words.shell.name}`}</title>
          <link rel="stylesheet" href={assets.style} />
          <link rel="icon" href="data:," />
          <script src={assets.htmx} defer></script>
          <script src={assets.script} defer></script>
          {refreshS === undefined ? null : (
            <noscript>
              <meta http-equiv="refresh" content={String(refreshS)} />
            </noscript>
          )}
        </head>
        <body>
          <a class="skip" href="#main">
            {words.shell.skip}
          </a>
          <Header page={page} />
          <main id="main" class={wide ? 'wide' : 'narrow'} tabindex={-1}>
            {children}
          </main>
          <Footer page={page} />
        </body>
      </html>
    </>
  )
}

function Header({ page }: { readonly page: Page }) {
  const { viewer, words } = page
  return (
    <header>
      <div class="bar">
        <a class="brand" href="/">
          {words.shell.name}
        </a>
        {viewer === null ? null : (
          <span class="who">
            {viewer.unitName} {viewer.name}
          </span>
        )}
      </div>
      {viewer === null ? null : (
        <nav aria-label={words.shell.navigation}>
          <ul>
            {linksOf(page, viewer.role).map(([href, label]) => (
              <li>
                <a href={href} {...(isHere(page, href) && { 'aria-current': 'page' })}>
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </header>
  )
}

function Footer({ page }: { readonly page: Page }) {
  const { words, viewer } = page
  return (
    <footer>
      {page.demo ? <p>{words.shell.demo}</p> : null}
      <ul>
        <li>
          <a href={inOtherLanguage(page)} lang={words.shell.languageCode} hreflang={words.shell.languageCode}>
            {words.shell.language}
          </a>
        </li>
        {viewer === null ? null : (
          <li>
            <form method="post" action="/sign-out">
              <button class="link">{words.shell.signOut}</button>
            </form>
          </li>
        )}
      </ul>
    </footer>
  )
}

type Link = readonly [href: string, label: string]

/** Each role sees what it works with, most used first. */
function linksOf(page: Page, role: NonNullable<Page['viewer']>['role']): readonly Link[] {
  const { shell } = page.words
  const unit = page.viewer?.unit ?? ''
  const journal: Link = ['/journal', shell.journal]
  const playbook: Link = ['/playbooks/epidemic', shell.playbook]
  const overlays: Link = ['/overlays', page.words.overlay.list]
  const waiting: Link = ['/waiting', page.words.waiting.title]
  const assignments: Link = ['/assignments', page.words.assignment.list]
  const own: Link = [`/units/${unit}`, shell.bureau]
  const overview: readonly Link[] = [
    ['/board', shell.board],
    ['/orders', shell.orders],
    [`/regions/${unit}/situation`, shell.situation],
  ]
  switch (role) {
    case 'principal':
    case 'staff':
      return page.viewer?.level === 'school'
        ? [[`/units/${unit}`, shell.school], waiting, journal, playbook, assignments, overlays]
        : [own, waiting, ...overview, journal, playbook, assignments, overlays]
    case 'commander':
      return [
        ['/board', shell.board],
        waiting,
        ['/orders/new', shell.newOrder],
        own,
        ...overview.slice(1),
        journal,
        playbook,
        assignments,
        overlays,
      ]
    case 'inspector':
      return [...overview, waiting, journal, playbook, assignments, overlays]
    case 'auditor':
      return [journal, ...overview, playbook, assignments, overlays]
    case 'admin':
      return [['/admin/people', shell.people], ...overview, journal, playbook]
    default:
      return role satisfies never
  }
}

function isHere(page: Page, href: string): boolean {
  const path = page.here.split('?')[0] ?? ''
  return path === href || (href === '/journal' && path.startsWith('/journal/'))
}

/** The same page in the other language. Results of a form are reached by a plain address, so nothing is sent twice. */
function inOtherLanguage(page: Page): string {
  const [path = '/', query = ''] = page.here.split('?')
  const parameters = new URLSearchParams(query)
  parameters.set('lang', page.lang === 'zh' ? 'en' : 'zh')
  return `${path}?${parameters.toString()}`
}
