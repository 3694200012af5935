import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'
import { writeInside } from '../pull/write-file.ts'

/**
 * Writes a file that is not there yet, below the content root.
 * @throws GhostSyncFailure `new/exists`, and those of `writeInside`
 */
export async function createFile(root: string, path: string, text: string): Promise<void> {
  // lstat: a link that leads nowhere is there, too.
  if ((await lstat(join(root, path)).catch(forgiveMissing)) !== undefined) {
    throw new GhostSyncFailure('new/exists', `${path} is there already`, EXIT_CODE.refused, {
      hint: 'Choose another title, or another name with --slug.',
    })
  }
  await writeInside(root, path, text)
}

function forgiveMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error
}
