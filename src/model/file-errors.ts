import { EXIT_CODE, GhostSyncFailure } from './failure.ts'

/** Why the file system refused to write, in words. */
export interface WriteRefusal {
  /** One clause: `the disk is full`. */
  readonly reason: string
  readonly hint: string
}

const REFUSALS: Readonly<Record<string, WriteRefusal>> = {
  ENOSPC: { reason: 'the disk is full', hint: 'Make room, and run the same command again.' },
  EDQUOT: { reason: 'the disk quota is used up', hint: 'Make room, and run the same command again.' },
  EFBIG: {
    reason: 'it would be larger than files may be here',
    hint: 'Raise the limit (ulimit -f), or write to another disk.',
  },
  EROFS: { reason: 'the file system is read-only', hint: 'Write to another folder, or mount it for writing.' },
  EACCES: { reason: 'this user may not write there', hint: 'Change the permissions, or write to another folder.' },
  EPERM: { reason: 'this user may not write there', hint: 'Change the permissions, or write to another folder.' },
  EMFILE: { reason: 'too many files are open', hint: 'Raise the limit (ulimit -n).' },
  ENOENT: { reason: 'its folder does not exist', hint: 'Make the folder first.' },
  ENOTDIR: { reason: 'what should be its folder is a file', hint: 'Choose another path.' },
  EISDIR: { reason: 'it is a folder', hint: 'Choose another path.' },
  EIO: { reason: 'the disk has an error', hint: 'Look into the log of the system.' },
}

const NO_FOLDER: WriteRefusal = {
  reason: 'no folder can be made there',
  hint: 'Is the file system read-only? Use another folder, or mount it for writing.',
}

/** Reads the reason from Node's error; undefined when the error is not a refused write. */
export function explainWriteError(error: unknown): WriteRefusal | undefined {
  if (isRefusedFolder(error)) return NO_FOLDER
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return Object.hasOwn(REFUSALS, code) ? REFUSALS[code] : undefined
}

/** Whether no folder could be made: on a file system that is read-only, Node's recursive mkdir says ENOENT (seen on 20 and 22). */
export function isRefusedFolder(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'ENOENT') return false
  return 'syscall' in error && error.syscall === 'mkdir'
}

/** Whether `error` says that a file or folder does not exist; no other error of the file system is an answer. */
export function isMissingFile(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}

/** Codes that no mistake of ours causes: they come from the disk, not from the path. */
const DISK = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS', 'EIO', 'EMFILE', 'EACCES', 'EPERM'])

/** System calls that only read. */
const READS = new Set(['scandir', 'opendir', 'stat', 'lstat', 'statx', 'readlink', 'realpath', 'read', 'access'])

/**
 * Explains a disk that is full, or may not be written to or read, wherever the error was met: it is no bug of ghost-sync, and needs no report.
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
