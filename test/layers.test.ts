import { dirname, join } from 'node:path/posix'
import { expect, test } from 'vitest'
import { codeFiles, withoutComments, type SourceFile } from './source-files.ts'

/** From the lowest to the highest: a layer may import from itself and from the layers named after it. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  machines: [],
  'src/core': ['machines'],
  db: ['machines', 'src/core'],
  'src/engine': ['machines', 'src/core', 'db'],
  'src/demo': ['machines', 'src/core', 'db', 'src/engine'],
  views: ['machines', 'src/core'],
  'src/http': ['machines', 'src/core', 'db', 'src/engine', 'views', 'src'],
  'src/cli': ['machines', 'src/core', 'db', 'src/engine', 'src/demo', 'views', 'src/http', 'src'],
  src: ['machines', 'src/core', 'db', 'src/engine', 'src/demo', 'views', 'src/http'],
  'src/start': [],
}

/** What only some files may contain, and why. */
const RESERVED: readonly { readonly what: RegExp; readonly only: RegExp; readonly because: string }[] = [
  // src/start/build.mjs only names it among the packages that it bundles.
  { what: /['"]kysely(\/[^'"]*)?['"]/, only: /^(db\/|src\/start\/build\.mjs$)/, because: 'queries are written in db/ only' },
  { what: /\.(selectFrom|insertInto|updateTable|deleteFrom|mergeInto)\(/, only: /^db\//, because: 'queries are written in db/ only' },
  {
    what: /['"`]\s*(select\b[^'"`]*\bfrom\b|SELECT\b[^'"`]*\bFROM\b|(insert into|delete from|pragma|begin immediate)\s)/,
    only: /^db\//,
    because: 'SQL is written in db/ only',
  },
  { what: /['"](better-sqlite3|pg|node:sqlite)['"]/, only: /^db\/connect\.ts$/, because: 'only db/connect.ts names a driver' },
  {
    what: /['"]xstate(\/[^'"]*)?['"]/,
    only: /^machines\/|^src\/core\/statechart\.ts$/,
    because: 'XState is known to machines/ and src/core/statechart.ts only',
  },
  { what: /process\.env\b/, only: /^src\/config\.ts$|^src\/start\//, because: 'src/config.ts alone reads the environment' },
  {
    what: /Temporal\.Now|Date\.now|new Date\(\)|performance\.now|Math\.random|random(UUID|Bytes|Int)|\bfetch\(|['"]node:(?!crypto['"])/,
    only: /^(?!machines\/|src\/core\/|views\/[^/]*\.tsx)/,
    because: 'deciding and showing are pure: the time and everything random are arguments',
  },
]

test('imports run from the higher layers to the lower ones, and each library stays in its place', () => {
  expect(productFiles().flatMap(violations)).toEqual([])
})

test('every folder of sources belongs to a layer', () => {
  expect(productFiles().filter(({ path }) => layerOf(path) === undefined)).toEqual([])
})

test.each([
  ['src/core/a.ts', "import { x } from '../engine/x.ts'"],
  ['src/core/a.ts', "export * from '../../db/x.ts'"],
  ['machines/a.ts', "import type { X } from '../src/core/x.ts'"],
  ['db/a.ts', "const x = await import('../src/engine/x.ts')"],
  ['views/a.tsx', "import { x } from '../db/units.ts'"],
  ['src/engine/a.ts', "import '../http/app.ts'"],
  ['src/engine/a.ts', "import { sql } from 'kysely'"],
  ['src/engine/a.ts', "db.selectFrom('unit')"],
  ['src/http/a.ts', "database.exec('insert into unit values (1)')"],
  ['src/http/a.ts', 'sqlite.prepare(`select *\n  from unit`)'],
  ['db/units.ts', "import Database from 'better-sqlite3'"],
  ['src/core/a.ts', "import { setup } from 'xstate'"],
  ['src/engine/a.ts', "import { getShortestPaths } from 'xstate/graph'"],
  ['src/http/a.ts', 'const port = process.env.PORT'],
  ['src/core/a.ts', 'const now = Temporal.Now.instant()'],
  ['src/core/a.ts', "import { readFileSync } from 'node:fs'"],
  ['src/http/a.ts', "app.get('/api/*', x)\nimport { sql } from 'kysely'\napp.get('*/', x)"],
])('in %s this would be found: %s', (path, text) => {
  expect(violations({ path, text })).not.toEqual([])
})

test.each([
  ['src/engine/a.ts', "import { connect } from '../../db/connect.ts'"],
  ['db/connect.ts', "import Database from 'better-sqlite3'"],
  ['src/core/statechart.ts', "import { transition } from 'xstate'"],
  ['src/core/a.ts', "// never call Temporal.Now here\nimport { createHash } from 'node:crypto'"],
  ['views/words/en.ts', "const title = 'Select a school from the list'"],
])('in %s this is right: %s', (path, text) => {
  expect(violations({ path, text })).toEqual([])
})

/** What a file does that its place does not allow, one sentence each. */
function violations({ path, text }: SourceFile): readonly string[] {
  const code = withoutComments(text)
  const layer = layerOf(path) ?? ''
  const allowed = [layer, ...(LAYERS[layer] ?? [])]
  const upward = importsOf(code)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => join(dirname(path), specifier))
    .filter((target) => !allowed.includes(layerOf(target) ?? ''))
    .map((target) => `${path} imports ${target}`)
  const misplaced = RESERVED.filter(({ what, only }) => what.test(code) && !only.test(path)).map(({ because }) => `${path}: ${because}`)
  return [...upward, ...misplaced]
}

function layerOf(path: string): string | undefined {
  const folder = dirname(path)
  return Object.keys(LAYERS)
    .toSorted((a, b) => b.length - a.length)
    .find((layer) => folder === layer || (folder.startsWith(`${layer}/`) && layer !== 'src'))
}

function importsOf(code: string): readonly string[] {
  return [...code.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/g)].map(([, specifier]) => specifier ?? '')
}

function productFiles(): readonly SourceFile[] {
  return codeFiles.filter(({ path }) => !/^(test|bench|\.ci)\//.test(path) && !path.startsWith('views/assets/'))
}
