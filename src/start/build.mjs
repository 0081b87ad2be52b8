import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

const ENTRIES = {
  main: 'src/main.ts',
  cli: 'src/cli/main.ts',
  'sqlite-worker': 'db/sqlite-worker.ts',
  'layout-thread': 'src/layout-thread.ts',
}
const BENCH = { bench: 'bench/main.ts' }

/** How the product is bundled; test/faults/ bundles altered copies of it in the same way. */
export const BUNDLE = /** @type {const} */ ({
  outdir: 'dist',
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node26',
  format: 'esm',
  jsx: 'automatic',
  jsxImportSource: 'hono/jsx',
  sourcemap: 'linked',
  logLevel: 'warning',
  write: false,
})

/**
 * Bundles the server and the command line into dist/; Node strips types from .ts but not from .tsx. It takes a
 * fraction of a second, so it is always done rather than guessing whether something changed. Every file of dist/
 * lies one folder below the top, like src/main.ts: only modules at that depth may use `import.meta.dirname`.
 *
 * @param {{ bench: boolean }} options
 */
export async function build({ bench }) {
  const { build: bundle } = await import('esbuild')
  const { outputFiles } = await bundle({
    ...BUNDLE,
    entryPoints: Object.fromEntries(Object.entries(bench ? { ...ENTRIES, ...BENCH } : ENTRIES).filter(([, source]) => existsSync(source))),
  })
  for (const { path, contents } of outputFiles) replace(path, contents)
}

/**
 * A command may be prepared while a server starts: it must never read half a file.
 *
 * @param {string} path
 * @param {Uint8Array} contents
 */
function replace(path, contents) {
  if (existsSync(path) && readFileSync(path).equals(contents)) return

  mkdirSync(dirname(path), { recursive: true })
  const complete = `${path}.${process.pid}`
  writeFileSync(complete, contents)
  renameSync(complete, path)
}
