import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { extract } from 'tar'
import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'
import { runNpm } from './run-npm.ts'

export interface DownloadOptions {
  /** `ghost@5.130.6` */
  readonly wanted: string
  /** `sha512-...`; undefined: whatever the registry gives. */
  readonly digest?: string | undefined
  /** Existing folder; the package ends up in `package/` below it. */
  readonly into: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
  readonly onUnpack?: () => void
}

/**
 * Fetches one package from the npm registry and unpacks it, its dependencies not included. `npm pack` and not `npm install ghost`: Ghost
 * refers to its own `components/*.tgz` by relative `file:` paths, which npm cannot resolve for a dependency.
 * @returns the absolute path of the unpacked package
 * @throws `sandbox/digest` where it has another digest, and what `runNpm` throws
 */
export async function downloadPackage({
  wanted,
  digest,
  into,
  env,
  signal,
  onUnpack,
}: DownloadOptions): Promise<string> {
  await runNpm({ args: ['pack', wanted, '--pack-destination', into], cwd: into, env, signal })
  const archive = (await readdir(into)).find((name) => name.endsWith('.tgz'))
  if (archive === undefined) {
    throw new GhostSyncFailure('sandbox/install', `npm fetched ${wanted} but left no archive.`, EXIT_CODE.failed)
  }
  if (digest !== undefined) await checkDigest(wanted, digest, join(into, archive))
  onUnpack?.()
  const folder = join(into, 'package')
  await mkdir(folder)
  await extract({ file: join(into, archive), cwd: folder, strip: 1 })
  signal.throwIfAborted()
  await rm(join(into, archive))
  return folder
}

async function checkDigest(wanted: string, digest: string, archive: string): Promise<void> {
  const found = `sha512-${createHash('sha512')
    .update(await readFile(archive))
    .digest('base64')}`
  if (found === digest) return
  throw new GhostSyncFailure(
    'sandbox/digest',
    `The registry gave another ${wanted} than the one that this version of ghost-sync knows; it was not run.`,
    EXIT_CODE.failed,
    { hint: '`npm config get registry` says who was asked. If that one is right, please report it.' },
  )
}
