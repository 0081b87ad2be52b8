import { existsSync } from 'node:fs'
import { installFromDebian } from './debian.mjs'

const PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const PACKAGES = ['chromium', 'fonts-noto-cjk']

/** Sees to it that the browser tests find a Chromium that can show Chinese. On Debian and Ubuntu it is installed. */
export function installBrowser() {
  if (process.env['CHROMIUM_PATH'] || PATHS.some((path) => existsSync(path))) return
  installFromDebian('the browser tests need Chromium', PACKAGES, ', or set CHROMIUM_PATH')
}
