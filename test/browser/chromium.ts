import { existsSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { chromium } from 'playwright-core'

const PATHS = [process.env['CHROMIUM_PATH'] ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
/** It runs as root in containers, and asks nobody outside for anything. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The Chromium that the system has (src/start/browser.mjs sees to it). */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: PATHS.find((path) => existsSync(path)) ?? '', args: QUIET })
}
