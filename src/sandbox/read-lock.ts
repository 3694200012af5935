import { readFile } from 'node:fs/promises'
import { brotliDecompressSync } from 'node:zlib'
import { isMissingFile } from '../model/file-errors.ts'
import { GHOST_RELEASES } from './ghost-versions.ts'

/** The text of a package-lock.json. It names no registry: npm uses its configured one, and compares the packages with the digests. */
export type Lock = string

/**
 * Reads the lock file of a Ghost; undefined for one that is no default of the sandbox.
 *
 * The sources have a file for each. In the package they are one compressed file, made by the build, which takes half the space: the versions have
 * most of their packages in common.
 *
 * @throws TypeError where a default Ghost has none: it would be installed from whatever the registry gives today, and nobody would know
 */
export async function readLock(version: string): Promise<Lock | undefined> {
  const lock = (await readPlainLock(version)) ?? (await readPackedLock(version))
  if (lock === undefined && Object.values(GHOST_RELEASES).some((release) => release.version === version))
    throw new TypeError(`the lock file of Ghost ${version} is missing from the package`)
  return lock
}

// From `src/sandbox`, from `dist/sandbox` and from `dist/bundle` these are the same places.
async function readPlainLock(version: string): Promise<Lock | undefined> {
  return (await readIfThere(new URL(`../sandbox/locks/ghost-${version}.json`, import.meta.url)))?.toString('utf8')
}

async function readPackedLock(version: string): Promise<Lock | undefined> {
  const packed = await readIfThere(new URL('../sandbox/locks.json.br', import.meta.url))
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
