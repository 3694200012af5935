import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isMissingFile } from '../../model/file-errors.ts'
import { INSTALLED_MARKER } from '../packages/build-folder.ts'
import { type DatabaseClient, type DatabaseManifest, findDatabaseClient } from './database-module.ts'
import type { NodeRuntime } from './node.ts'

/** A complete, checked Ghost in the cache. It is never written to: any number of sites run from it. */
export interface GhostInstallation {
  readonly version: string
  /** Absolute path of the package's folder, the working directory of its processes. */
  readonly folder: string
  readonly databaseClient: DatabaseClient
  /** The Node that it was installed for, and runs on. */
  readonly node: NodeRuntime
}

/**
 * Returns where the cache keeps this Ghost for this Node. The native database module is compiled for one Node ABI and one machine: another Node needs
 * its own installation, or Ghost fails at its first query.
 */
export function locateInstallation(cacheDir: string, version: string, { abi }: Pick<NodeRuntime, 'abi'>): string {
  return join(cacheDir, 'ghost', `${version}-node${abi}-${process.platform}-${process.arch}`)
}

/** Reads the installation in `folder`; undefined when there is no finished one. */
export async function readInstallation(folder: string, node: NodeRuntime): Promise<GhostInstallation | undefined> {
  try {
    await stat(join(folder, INSTALLED_MARKER))
    const manifest: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
    if (typeof manifest !== 'object' || manifest === null) return undefined
    const ghost = manifest as DatabaseManifest & { version?: string }
    if (ghost.version === undefined) return undefined
    return { version: ghost.version, folder, databaseClient: findDatabaseClient(ghost), node }
  } catch (error) {
    if (isMissingFile(error)) return undefined
    throw error
  }
}
