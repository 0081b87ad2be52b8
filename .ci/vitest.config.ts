import { defineConfig } from 'vitest/config'

const results = 'node_modules/.vitest/results.json'

/** Tests of what the two databases might do differently: the same files run again over PostgreSQL. */
const ON_BOTH = [
  'test/db/**/*.test.ts',
  'test/engine/*.test.ts',
  'test/story/night-of-6-march.test.ts',
  'test/http/{night,journal,stream}.test.ts',
]

/**
 * Three groups: everything over SQLite; what depends on the database over PostgreSQL; and the browser stories one at a
 * time, because a Chromium and a server fill two cores. Files of the first two share the modules that a process has read:
 * what these remember holds for all who ask, or it is a defect that had better be found.
 */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    reporters: ['default', ['json', { outputFile: results }]],
    provide: { postgres: null },
    // Much of a test's time is spent waiting for a disk, a database or a browser.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/browser/**', 'test/postgres/**'],
          isolate: false,
          globalSetup: 'test/migrated-file.ts',
          testTimeout: 20_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: [...ON_BOTH, 'test/postgres/**/*.test.ts'],
          exclude: ['**/*.sqlite.test.ts'],
          isolate: false,
          globalSetup: 'test/postgres/setup.ts',
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
