import picomatch from 'picomatch'
import type { ContentConfig } from '../../config/config.ts'
import type { PostType } from '../../model/fields.ts'

/**
 * Returns the type that a scan would give a file of this path; undefined when a scan would not find it. It matches as fast-glob does, which uses the
 * same matcher.
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

/** Whether a glob matches a name. Names that begin with `.` or `_` are found only when the glob spells them out. */
function isSeen(path: string, pattern: string): boolean {
  return path
    .normalize('NFC')
    .split('/')
    .every((name) => !/^[._]/.test(name) || pattern.normalize('NFC').includes(name))
}
