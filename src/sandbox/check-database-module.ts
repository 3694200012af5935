import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { explainInstallFailure } from './explain-install-failure.ts'

const run = promisify(execFile)

/**
 * Opens a database with the module that was just installed. npm reports success when an install script was skipped (a policy against
 * install scripts), and Ghost would only say so at its first boot, from an installation that counts as whole.
 */
export async function checkDatabaseModule(folder: string): Promise<void> {
  const script = `
    const { dependencies } = require('./package.json')
    if (dependencies['better-sqlite3']) new (require('better-sqlite3'))(':memory:').close()
    else new (require('sqlite3').Database)(':memory:').close()
  `
  try {
    await run(process.execPath, ['-e', script], { cwd: folder })
  } catch (error) {
    throw explainInstallFailure(
      `node-gyp: the database module does not load\n${error instanceof Error ? error.message : ''}`,
    )
  }
}
