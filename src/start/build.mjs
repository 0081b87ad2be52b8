import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const ENTRIES = {
  main: 'src/main.ts',
  cli: 'src/cli/main.ts',
  'sqlite-worker': 'db/sqlite-worker.ts',
  'layout-thread': 'src/layout-thread.ts',
}
const BENCH = { bench: 'bench/main.ts' }

/** @satisfies {import('esbuild').BuildOptions} */
const FOR_NODE = /** @type {const} */ ({
  platform: 'node',
  target: 'node26',
  format: 'esm',
  bundle: true,
  logLevel: 'warning',
  write: false,
})

/** Packages of hundreds of files. They are bundled too, because reading those takes longer than all else that a start does. */
const BUNDLED = ['@hono/node-server', '@hono/zod-openapi', 'better-auth', 'hono', 'kysely', 'zod']
const PACKAGES = 'packages'

/**
 * How the product is bundled; test/faults/ bundles altered copies of it in the same way. What it imports of the bundled
 * packages lies beside it, apart: their lines in the source maps would cost what bundling saves.
 */
export const BUNDLE = /** @satisfies {import('esbuild').BuildOptions} */ ({
  ...FOR_NODE,
  outdir: 'dist',
  plugins: [{ name: 'packages apart', setup: findPackagesApart }],
  jsx: /** @type {const} */ ('automatic'),
  jsxImportSource: 'hono/jsx',
  sourcemap: /** @type {const} */ ('linked'),
})

/** @param {import('esbuild').PluginBuild} bundling */
function findPackagesApart(bundling) {
  bundling.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
    if (kind === 'entry-point') return null
    const isBundled = BUNDLED.some((name) => path === name || path.startsWith(`${name}/`))
    return { external: true, path: isBundled ? `./${PACKAGES}/${path}.js` : path }
  })
}

/**
 * Bundles the server and the command line into dist/; Node strips types from .ts but not from .tsx. It takes a
 * fraction of a second, so it is always done rather than guessing whether something changed. Every file of dist/
 * lies one folder below the top, like src/main.ts: only modules at that depth may use `import.meta.dirname`.
 *
 * @param {{ bench: boolean }} options
 */
export async function build({ bench }) {
  const { build: bundle } = await import('esbuild')
  const { outputFiles, metafile } = await bundle({
    ...BUNDLE,
    metafile: true,
    entryPoints: Object.fromEntries(Object.entries(bench ? { ...ENTRIES, ...BENCH } : ENTRIES).filter(([, source]) => existsSync(source))),
  })
  const asked = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path))
  const packages = await bundle({
    ...FOR_NODE,
    outdir: join(BUNDLE.outdir, PACKAGES),
    splitting: true,
    entryPoints: Object.fromEntries([...new Set(asked)].flatMap(asPackage)),
    // Some of what they need is CommonJS and asks for modules of Node by `require`.
    banner: { js: "import { createRequire as requireFrom } from 'node:module'\nconst require = requireFrom(import.meta.url)" },
  })
  for (const { path, contents } of [...packages.outputFiles, ...outputFiles]) replace(path, contents)
}

/**
 * The file in dist/packages/ and what is bundled into it, for an import that leads there.
 *
 * @param {string} path
 * @returns {readonly (readonly [string, string])[]}
 */
function asPackage(path) {
  const name = path.startsWith(`./${PACKAGES}/`) ? path.slice(PACKAGES.length + 3, -'.js'.length) : null
  return name === null ? [] : [[name, name]]
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
