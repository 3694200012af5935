import { dirname, join } from 'node:path'
import { findConfigFile } from '../config/find-config-file.ts'
import { GhostSyncFailure } from '../failure.ts'

/** The folder of this project's sandbox. Beside the config, so that every folder of a project means the same sandbox; without a config, in the current folder. */
export function locateSandbox(cwd: string): string {
  try {
    return join(dirname(findConfigFile(cwd)), '.ghost-sync', 'sandbox')
  } catch (error) {
    if (!(error instanceof GhostSyncFailure && error.code === 'config/not-found')) throw error
    return join(cwd, '.ghost-sync', 'sandbox')
  }
}
