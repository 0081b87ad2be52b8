import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

const STAMP = 'node_modules/.fangxian'
const NODE = 'node_modules/node/bin/node'

/**
 * Installs the packages of package-lock.json unless the same lock file was installed before. Without `all` only
 * what running needs; the tools of developers stay if they are there already.
 *
 * @param {{ all: boolean }} options
 */
export function installPackages({ all }) {
  const [installed, extent] = existsSync(STAMP) ? readFileSync(STAMP, 'utf8').split(' ') : []
  if (installed === lockDigest() && (extent === 'all' || !all) && existsSync(NODE)) return

  const wanted = all || existsSync('node_modules/vitest') ? 'all' : 'running'
  rmSync(STAMP, { force: true })
  npmInstall(wanted === 'all' ? '--include=dev' : '--omit=dev')
  if (!existsSync(NODE)) throw new Error('Node 26 is missing: npm must be allowed to run the install script of the package "node".')
  writeFileSync(STAMP, `${lockDigest()} ${wanted}`)
}

function lockDigest() {
  return createHash('sha256').update(readFileSync('package-lock.json')).digest('hex')
}

/** @param {string} extent */
function npmInstall(extent) {
  process.stderr.write('fangxian: installing packages …\n')
  const parameters = ['install', extent, '--no-save', '--no-audit', '--no-fund', '--loglevel=error']
  // Standard output belongs to the command that follows, which may print JSON.
  /** @type {import('node:child_process').StdioOptions} */
  const stdio = ['ignore', 2, 2]
  // npm names itself in the environment of its scripts; the one on the path may be another.
  const npm = process.env['npm_execpath']
  const { status } = npm ? spawnSync(process.execPath, [npm, ...parameters], { stdio }) : spawnSync('npm', parameters, { stdio })
  if (status !== 0) throw new Error('npm install failed. Is the package registry within reach?')
}
