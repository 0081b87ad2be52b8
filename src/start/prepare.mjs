// Runs before `npm start`, `npm run fangxian`, `npm run bench` and `npm test` under whatever Node the system has, so it and
// what it imports are plain JavaScript and use only what Node 20 knows and what npm need not install first.
import { installBrowser } from './browser.mjs'
import { build } from './build.mjs'
import { installPackages } from './packages.mjs'

const all = process.argv.includes('--all')
try {
  installPackages({ all })
  await build({ bench: process.argv.includes('--bench') })
  if (all) installBrowser()
} catch (error) {
  process.stderr.write(`fangxian: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
