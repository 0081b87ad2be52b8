import { defineConfig } from 'vitest/config'

/** Random walks of 10,000 steps through every playbook, on SQLite: `npm run test:walks`. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['test/walks/*.walk.ts'],
    provide: { postgres: null },
    reporters: ['verbose'],
    testTimeout: 1_800_000,
  },
})
