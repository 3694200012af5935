import { lstat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'

/**
 * Finds the first symbolic link on the way from a folder to a file below it, the file included; the folder itself and what is above it are the
 * user's. A link can be part of a repository, and writing through it would overwrite its target.
 * @returns relative to the folder
 */
export async function findLink(folder: string, file: string): Promise<string | undefined> {
  const parts = relative(folder, file).split(sep)
  for (let length = 1; length <= parts.length; length += 1) {
    const path = parts.slice(0, length).join(sep)
    const stats = await lstat(join(folder, path)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
      throw error
    })
    if (stats?.isSymbolicLink() === true) return path
  }
  return undefined
}
