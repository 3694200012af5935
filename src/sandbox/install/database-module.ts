import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { EXIT_CODE, GhostSyncFailure } from '../../model/failure.ts'
import { cleanNpmEnvironment } from '../packages/npm.ts'

/** The part of Ghost's package.json that names its database module. */
export interface DatabaseManifest {
  readonly dependencies?: Readonly<Record<string, string>>
  /** Ghost 6 lists its module here: npm then reports success even when it could not be compiled. */
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

export type DatabaseClient = 'sqlite3' | 'better-sqlite3'

/** Returns the SQLite module of this Ghost; the database client in its configuration has the same name. */
export function findDatabaseClient({ dependencies, optionalDependencies }: DatabaseManifest): DatabaseClient {
  return 'better-sqlite3' in { ...dependencies, ...optionalDependencies } ? 'better-sqlite3' : 'sqlite3'
}

const run = promisify(execFile)

const OPEN: Readonly<Record<DatabaseClient, string>> = {
  sqlite3: `new (require('sqlite3').Database)(':memory:').close()`,
  'better-sqlite3': `new (require('better-sqlite3'))(':memory:').close()`,
}

/**
 * Opens a database with the module that was just installed, on the Node that Ghost will run on. npm reports success when an optional module could not
 * be compiled (Ghost 6) or an install script was skipped, and Ghost would only fail at its first boot, from an installation that counts as complete.
 * @throws `sandbox/database-module`
 */
export async function checkDatabaseModule(folder: string, client: DatabaseClient, nodePath: string): Promise<void> {
  try {
    // The module is code of a package, as install scripts are.
    const env = cleanNpmEnvironment(process.env, true, nodePath)
    await run(nodePath, ['-e', OPEN[client]], { cwd: folder, env })
  } catch (cause) {
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr) : String(cause)
    const error = said.split('\n').find((line) => /Error:/.test(line)) ?? said.trim()
    throw new GhostSyncFailure(
      'sandbox/database-module',
      `Ghost was installed, but its database module ${client} does not load: ${error}`,
      EXIT_CODE.failed,
      {
        hint: 'Most likely it could not be compiled: install python3, make and g++ (Debian: apt install python3 make g++; macOS: xcode-select --install), then run this again.',
        cause,
      },
    )
  }
}
