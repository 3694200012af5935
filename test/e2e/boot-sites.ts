import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { locateCache } from '../../src/model/own-folders.ts'
import { describeProgress } from '../../src/sandbox/progress.ts'
import type { SandboxOwner } from '../../src/sandbox/sites/sandbox-site.ts'
import { locateSite } from '../../src/sandbox/sites/site-record.ts'
import { startSandbox } from '../../src/sandbox/sites/start-sandbox.ts'
import { stopSandbox } from '../../src/sandbox/sites/stop-sandbox.ts'
import { composePreload } from '../calendar/move-date.ts'
import { guardSandbox } from './guard-sandbox.ts'

/** A real Ghost that the tests may fill, empty and change as they like. It is thrown away after the run. */
export interface TestSite {
  readonly name: string
  readonly url: string
  readonly adminKey: string
  readonly contentKey: string
  readonly owner: SandboxOwner
  /** Absolute path of Ghost's content folder: what really was stored of the uploads. */
  readonly contentFolder: string
  /** Exact version, `5.130.6`. */
  readonly ghostVersion: string
  /** Absolute path of its SQLite file. */
  readonly database: string
}

declare module 'vitest' {
  interface ProvidedContext {
    /** For each lane `main` and `notes`, in this order. A test file takes those of its own lane: see `readTestSites`. */
    lanes: readonly (readonly TestSite[])[]
  }
}

/** Test files that run side by side: as many as a common CI runner has processors. Each lane has two Ghosts of its own. */
const MOST_LANES = 2

/**
 * Boots the Ghosts of a run of the e2e tests; vitest calls it once before the first file. `GHOST_SYNC_TEST_GHOST=6 npm run test:e2e` takes
 * another Ghost, as `npm run test:matrix` does with each.
 * @returns the teardown
 */
export function setup(project: TestProject): Promise<() => Promise<void>> {
  const isForOneFile = process.argv.filter((argument) => argument.endsWith('.test.ts')).length === 1
  return bootSites(project, process.env.GHOST_SYNC_TEST_GHOST, isForOneFile ? 1 : MOST_LANES)
}

/** @param ghost As for `startSandbox`. */
export async function bootSites(
  project: TestProject,
  ghost: string | undefined,
  count: number,
): Promise<() => Promise<void>> {
  const lanes: Lane[] = []
  // One after the other: the first may have to install Ghost.
  for (let nth = 0; nth < count; nth += 1) lanes.push(await bootLane(ghost))
  project.provide(
    'lanes',
    lanes.map(({ sites }) => sites),
  )
  return async () => {
    await Promise.all(lanes.map(({ stop }) => stop()))
  }
}

interface Lane {
  readonly sites: readonly TestSite[]
  readonly stop: () => Promise<void>
}

async function bootLane(ghost: string | undefined): Promise<Lane> {
  const home = await mkdtemp(join(tmpdir(), 'ghost-sync-e2e-'))
  const letGo = guardSandbox(home)
  let shown = ''
  const sites = await startSandbox({
    names: ['main', 'notes'],
    ghost,
    home,
    cacheDir: locateCache(process.env),
    preload: composePreload(),
    onProgress: (progress) => {
      // Once per stage: an installation reports every second, and a CI log keeps every line.
      const stage = progress.kind === 'install' ? progress.stage : describeProgress(progress)
      if (stage !== shown) process.stderr.write(`${describeProgress(progress)}\n`)
      shown = stage
    },
  })
  return {
    sites: sites.map(({ name, url, adminKey, contentKey, owner, ghostVersion }) => {
      const folder = locateSite(home, name)
      const [contentFolder, database] = [join(folder, 'content'), join(folder, 'ghost.db')]
      return { name, url, adminKey, contentKey, owner, contentFolder, ghostVersion, database }
    }),
    stop: async () => {
      await stopSandbox({ home })
      await rm(home, { recursive: true, force: true, maxRetries: 5 })
      letGo()
    },
  }
}
