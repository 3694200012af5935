import { randomBytes } from 'node:crypto'
import { mkdir, realpath, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'
import { isInside } from '../scan/files/is-inside.ts'

/**
 * Writes a file below the content root, whole or not at all: beside its place first, then renamed. A folder on the way that is a link out of
 * the content root is refused; what a server says must not reach anything else on this machine.
 *
 * @param relative forward slashes, relative to `root`
 * @throws GhostSyncFailure `pull/outside-root`, `pull/not-written`
 */
export async function writeInside(root: string, relative: string, content: string | Uint8Array): Promise<void> {
  const target = path.join(root, relative)
  const folder = path.dirname(target)
  const temporary = path.join(folder, `.ghost-sync-${randomBytes(6).toString('hex')}.tmp`)
  try {
    await mkdir(root, { recursive: true })
    const home = await realpath(root)
    await makeFolders(root, path.dirname(relative), home)
    await writeFile(temporary, content)
    await rename(temporary, target)
  } catch (cause) {
    await rm(temporary, { force: true })
    if (cause instanceof GhostSyncFailure) throw cause
    throw new GhostSyncFailure('pull/not-written', `${relative} could not be written`, EXIT_CODE.failed, { cause })
  }
}

async function makeFolders(root: string, relative: string, home: string): Promise<void> {
  let folder = root
  for (const name of relative === '.' ? [] : relative.split('/')) {
    folder = path.join(folder, name)
    await mkdir(folder, { recursive: true })
    if (!isInside(await realpath(folder), home)) {
      const message = `${relative} leads out of the content root by a symbolic link; nothing is written there`
      throw new GhostSyncFailure('pull/outside-root', message, EXIT_CODE.refused)
    }
  }
}
