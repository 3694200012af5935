import { expect, test } from 'vitest'
import { describeProgress, type SandboxProgress } from '../../src/sandbox/progress.ts'

const install = (progress: object) =>
  ({ kind: 'install', ghostVersion: '5.130.6', elapsedMs: 75_900, ...progress }) as SandboxProgress
const site = (progress: object) =>
  ({ kind: 'site', site: 'main', url: 'http://127.0.0.1:2381', ...progress }) as SandboxProgress

test.each([
  [
    install({ stage: 'fetching-node', node: '14.21.3', elapsedMs: 900 }),
    'Ghost 5.130.6: fetching Node 14.21.3, which it runs on (0 s)',
  ],
  [install({ stage: 'downloading', elapsedMs: 900 }), 'Ghost 5.130.6: downloading (0 s)'],
  [
    install({ stage: 'installing', packages: { done: 0, about: 1270 } }),
    'Ghost 5.130.6: looking up its packages (1 min 15 s)',
  ],
  [
    install({ stage: 'installing', packages: { done: 912, about: 1270 } }),
    'Ghost 5.130.6: installing, 912 of about 1270 packages (1 min 15 s)',
  ],
  [
    install({ stage: 'waiting', elapsedMs: 4000 }),
    'Ghost 5.130.6: waiting for another ghost-sync process that is installing it (4 s)',
  ],
  [
    install({ stage: 'unpinned', elapsedMs: 0 }),
    'Ghost 5.130.6: no lock file goes with this version: it gets the packages that the registry gives today, held by no digest (0 s)',
  ],
  [site({ stage: 'ready' }), 'main: ready at http://127.0.0.1:2381'],
  [site({ stage: 'kept' }), 'main: already running at http://127.0.0.1:2381'],
  [site({ stage: 'port-moved' }), 'main: its port is taken by another program, it moves to http://127.0.0.1:2381'],
])('%#', (progress, line) => {
  expect(describeProgress(progress)).toBe(line)
})
