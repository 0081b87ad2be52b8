import { defineConfig } from 'vitest/config'

/** What happens to a server of a real school night: `npm run test:faults`. One fault at a time; it takes twenty minutes. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['test/faults/*.fault.ts'],
    fileParallelism: false,
    reporters: ['verbose', './test/faults/reporter.ts'],
  },
})
