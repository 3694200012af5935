/** Whether `error` says that a file or folder is not there, the one error of the file system that is an answer. */
export function isMissingFile(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}
