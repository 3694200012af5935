import { realpath } from 'node:fs/promises'
import path from 'node:path'

/**
 * Whether a relative path leads to, or through, a name that is never published: where the project itself is a root (Jekyll, Obsidian), `.env` and
 * `.git` are inside. Case is ignored, as macOS and Windows do.
 */
export function isHidden(relative: string): boolean {
  return relative.split(/[/\\]/).some((part) => part.startsWith('.') || part.toLowerCase() === 'node_modules')
}

/** Whether the absolute path `inner` is `outer` or lies under it. Only names are compared: resolve links before. */
export function isInside(inner: string, outer: string): boolean {
  const relative = path.relative(outer, inner)
  return relative === '' || (relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative))
}

/**
 * Returns the path that a missing file would have below a website: as written from the root, else beside the file that names it.
 *
 * @param fromPath `SourceFile.path` of the file that names it
 */
export function placeBelowSite(target: string, fromPath: string): string {
  const place = target.startsWith('/') ? target : `/${path.posix.join(path.posix.dirname(fromPath), target)}`
  return place.replace(/^\/(?:\.\.\/)+/, '/')
}

/**
 * Returns the real path of a folder that the config names; undefined when it is, or lies behind, a link that leads out of the project or to something
 * hidden in it. Whoever sends a pull request can replace a folder by a link: with `content` a link to `/`, every file of the machine would be inside
 * the content root.
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
