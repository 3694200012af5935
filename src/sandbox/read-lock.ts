import { readFile } from 'node:fs/promises'
import { brotliDecompressSync } from 'node:zlib'
import { isMissingFile } from './is-missing-file.ts'

/** The text of a package-lock.json. It names no registry: npm asks the one that it is set up for, and compares what comes with the digests. */
export type Lock = string

/**
 * The lock file that goes with a Ghost; undefined for one that is no default of the sandbox.
 *
 * The sources have a file for each. In the package they are one compressed file, made by the build, which takes half the room: the versions have
 * most of their packages in common.
 */
export async function readLock(version: string): Promise<Lock | undefined> {
  const plain = await readIfThere(new URL(`./locks/ghost-${version}.json`, import.meta.url))
  if (plain !== undefined) return plain.toString('utf8')
  const packed = await readIfThere(new URL('./locks.json.br', import.meta.url))
  if (packed === undefined) return undefined
  const locks = JSON.parse(brotliDecompressSync(packed).toString('utf8')) as Readonly<Record<string, Lock>>
  return Object.hasOwn(locks, version) ? locks[version] : undefined
}

async function readIfThere(file: URL): Promise<Buffer | undefined> {
  try {
    return await readFile(file)
  } catch (error) {
    if (isMissingFile(error)) return undefined
    throw error
  }
}
