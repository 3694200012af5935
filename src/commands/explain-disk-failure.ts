import { explainWriteError } from '../explain-write-error.ts'
import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'
import { isRefusedFolder } from '../is-refused-folder.ts'

/** Codes that no mistake of ours leads to: the disk, not the path, is what is wrong. */
const DISK = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS', 'EIO', 'EMFILE', 'EACCES', 'EPERM'])

/** System calls that only look. */
const READS = new Set(['scandir', 'opendir', 'stat', 'lstat', 'statx', 'readlink', 'realpath', 'read', 'access'])

/**
 * A disk that is full, or may not be written to or read, wherever it was met: no bug of ghost-sync, and nothing to report.
 * @returns `disk/not-written` or `disk/not-read`; undefined for every other error
 */
export function explainDiskFailure(error: unknown): GhostSyncFailure | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  const refusal = explainWriteError(error)
  if (refusal === undefined || !(isRefusedFolder(error) || DISK.has(String(error.code)))) return undefined
  const path = 'path' in error && typeof error.path === 'string' ? error.path : 'a file'
  const isRefused = error.code === 'EACCES' || error.code === 'EPERM'
  if ('syscall' in error && READS.has(String(error.syscall))) {
    const reason = isRefused ? 'this user may not read it' : refusal.reason
    return new GhostSyncFailure('disk/not-read', `${path} could not be read: ${reason}`, EXIT_CODE.failed, {
      hint: isRefused ? 'Change the permissions, or leave it out with `content.ignore`.' : refusal.hint,
      cause: error,
    })
  }
  return new GhostSyncFailure('disk/not-written', `${path} could not be written: ${refusal.reason}`, EXIT_CODE.failed, {
    hint: refusal.hint,
    cause: error,
  })
}
