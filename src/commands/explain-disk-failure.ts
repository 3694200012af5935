import { explainWriteError, type WriteRefusal } from '../explain-write-error.ts'
import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'

/** Codes that no mistake of ours leads to: the disk, not the path, is what is wrong. */
const DISK = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS', 'EIO', 'EMFILE', 'EACCES', 'EPERM'])

const NO_FOLDER: WriteRefusal = {
  reason: 'no folder can be made there',
  hint: 'Is the file system read-only? Use another folder, or mount it for writing.',
}

/**
 * A disk that is full or may not be written to, wherever it was met: no bug of ghost-sync, and nothing to report.
 * @returns `disk/not-written`; undefined for every other error
 */
export function explainDiskFailure(error: unknown): GhostSyncFailure | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  // On a file system that is read-only, Node's recursive mkdir says ENOENT (seen on 20 and 22).
  const isFolder = error.code === 'ENOENT' && 'syscall' in error && error.syscall === 'mkdir'
  const refusal = isFolder ? NO_FOLDER : explainWriteError(error)
  if (refusal === undefined || !(isFolder || DISK.has(String(error.code)))) return undefined
  const path = 'path' in error && typeof error.path === 'string' ? error.path : 'a file'
  return new GhostSyncFailure('disk/not-written', `${path} could not be written: ${refusal.reason}`, EXIT_CODE.failed, {
    hint: refusal.hint,
    cause: error,
  })
}
