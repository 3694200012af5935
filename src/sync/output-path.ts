import { existsSync } from 'node:fs'
import { lstat, realpath } from 'node:fs/promises'
import path from 'node:path'
import { EXIT_CODE, GhostSyncFailure } from '../model/failure.ts'
import { isHidden, isInside } from '../scan/files/paths.ts'
import type { RunContext } from './run-context.ts'

/**
 * Resolves the path of a file or folder that a command line asks to write. Refuses a path that a link in the repository leads out of it, or to
 * something hidden in it: with a link `plan.json` in a pull request, `plan --out plan.json` in CI could overwrite any file of the machine. A path
 * that is outside of the repository as written is allowed: the author of the command line meant it.
 *
 * @param written relative to `cwd`, or absolute
 * @param option for the message: `--out`
 * @throws GhostSyncFailure `usage/output-link`
 */
export async function checkOutputPath(
  written: string,
  option: string,
  { cwd }: Pick<RunContext, 'cwd'>,
): Promise<string> {
  const target = path.resolve(cwd, written)
  const project = findRepository(cwd)
  if (!isInside(target, project)) return target
  const home = await realpath(project)
  const real = await resolveLinks(target)
  const wanted = path.relative(project, target)
  const found = real === undefined ? undefined : path.relative(home, real)
  const leadsAway = found === undefined || (found !== wanted && (!isInside(real ?? '', home) || isHidden(found)))
  if (!leadsAway) return target
  throw new GhostSyncFailure(
    'usage/output-link',
    `${option} ${written} is, or lies behind, a symbolic link that leads out of the repository or to something hidden in it; nothing was written there`,
    EXIT_CODE.refused,
    { hint: 'Name another path, or put a file or folder in the place of the link.' },
  )
}

/** Finds the nearest folder that holds `.git`, or returns the current one. */
function findRepository(cwd: string): string {
  for (let folder = cwd; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, '.git'))) return folder
    if (path.dirname(folder) === folder) return cwd
  }
}

/** Returns the real path of the existing part, followed by the part to be made; undefined behind a link that leads nowhere. */
async function resolveLinks(target: string): Promise<string | undefined> {
  try {
    return await realpath(target)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ELOOP') return undefined
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error
  }
  const isLink = await lstat(target).then(
    (stats) => stats.isSymbolicLink(),
    () => false,
  )
  const parent = isLink ? undefined : await resolveLinks(path.dirname(target))
  return parent === undefined ? undefined : path.join(parent, path.basename(target))
}
