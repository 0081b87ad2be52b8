import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const PACKAGES = ['chromium', 'fonts-noto-cjk']

/** Sees to it that the browser tests find a Chromium that can show Chinese. On Debian and Ubuntu it is installed. */
export function installBrowser() {
  if (process.env['CHROMIUM_PATH'] || PATHS.some((path) => existsSync(path))) return

  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    throw new Error(`the browser tests need Chromium: install ${PACKAGES.join(' and ')}, or set CHROMIUM_PATH.`)
  }
  process.stderr.write('fangxian: installing Chromium …\n')
  aptGet('update')
  aptGet('install', '--yes', '--no-install-recommends', ...PACKAGES)
}

/** @param {readonly string[]} parameters */
function aptGet(...parameters) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const { status } = spawnSync('apt-get', ['--quiet', ...parameters], { stdio: ['ignore', 'ignore', 'inherit'], env })
  if (status !== 0) throw new Error(`apt-get ${parameters.join(' ')} failed.`)
}
