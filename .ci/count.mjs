import { existsSync, readFileSync } from 'node:fs'

/** @typedef {{ numPassedTests: number, numFailedTests: number, testResults: { status: string, assertionResults: unknown[] }[] }} Results */

const RESULTS = 'node_modules/.vitest/results.json'

// The exit status of the whole check: a check that fails before or beside the tests counts as one failure.
const status = Number(process.argv[2])
const { passed, failed } = existsSync(RESULTS) ? count() : { passed: 0, failed: 0 }
process.stdout.write(`${passed} passed, ${status === 0 ? failed : Math.max(failed, 1)} failed\n`)

/** A test file that did not load has no tests to fail and counts as one failure. */
function count() {
  // Written by the version of Vitest that package.json pins.
  const results = /** @type {Results} */ (JSON.parse(readFileSync(RESULTS, 'utf8')))
  const notLoaded = results.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
  return { passed: results.numPassedTests, failed: results.numFailedTests + notLoaded.length }
}
