import { randomBytes } from 'node:crypto'
import { lstat, mkdir, readdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { EXIT_CODE, GhostSyncFailure } from '../../model/failure.ts'
import { explainWriteError } from '../../model/file-errors.ts'
import { isInside } from '../../scan/files/paths.ts'

/**
 * Writes a file below the content root, completely or not at all: beside its place first, then renamed. A file or folder on the way that is a link
 * out of the content root is refused; what a server says must not reach anything else on this machine. A link to another file of the root stays a
 * link.
 *
 * @param relative forward slashes, relative to `root`
 * @throws GhostSyncFailure `pull/outside-root`, `pull/not-written`
 */
export async function writeInside(root: string, relative: string, content: string | Uint8Array): Promise<void> {
  let temporary: string | undefined
  try {
    const home = await makeFolderInside(root, path.dirname(relative))
    const target = await locateInside(path.join(root, relative), home, relative)
    temporary = path.join(path.dirname(target), nameTemporary())
    await writeFile(temporary, content)
    await rename(temporary, target)
  } catch (cause) {
    if (temporary !== undefined) await rm(temporary, { force: true })
    throw explainFileError(relative, cause)
  }
}

/** Does the same for one file among many: returns why it was not written, so that the others still are. */
export async function tryToWrite(
  root: string,
  relative: string,
  content: string | Uint8Array,
): Promise<GhostSyncFailure | undefined> {
  try {
    await writeInside(root, relative, content)
    return undefined
  } catch (error) {
    if (error instanceof GhostSyncFailure) return error
    throw error
  }
}

/**
 * Makes a folder below the content root, and every one on the way; a link out of the root is refused.
 * @returns the real path of `root`
 */
export async function makeFolderInside(root: string, relative: string): Promise<string> {
  await mkdir(root, { recursive: true })
  const home = await realpath(root)
  let folder = root
  for (const name of relative === '.' ? [] : relative.split('/')) {
    folder = path.join(folder, name)
    await mkdir(folder, { recursive: true })
    if (!isInside(await realpath(folder), home)) throw refuse(relative)
  }
  return home
}

/** Returns the place to write a file: the target of a link that stands there, because a rename would replace the link by a second copy. */
export async function locateInside(target: string, home: string, relative: string): Promise<string> {
  const there = await lstat(target).catch(() => undefined)
  if (there?.isSymbolicLink() !== true) return target
  const real = await realpath(target).catch(() => undefined)
  if (real === undefined || !isInside(real, home)) throw refuse(relative)
  return real
}

/** Makes a `pull/not-written` with the file system's reason; an error that is a failure already stays as it is. */
export function explainFileError(relative: string, cause: unknown): GhostSyncFailure {
  if (cause instanceof GhostSyncFailure) return cause
  const { reason, hint } = explainWriteError(cause) ?? {}
  const message = `${relative} could not be written${reason === undefined ? '' : `: ${reason}`}`
  const about = { cause, ...(hint !== undefined && { hint }) }
  return new GhostSyncFailure('pull/not-written', message, EXIT_CODE.failed, about)
}

function refuse(relative: string): GhostSyncFailure {
  const message = `${relative} leads out of the content root by a symbolic link; nothing is written there`
  return new GhostSyncFailure('pull/outside-root', message, EXIT_CODE.refused, {
    hint: 'Put a folder or a file in place of the link.',
  })
}

/** The name of neither a post nor an asset: what begins with a dot is never published. */
const TEMPORARY = /^\.ghost-sync-[0-9a-f]{12}\.tmp$/

/** A temporary file that was not written to for this long belongs to a killed run. */
const STALE_MILLISECONDS = 10 * 60_000

/** Names a file that is being written. */
export function nameTemporary(): string {
  return `.ghost-sync-${randomBytes(6).toString('hex')}.tmp`
}

/**
 * Removes from a folder what a killed run has left.
 * @param now milliseconds since the epoch, by the clock of the file system
 */
export async function removeStale(folder: string, now: number): Promise<void> {
  const names = (await readdir(folder)).filter((name) => TEMPORARY.test(name))
  for (const file of names.map((name) => path.join(folder, name))) {
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: now }))
    if (now - mtimeMs > STALE_MILLISECONDS) await rm(file, { force: true })
  }
}
