import { realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import fg from 'fast-glob'
import type { ContentConfig } from '../../config/config.ts'
import type { PostType } from '../../fields.ts'
import type { Finding } from '../finding.ts'
import { isInside } from './is-inside.ts'

export interface FoundPath {
  /** Forward slashes, relative to the content root. */
  readonly path: string
  readonly type: PostType
}

export interface FoundPaths {
  /** In the order of their code points, the same on every machine. */
  readonly found: readonly FoundPath[]
  readonly bad: readonly { readonly path: string; readonly finding: Finding }[]
}

/**
 * Finds the Markdown files under the content root. Names that begin with `.` or `_` are left out unless a glob spells them out (Jekyll's
 * `_posts`). Linked folders are not entered (they may form a ring); a linked file is read when it leads to a file inside the root.
 */
export async function findSourcePaths(content: ContentConfig): Promise<FoundPaths> {
  const root = await realpath(content.root)
  const types = new Map<string, PostType>()
  const links = new Set<string>()
  for (const [type, patterns] of [
    ['post', content.posts],
    ['page', content.pages],
  ] as const) {
    for (const pattern of patterns) {
      const entries = await fg(pattern, {
        cwd: root,
        ignore: ['**/node_modules/**', ...content.ignore],
        followSymbolicLinks: false,
        onlyFiles: false,
        objectMode: true,
      })
      for (const { path: found, dirent } of entries) {
        if (isHidden(found, pattern)) continue
        if (dirent.isSymbolicLink()) links.add(found)
        else if (!dirent.isFile()) continue
        types.set(found, type)
      }
    }
  }

  const bad: { path: string; finding: Finding }[] = []
  const reject = (rejected: string, finding: Finding): void => {
    types.delete(rejected)
    bad.push({ path: rejected, finding })
  }
  for (const found of types.keys()) {
    if (!isInside(path.resolve(root, found), root)) reject(found, OUTSIDE)
  }
  for (const link of links) {
    if (!types.has(link)) continue
    try {
      const target = await realpath(path.join(root, link))
      if (!isInside(target, root)) reject(link, OUTSIDE)
      else if (!(await stat(target)).isFile()) types.delete(link)
    } catch {
      reject(link, BROKEN)
    }
  }
  const paths = [...types.keys()].sort(byCodePoint)
  for (const twins of groupByFoldedCase(paths)) {
    for (const twin of twins) {
      const others = twins.filter((other) => other !== twin).map((other) => `\`${other}\``)
      reject(twin, {
        severity: 'error',
        code: 'scan/case-twins',
        message: `The file's path differs from ${others.join(', ')} in case or accents' encoding only; on macOS and Windows they are one file.`,
        cure: 'Rename one of them.',
      })
    }
  }
  const found = paths.flatMap((one) => {
    const type = types.get(one)
    return type === undefined ? [] : [{ path: one, type }]
  })
  return { found, bad: bad.sort((a, b) => byCodePoint(a.path, b.path)) }
}

const OUTSIDE: Finding = {
  severity: 'error',
  code: 'scan/outside-root',
  message: 'The file is a link that leads out of the content root, or a glob reaches out of it.',
  cure: 'Copy the file into the content root, or leave it out with `content.ignore`.',
}

const BROKEN: Finding = {
  severity: 'error',
  code: 'scan/broken-link',
  message: 'The file is a symbolic link that leads nowhere.',
  cure: 'Restore the file that it leads to, or remove the link.',
}

function isHidden(found: string, pattern: string): boolean {
  return found.split('/').some((name) => /^[._](?!\.?$)/.test(name) && !pattern.includes(name))
}

function groupByFoldedCase(paths: readonly string[]): string[][] {
  const groups = new Map<string, string[]>()
  for (const one of paths) {
    const key = one.normalize('NFC').toLowerCase()
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()].filter((group) => group.length > 1)
}

function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
