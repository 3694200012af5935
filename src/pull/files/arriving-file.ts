import { open, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { explainFileError, locateInside, makeFolderInside, nameTemporary, removeStale } from './write-file.ts'

/** A file that is being downloaded into the repository: it has a hidden name beside its place until it is complete. */
export interface ArrivingFile {
  readonly write: (piece: Uint8Array) => Promise<void>
  readonly read: () => Promise<Uint8Array>
  /**
   * Renames the file to its name, so that it appears complete in one step.
   * @param name in the folder where it arrived
   */
  readonly settle: (name: string) => Promise<void>
  /** Removes the file; does nothing once it is settled. */
  readonly discard: () => Promise<void>
}

/**
 * Opens a file for a download, in a folder below the content root, which is made where it is missing. The leftovers of a killed run in it are
 * removed.
 *
 * @param folder relative to `root`, forward slashes
 * @throws GhostSyncFailure `pull/outside-root`, `pull/not-written`; so do the functions of the file
 */
export async function openArrivingFile(root: string, folder: string): Promise<ArrivingFile> {
  const explain = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work()
    } catch (cause) {
      throw explainFileError(folder, cause)
    }
  }
  const [home, temporary, handle] = await explain(async () => {
    const home = await makeFolderInside(root, folder)
    const temporary = path.join(root, folder, nameTemporary())
    const handle = await open(temporary, 'wx')
    await removeStale(path.join(root, folder), (await handle.stat()).mtimeMs)
    return [home, temporary, handle] as const
  })
  let isOpen = true
  const close = async () => {
    if (isOpen) await handle.close()
    isOpen = false
  }
  return {
    write: (piece) => explain(async () => void (await handle.writeFile(piece))),
    read: () => explain(() => readFile(temporary)),
    settle: (name) =>
      explain(async () => {
        const relative = `${folder}/${name}`
        // The data is flushed to the disk before the name appears: half a file would be taken for another file of this name.
        await handle.sync()
        await close()
        await rename(temporary, await locateInside(path.join(root, relative), home, relative))
      }),
    discard: async () => {
      await close()
      await rm(temporary, { force: true })
    },
  }
}
