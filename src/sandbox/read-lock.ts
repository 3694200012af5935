import { readFile } from 'node:fs/promises'
import { brotliDecompressSync } from 'node:zlib'
import { isMissingFile } from '../model/file-errors.ts'

/** The text of a package-lock.json. It names no registry: npm uses its configured one, and compares the packages with the digests. */
export type Lock = string

/**
 * Reads the lock file of a Ghost; undefined for one that is no default of the sandbox.
 *
 * The sources have a file for each. In the package they are one compressed file, made by the build, which takes half the space: the versions have
 * most of their packages in common.
 *
 * @throws TypeError where there is neither: without its lock, a Ghost would be installed from whatever the registry gives today, and nobody would know
 */
export async function readLock(version: string): Promise<Lock | undefined> {
  // From `src/sandbox`, from `dist/sandbox` and from `dist/bundle` these are the same places.
  const plain = await readIfThere(new URL(`../sandbox/locks/ghost-${version}.json`, import.meta.url))
  if (plain !== undefined) return plain.toString('utf8')
  const packed = await readIfThere(new URL('../sandbox/locks.json.br', import.meta.url))
  if (packed !== undefined) {
    const locks = JSON.parse(brotliDecompressSync(packed).toString('utf8')) as Readonly<Record<string, Lock>>
    return Object.hasOwn(locks, version) ? locks[version] : undefined
  }
  if ((await readIfThere(new URL('../sandbox/read-lock.ts', import.meta.url))) !== undefined) return undefined
  throw new TypeError('the lock files of the sandbox are missing from the package')
}

async function readIfThere(file: URL): Promise<Buffer | undefined> {
  try {
    return await readFile(file)
  } catch (error) {
    if (isMissingFile(error)) return undefined
    throw error
  }
}
