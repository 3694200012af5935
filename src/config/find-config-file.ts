import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'
import { readContentFolders } from './read-content-folders.ts'

/** Names of a config file; the first that a folder holds is taken. */
export const CONFIG_FILE_NAMES = ['ts', 'mts', 'js', 'mjs', 'json'].map((ending) => `ghost-sync.config.${ending}`)

/**
 * Absolute path of the config file: `configPath` (relative to `cwd`), or the nearest one in `cwd` or a folder above it. The search ends at
 * the folder that holds `.git`: a config above the repository belongs to something else, and publishing by it would be a surprise.
 *
 * A config is code, or says where keys are sent, while content may come from anybody: from a site by `pull`, from a pull request. So one that is
 * found in a folder which a config further up calls its content is refused, before it is read. `configPath` names one on purpose.
 *
 * @throws GhostSyncFailure `config/not-found`, `config/in-content`
 */
export function findConfigFile(cwd: string, configPath?: string): string {
  if (configPath !== undefined) return findNamed(resolve(cwd, configPath), configPath)
  const start = resolve(cwd)
  for (let folder = start; ; folder = dirname(folder)) {
    const found = CONFIG_FILE_NAMES.map((name) => join(folder, name)).find(isFile)
    if (found !== undefined) return refuseInContent(found)
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

/** Looks at every config above, beyond the repository too: it is only read, and content may be a repository of its own (a submodule). */
function refuseInContent(found: string): string {
  const home = dirname(found)
  for (let folder = dirname(home); ; folder = dirname(folder)) {
    for (const outer of CONFIG_FILE_NAMES.map((name) => join(folder, name)).filter(isFile)) {
      const folders = readFolders(outer)
      const root = folders?.find((one) => isInside(home, resolve(folder, one)))
      if (folders === undefined || root !== undefined) throw refuse(found, outer, root)
    }
    if (dirname(folder) === folder) return found
  }
}

function readFolders(file: string): readonly string[] | undefined {
  try {
    return readContentFolders(readFileSync(file, 'utf8'), file.endsWith('.json'))
  } catch {
    // What may not be read may say anything.
    return undefined
  }
}

function refuse(found: string, outer: string, root: string | undefined): GhostSyncFailure {
  const why =
    root === undefined
      ? `lies below ${outer}, which does not say in plain words whether this folder is its content`
      : `lies in \`${root}\`, which ${outer} calls its content`
  return new GhostSyncFailure('config/in-content', `${found} ${why}; it was not used.`, EXIT_CODE.refused, {
    hint: `Content may be somebody else's, and a config is code. If this one is yours, name it: --config ${basename(found)}. If it is not, delete it.`,
  })
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way))
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
