import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/**
 * Installs packages of Debian or Ubuntu; throws where that is not possible, with what to do instead.
 *
 * @param {string} who needs them, e.g. `the browser tests need Chromium`
 * @param {readonly string[]} packages
 * @param {string} otherwise
 */
export function installFromDebian(who, packages, otherwise = '') {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    throw new Error(`${who}: install ${packages.join(' and ')}${otherwise}.`)
  }
  process.stderr.write(`fangxian: ${who}; installing ${packages.join(', ')} …\n`)
  aptGet('update')
  aptGet('install', '--yes', '--no-install-recommends', ...packages)
}

/** @param {readonly string[]} parameters */
function aptGet(...parameters) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const { status } = spawnSync('apt-get', ['--quiet', ...parameters], { stdio: ['ignore', 'ignore', 'inherit'], env })
  if (status !== 0) throw new Error(`apt-get ${parameters.join(' ')} failed.`)
}
