import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build as bundle, type BuildOptions, type Plugin } from 'esbuild'
import { BUNDLE } from '../../src/start/build.mjs'
import { TOP } from '../source-files.ts'
import { cleanedOnce } from './leftovers.ts'

/** One place of the sources, written otherwise. */
export interface Patch {
  readonly file: string
  readonly from: string
  readonly to: string
}

/** The bundled product, or a copy of it that was altered. */
export interface Build {
  readonly server: string
  readonly commandLine: string
}

const built = new Map<string, Promise<Build>>()

/** Bundles the product with these patches into dist/, once for each name. The sources stay as they are. */
export function buildPatched(name: string, patches: readonly Patch[]): Promise<Build> {
  const present = built.get(name) ?? bundlePatched(name, patches)
  built.set(name, present)
  return present
}

/** With its packages in it the server starts twice as fast, which counts where it is started hundreds of times. */
const WHOLE = {
  packages: 'bundle',
  external: ['better-sqlite3'],
  sourcemap: false,
  banner: { js: "import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);" },
} satisfies BuildOptions

async function bundlePatched(name: string, patches: readonly Patch[]): Promise<Build> {
  // Another run may be under way.
  const entry = `faults-${process.pid}-${name}`
  const fileOf = (part: string): string => join(TOP, BUNDLE.outdir, `${entry}-${part}.js`)
  const { outputFiles } = await bundle({
    ...BUNDLE,
    ...WHOLE,
    absWorkingDir: TOP,
    entryPoints: { [`${entry}-main`]: 'src/main.ts', [`${entry}-cli`]: 'src/cli/main.ts' },
    plugins: [patching(patches)],
  })
  mkdirSync(join(TOP, BUNDLE.outdir), { recursive: true })
  for (const { path, contents } of outputFiles) {
    writeFileSync(path, contents)
    cleanedOnce(() => rmSync(path, { force: true }))
  }
  return { server: fileOf('main'), commandLine: fileOf('cli') }
}

function patching(patches: readonly Patch[]): Plugin {
  return {
    name: 'patching',
    setup: (bundling) => {
      for (const [file, some] of Map.groupBy(patches, (patch) => patch.file)) {
        const path = join(TOP, file)
        const filter = new RegExp(`^${path.replaceAll(/[.\\]/g, '\\$&')}$`)
        bundling.onLoad({ filter }, () => ({ contents: patched(file, some), loader: 'ts' }))
      }
    },
  }
}

/** The file's text with the patches. One that no longer fits must not pass in silence: its mutant would be the product itself. */
export function patched(file: string, patches: readonly Patch[]): string {
  return patches.reduce(
    (text, { from, to }) => {
      const found = text.split(from).length - 1
      if (found !== 1) throw new Error(`${file} holds this ${found} times instead of once: ${from}`)
      return text.replace(from, () => to)
    },
    readFileSync(join(TOP, file), 'utf8'),
  )
}
