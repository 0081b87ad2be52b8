import { defineConfig } from 'vitest/config'

/** A whole city for a month, twice, on SQLite: `npm run test:month`. A run takes two to six minutes on a machine of its own. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['test/month/*.month.ts'],
    provide: { postgres: null },
    reporters: ['verbose'],
    testTimeout: 1_800_000,
  },
})
