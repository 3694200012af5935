/**
 * Whether a relative path leads to, or through, a name that is never published: with the project itself as a root (Jekyll, Obsidian), `.env`
 * and `.git` are inside. Upper and lower case do not count, because they do not on macOS and Windows.
 */
export function isHidden(relative: string): boolean {
  return relative.split(/[/\\]/).some((part) => part.startsWith('.') || part.toLowerCase() === 'node_modules')
}
