import path from 'node:path'

/**
 * The folder of a post's pictures and files: beside its Markdown file and named like it; or that of the file itself where it is an `index.md`
 * in a folder of its own, as Hugo has it.
 *
 * @param owner path of the Markdown file, relative to the content root
 */
export function nameFolder(owner: string): string {
  const { dir, name } = path.posix.parse(owner)
  return name === 'index' && dir !== '' ? dir : path.posix.join(dir, name)
}
