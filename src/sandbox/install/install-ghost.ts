import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checkNodeVersion } from '../choose-version.ts'
import {
  findRelease,
  type ManifestCorrections,
  PACKAGES_ABOUT,
  PACKAGES_WITH_INSTALL_SCRIPTS,
} from '../ghost-versions.ts'
import { buildFolder, INSTALLED_MARKER } from '../packages/build-folder.ts'
import { downloadPackage, PINNED_PACKAGES } from '../packages/download-package.ts'
import type { InstallProgress, ReportProgress } from '../progress.ts'
import { readLock } from '../read-lock.ts'
import { checkDatabaseModule, type DatabaseManifest, findDatabaseClient } from './database-module.ts'
import { type GhostInstallation, locateInstallation, readInstallation } from './ghost-installation.ts'
import { installDependencies } from './install-dependencies.ts'
import { type NodeRuntime, prepareNode } from './node.ts'

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
 * Makes sure that this Ghost is in the cache, with the Node that it needs where the one that runs us does not fit. If it is missing, it is installed:
 * about 4 minutes and 700 MB, once per version and Node, see `buildFolder`.
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

type Versions = Readonly<Record<string, string>>

/**
 * Returns Ghost's package.json as `npm install` in the package's own folder needs it: without development dependencies (some are git URLs), without
 * the scripts that build Ghost from source, without the pin to another package manager, and with permission for the install scripts that compile the
 * database module. Ghost's optional packages become required: npm silently drops an optional package that fails to arrive, and a Ghost without its
 * converter or its database then fails at some request.
 * @param manifest The parsed package.json.
 */
export function stripManifest(
  manifest: Readonly<Record<string, unknown>>,
  corrections: ManifestCorrections = { dependencies: {}, overrides: {} },
): Record<string, unknown> {
  const { devDependencies, scripts, packageManager, dependencies, optionalDependencies, overrides, ...rest } = manifest
  const asked = { ...(dependencies as Versions | undefined), ...(optionalDependencies as Versions | undefined) }
  const taken = Object.entries(asked).map(([name, version]) => {
    const other = corrections.dependencies[`${name}@${version}`] ?? corrections.dependencies[name]
    return [name, other ?? version]
  })
  return {
    ...rest,
    dependencies: Object.fromEntries(taken),
    overrides: { ...(overrides as Versions | undefined), ...corrections.overrides },
    allowScripts: Object.fromEntries(PACKAGES_WITH_INSTALL_SCRIPTS.map((name) => [name, true])),
  }
}
