import picomatch from 'picomatch'
import type { ContentConfig } from '../../config/config.ts'
import type { PostType } from '../../model/fields.ts'

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
