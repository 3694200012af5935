import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buildFolder } from './build-folder.ts'
import { checkDatabaseModule } from './check-database-module.ts'
import { checkNodeVersion } from './check-node-version.ts'
import { downloadPackage } from './download-package.ts'
import { type DatabaseManifest, findDatabaseClient } from './find-database-client.ts'
import { findRelease } from './find-release.ts'
import { type GhostInstallation, locateInstallation, readInstallation } from './ghost-installation.ts'
import { PACKAGES_ABOUT } from './ghost-versions.ts'
import { installDependencies } from './install-dependencies.ts'
import { INSTALLED_MARKER } from './installed-marker.ts'
import type { NodeRuntime } from './node-runtime.ts'
import { PINNED_PACKAGES } from './pinned-packages.ts'
import { prepareNode } from './prepare-node.ts'
import { readLock } from './read-lock.ts'
import type { InstallProgress, ReportProgress } from './sandbox-progress.ts'
import { stripManifest } from './strip-manifest.ts'

interface GhostManifest extends DatabaseManifest, Readonly<Record<string, unknown>> {
  readonly engines?: { readonly node?: string }
}

export interface InstallOptions {
  /** Exact version, see `chooseGhostVersion`. */
  readonly version: string
  /** See `locateCache`. */
  readonly cacheDir: string
  /** For npm: where the registry is, how to compile. @default process.env */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined
  readonly onProgress?: ReportProgress | undefined
  readonly signal?: AbortSignal | undefined
}

type Report = (stage: InstallProgress['stage'], details?: Pick<InstallProgress, 'packages' | 'node'>) => void

/**
 * Makes sure that this Ghost is in the cache, and the Node that it needs where the one that runs us does not fit. Installs it when it is
 * not: about 4 minutes and 700 MB, once per version and Node, see `buildFolder`.
 * @throws `GhostSyncFailure`: `sandbox/node-version`, `no-npm`, `no-network`, `disk-full`, `no-compiler`, ...
 */
export async function installGhost(options: InstallOptions): Promise<GhostInstallation> {
  const { version, cacheDir, env = process.env, onProgress, signal } = options
  const release = findRelease(version)
  const startedAt = performance.now()
  const report: Report = (stage, details = {}) =>
    onProgress?.({
      kind: 'install',
      ghostVersion: version,
      stage,
      elapsedMs: performance.now() - startedAt,
      ...details,
    })
  const onWait = () => report('waiting')
  const onFetch = () => report('fetching-node', { node: release.fetchedNode })
  const node = await prepareNode({ release, cacheDir, env, onFetch, onWait, signal })
  return buildFolder({
    folder: locateInstallation(cacheDir, version, node),
    read: (folder) => readInstallation(folder, node),
    build: (partial, held) => buildInstallation({ version, partial, node, env, signal: held, report }),
    onWait,
    onBuilt: () => report('installed'),
    signal,
  })
}

interface BuildOptions {
  readonly version: string
  readonly partial: string
  readonly node: NodeRuntime
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
  readonly report: Report
}

async function buildInstallation({ version, partial, node, env, signal, report }: BuildOptions): Promise<string> {
  report('downloading')
  const onUnpack = () => report('unpacking')
  const wanted = `ghost@${version}`
  const digest = PINNED_PACKAGES[wanted]
  const built = await downloadPackage({ wanted, digest, into: partial, env, signal, onUnpack })
  const manifestFile = join(built, 'package.json')
  const manifest = JSON.parse(await readFile(manifestFile, 'utf8')) as GhostManifest
  checkNodeVersion(version, manifest.engines?.node ?? '', node.version)
  const stripped = stripManifest(manifest, findRelease(version).corrections)
  await writeFile(manifestFile, JSON.stringify(stripped, null, 2))
  const database = findDatabaseClient(manifest)
  const lock = await readLock(version)
  if (lock === undefined) report('unpinned')
  await installDependencies({
    folder: built,
    node,
    database,
    lock,
    env,
    signal,
    onProgress: ({ packages, compiling }) =>
      compiling
        ? report('compiling')
        : report('installing', { packages: { done: Math.min(packages, PACKAGES_ABOUT), about: PACKAGES_ABOUT } }),
  })
  report('checking')
  await checkDatabaseModule(built, database, node.path)
  await writeFile(join(built, INSTALLED_MARKER), JSON.stringify({ version, node: `v${node.version}` }))
  return built
}
