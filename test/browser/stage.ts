import { once } from 'node:events'
import { AxeBuilder } from '@axe-core/playwright'
import { serve } from '@hono/node-server'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Actor } from '../../src/core/actor.ts'
import { openBrowser } from './chromium.ts'
import { PASSWORD, serveCity, type ServedCity } from '../http/served.ts'

/** The city of the cast behind a real port, and a real browser before it. */
export interface Stage {
  readonly city: ServedCity
  /** Somebody of the cast signs in, in a browser of their own. */
  readonly enter: (who: Actor, options?: BrowserContextOptions) => Promise<Visitor>
  readonly close: () => Promise<void>
}

export interface Visitor {
  readonly page: Page
  /** Opens a path of ours. */
  readonly open: (path: string) => Promise<void>
  /** The page as it stands has no fault that axe finds, fits the screen and broke no rule of the content policy. */
  readonly looksRight: () => Promise<void>
}

export const TELEPHONE: BrowserContextOptions = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }
const DESK: BrowserContextOptions = { viewport: { width: 1280, height: 800 } }

export async function raise(founded: Parameters<typeof serveCity>[0] = {}): Promise<Stage> {
  const city = await serveCity(founded)
  const server = serve({ fetch: city.app.fetch, port: 0, hostname: '127.0.0.1' })
  await once(server, 'listening')
  const address = server.address()
  const origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  const browser = await openBrowser()
  return {
    city,
    enter: async (who, options = DESK) => enter(city, browser, origin, who, options),
    close: async () => {
      await browser.close()
      server.close()
      await city.close()
    },
  }
}

/** Cells that no longer stand in the columns of their table, by what they say. On telephones some tables become lists. */
const CELLS_OUT_OF_PLACE = `[...document.querySelectorAll('td, th')]
  .filter((cell) => getComputedStyle(cell.parentElement).display === 'table-row' && getComputedStyle(cell).display !== 'table-cell')
  .map((cell) => cell.textContent)`

async function enter(city: ServedCity, browser: Browser, origin: string, who: Actor, options: BrowserContextOptions): Promise<Visitor> {
  // Gives the account its password.
  await city.cookie(who)
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...options })
  const page = await context.newPage()
  const broken: string[] = []
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) broken.push(message.text())
  })
  page.on('pageerror', (error) => broken.push(error.message))
  await page.goto(`${origin}/`)
  await page.getByLabel('用户名').fill(who.person)
  await page.getByLabel('密码').fill(PASSWORD)
  await page.getByRole('button', { name: '登录' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  return {
    page,
    open: async (path) => {
      await page.goto(origin + path)
    },
    looksRight: async () => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
      expect(broken).toEqual([])
      const { width } = page.viewportSize() ?? { width: 0 }
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
      expect(await page.evaluate(CELLS_OUT_OF_PLACE)).toEqual([])
    },
  }
}
