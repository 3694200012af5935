import { realpath } from 'node:fs/promises'
import path from 'node:path'
import picomatch from 'picomatch'
import type { ContentConfig } from '../../config/config.ts'
import type { PostType } from '../../model/fields.ts'

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
 * Says as what a scan would find a file of this path; undefined when it would not find it at all. Matches as fast-glob does, which stands
 * on the same matcher.
 *
 * @param path relative to the content root, forward slashes
 */
export function matchSourcePath(path: string, content: ContentConfig): PostType | undefined {
  if (path.split('/').includes('node_modules') || matches(path, content.ignore)) return undefined
  const seen = (patterns: readonly string[]) =>
    patterns.some((pattern) => isSeen(path, pattern) && matches(path, [pattern]))
  if (seen(content.pages)) return 'page'
  return seen(content.posts) ? 'post' : undefined
}

function matches(path: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => picomatch.isMatch(path.normalize('NFC'), pattern.normalize('NFC')))
}

/** Names that begin with `.` or `_` are found only when the glob spells them out. */
function isSeen(path: string, pattern: string): boolean {
  return path
    .normalize('NFC')
    .split('/')
    .every((name) => !/^[._]/.test(name) || pattern.normalize('NFC').includes(name))
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
