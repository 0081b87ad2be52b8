import { existsSync } from 'node:fs'

const ENTRIES = { main: 'src/main.ts', cli: 'src/cli/main.ts' }

/**
 * Bundles the server and the command line into dist/; Node strips types from .ts but not from .tsx. It takes a
 * fraction of a second, so it is always done rather than guessing whether something changed. Every file of dist/
 * lies one folder below the top, like src/main.ts: only modules at that depth may use `import.meta.dirname`.
 */
export async function build() {
  const { build: bundle } = await import('esbuild')
  await bundle({
    entryPoints: Object.fromEntries(Object.entries(ENTRIES).filter(([, source]) => existsSync(source))),
    outdir: 'dist',
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    target: 'node26',
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    sourcemap: 'linked',
    logLevel: 'warning',
  })
}
