import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Whether a folder holds a Markdown file that may be a post: at any depth, but for hidden folders and packages. */
export async function hasMarkdown(folder: string): Promise<boolean> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  // A repository's own pages are no posts.
  if (
    entries.some((entry) => entry.isFile() && /(?<!^readme|^changelog|^licen[sc]e)\.(?:md|markdown)$/i.test(entry.name))
  ) {
    return true
  }
  for (const entry of entries) {
    if (!entry.isDirectory() || entry.name.startsWith('.') || entry.name === 'node_modules') continue
    if (await hasMarkdown(join(folder, entry.name))) return true
  }
  return false
}
