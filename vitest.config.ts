import { defineConfig } from 'vitest/config'
import { chooseGhostVersion } from './src/sandbox/choose-version.ts'

// The servers of the e2e tests boot once per run, a pair for each of the two files that run at the same time (test/e2e/test-sites.ts).
const onRealGhosts = { testTimeout: 120_000, hookTimeout: 900_000 }

const isOnGhost6 = chooseGhostVersion(process.env.GHOST_SYNC_TEST_GHOST).startsWith('6.')

// `unit` is the pure core (no network, milliseconds); `fuzz` measures how times grow with hostile texts; `e2e` talks to real Ghost servers, of version 5 unless something else is said; `e2e-6`
// does the main job on Ghost 6 as well. `matrix` is run by `npm run test:matrix` only: it needs every Ghost.
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/fuzz/**'],
          testTimeout: 20_000,
          // Pure code: what each file would load anew takes longer than what it tests.
          isolate: false,
        },
      },
      { test: { name: 'fuzz', include: ['test/fuzz/**/*.test.ts'] } },
      {
        test: {
          ...onRealGhosts,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: ['test/e2e/matrix/**'],
          globalSetup: ['test/e2e/boot-sites.ts'],
          tags: [{ name: 'calendar', description: 'Speaks of dates: `npm run test:calendar` runs it under others.' }],
        },
      },
      ...(isOnGhost6
        ? []
        : [
            {
              test: {
                ...onRealGhosts,
                name: 'e2e-6',
                include: ['test/e2e/main-job.test.ts'],
                globalSetup: ['test/e2e/boot-ghost-6.ts'],
              },
            },
          ]),
      { test: { ...onRealGhosts, name: 'matrix', fileParallelism: false, include: ['test/e2e/matrix/**/*.test.ts'] } },
    ],
  },
})
