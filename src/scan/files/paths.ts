import { realpath } from 'node:fs/promises'
import path from 'node:path'

/**
 * Whether a relative path leads to, or through, a name that is never published: with the project itself as a root (Jekyll, Obsidian), `.env`
 * and `.git` are inside. Upper and lower case do not count, because they do not on macOS and Windows.
 */
export function isHidden(relative: string): boolean {
  return relative.split(/[/\\]/).some((part) => part.startsWith('.') || part.toLowerCase() === 'node_modules')
}

/** Whether the absolute path `inner` is `outer` or lies under it. Compares names only: resolve links before. */
export function isInside(inner: string, outer: string): boolean {
  const relative = path.relative(outer, inner)
  return relative === '' || (relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative))
}

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
