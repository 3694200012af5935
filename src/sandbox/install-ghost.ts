import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { checkDatabaseModule } from './check-database-module.ts'
import { checkNodeVersion } from './check-node-version.ts'
import { downloadGhost } from './download-ghost.ts'
import { type DatabaseManifest, findDatabaseClient } from './find-database-client.ts'
import { type GhostInstallation, INSTALLED_MARKER, locateInstallation, readInstallation } from './ghost-installation.ts'
import { GHOST_RELEASES, PACKAGES_ABOUT } from './ghost-versions.ts'
import { holdLock } from './hold-lock.ts'
import { installDependencies } from './install-dependencies.ts'
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

/**
 * Makes sure that this Ghost is in the cache, and installs it when it is not: about 4 minutes and 700 MB, once per version and Node.
 * It is built in a folder beside the final one and renamed when it is whole, so a process that is killed anywhere leaves nothing that
 * counts as installed. Of two processes that want the same Ghost one installs and the other waits.
 * @throws `GhostSyncFailure`: `sandbox/node-version`, `no-npm`, `no-network`, `disk-full`, `no-compiler`, ...
 */
export async function installGhost(options: InstallOptions): Promise<GhostInstallation> {
  const { version, cacheDir, onProgress, signal } = options
  const release = Object.values(GHOST_RELEASES).find((known) => known.version === version)
  if (release !== undefined) checkNodeVersion(version, release.node, process.versions.node)
  const folder = locateInstallation(cacheDir, version)
  const present = await readInstallation(folder)
  if (present !== undefined) return present

  const startedAt = performance.now()
  const report = (stage: InstallProgress['stage'], packages?: InstallProgress['packages']) =>
    onProgress?.({
      kind: 'install',
      ghostVersion: version,
      stage,
      elapsedMs: performance.now() - startedAt,
      ...(packages === undefined ? {} : { packages }),
    })
  return holdLock(
    `${folder}.lock`,
    async (held) => {
      // The other process that we waited for has most likely installed it.
      const installed = await readInstallation(folder)
      if (installed !== undefined) return installed
      await removePartials(folder)
      const partial = `${folder}.partial-${process.pid}-${randomBytes(4).toString('hex')}`
      await mkdir(partial, { recursive: true })
      try {
        await buildInstallation(partial, folder, options, held, report)
      } catch (cause) {
        // A folder that cannot be removed right now would hide the cause; the next installation removes it.
        await rm(partial, { recursive: true, force: true, maxRetries: 5 }).catch(() => {})
        throw cause
      }
      await rm(partial, { recursive: true, force: true, maxRetries: 5 })
      report('installed')
      const finished = await readInstallation(folder)
      if (finished === undefined) throw new Error(`the installation in ${folder} vanished`)
      return finished
    },
    { onWait: () => report('waiting'), ...(signal === undefined ? {} : { signal }) },
  )
}

async function buildInstallation(
  partial: string,
  folder: string,
  { version, env = process.env }: InstallOptions,
  signal: AbortSignal,
  report: (stage: InstallProgress['stage'], packages?: InstallProgress['packages']) => void,
): Promise<void> {
  report('downloading')
  const built = await downloadGhost({ version, into: partial, env, signal, onUnpack: () => report('unpacking') })
  const manifestFile = join(built, 'package.json')
  const manifest = JSON.parse(await readFile(manifestFile, 'utf8')) as GhostManifest
  checkNodeVersion(version, manifest.engines?.node ?? '', process.versions.node)
  await writeFile(manifestFile, JSON.stringify(stripManifest(manifest), null, 2))
  await installDependencies({
    folder: built,
    env,
    signal,
    onProgress: ({ packages, compiling }) =>
      compiling
        ? report('compiling')
        : report('installing', { done: Math.min(packages, PACKAGES_ABOUT), about: PACKAGES_ABOUT }),
  })
  report('checking')
  await checkDatabaseModule(built, findDatabaseClient(manifest))
  await writeFile(join(built, INSTALLED_MARKER), JSON.stringify({ version, node: process.version }))
  // Whatever stands there has no marker: somebody's half-deleted folder.
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  await rename(built, folder)
}

/** Removes what killed installations of this Ghost left behind. Only the holder of the lock may call it: nobody else is building. */
async function removePartials(folder: string): Promise<void> {
  const names = (await readdir(dirname(folder))).filter((name) => name.startsWith(`${basename(folder)}.partial-`))
  for (const name of names) await rm(join(dirname(folder), name), { recursive: true, force: true, maxRetries: 5 })
}
