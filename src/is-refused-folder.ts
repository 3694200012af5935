/** Whether no folder could be made: on a file system that is read-only, Node's recursive mkdir says ENOENT (seen on 20 and 22). */
export function isRefusedFolder(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'ENOENT') return false
  return 'syscall' in error && error.syscall === 'mkdir'
}
