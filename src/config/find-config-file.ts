import { existsSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'

/** Names of a config file; the first that a folder holds is taken. */
export const CONFIG_FILE_NAMES = ['ts', 'mts', 'js', 'mjs', 'json'].map((ending) => `ghost-sync.config.${ending}`)

/**
 * Absolute path of the config file: `configPath` (relative to `cwd`), or the nearest one in `cwd` or a folder above it. The search ends at
 * the folder that holds `.git`: a config above the repository belongs to something else, and publishing by it would be a surprise.
 *
 * @throws GhostSyncFailure `config/not-found`
 */
export function findConfigFile(cwd: string, configPath?: string): string {
  if (configPath !== undefined) return findNamed(resolve(cwd, configPath), configPath)
  const start = resolve(cwd)
  for (let folder = start; ; folder = dirname(folder)) {
    const found = CONFIG_FILE_NAMES.map((name) => join(folder, name)).find(isFile)
    if (found !== undefined) return found
    if (existsSync(join(folder, '.git')) || dirname(folder) === folder) {
      throw new GhostSyncFailure(
        'config/not-found',
        `No ghost-sync.config.ts in ${describe(start, folder)}.`,
        EXIT_CODE.usage,
        {
          hint: 'In the folder of your Markdown, `ghost-sync init` writes one; --config FILE names another. To try without a site: `ghost-sync watch --sandbox --preview`.',
        },
      )
    }
  }
}

function findNamed(path: string, written: string): string {
  if (isFile(path)) return path
  throw new GhostSyncFailure('config/not-found', `There is no config file at ${written}.`, EXIT_CODE.usage, {
    hint: 'Give --config the path of a file; a relative one starts at the current folder.',
  })
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true
}

function describe(start: string, end: string): string {
  return start === end ? start : `${start} or the folders above it, up to ${end}`
}
