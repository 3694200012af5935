import path from 'node:path'
import { listNames } from '../assets/locate-asset.ts'
import type { SourceFile } from '../source/source-file.ts'

/**
 * Returns the Markdown file that a link means, as a key of `paths`; undefined when it means none. `./other.md`, `/posts/other.md` from the content
 * root, `../other/` with an `index.md` in it, `other` without its extension, and the `other.html` that Jekyll makes of it are recognised.
 *
 * @param target Without query and fragment.
 * @param paths `SourceFile.path` of every file, in NFC.
 */
export function findLinkedPath(
  target: string,
  from: SourceFile,
  paths: { has(path: string): boolean },
): string | undefined {
  const folder = path.posix.dirname(from.path)
  // GitHub resolves a link like `/content/posts/other.md`; here the project's content root is `content`.
  const rootName = from.file.endsWith(from.path) ? from.file.slice(0, -from.path.length) : ''
  for (const written of listNames(target)) {
    const name = written.normalize('NFC')
    const bases = name.startsWith('/')
      ? [
          name.slice(1),
          ...(rootName !== '' && name.startsWith(`/${rootName}`) ? [name.slice(1 + rootName.length)] : []),
        ]
      : [path.posix.join(folder, name), ...(/^\.\.?(?:\/|$)/.test(name) ? [] : [name])]
    for (const base of bases) {
      const file = path.posix
        .normalize(base)
        .replace(/(?<!\/)\/+$/, '')
        .normalize('NFC')
      // Most links use the file's own name, and a repository has many links, so the other names are only made where needed.
      const found = paths.has(file) ? file : listFiles(file).find((one) => paths.has(one))
      if (found !== undefined) return found
    }
  }
  return undefined
}

function listFiles(base: string): string[] {
  const inFolder = ['index.md', '_index.md', 'index.markdown', 'README.md', 'index.mdx'].map((name) =>
    path.posix.join(base, name),
  )
  const stem = base.replace(/\.html?$/i, '')
  return [`${stem}.md`, `${stem}.markdown`, `${stem}.mdx`, ...inFolder].map((one) => one.normalize('NFC'))
}
