import { realpath } from 'node:fs/promises'
import path from 'node:path'
import { isHidden } from './is-hidden.ts'
import { isInside } from './is-inside.ts'

/**
 * The real path of a folder that the config names; undefined when it is, or lies behind, a link that leads out of the project or to
 * something hidden in it. The config names it, but whoever sends a pull request can put a link in its place: with `content` a link to `/`,
 * every file of the machine would be inside the content root.
 *
 * @param folder absolute, inside `rootDir` by name
 * @param rootDir absolute path of the project root
 * @throws when there is no such folder
 */
export async function resolveRoot(folder: string, rootDir: string): Promise<string | undefined> {
  const [project, real] = await Promise.all([realpath(rootDir), realpath(folder)])
  if (real === path.join(project, path.relative(rootDir, folder))) return real
  return isInside(real, project) && !isHidden(path.relative(project, real)) ? real : undefined
}
