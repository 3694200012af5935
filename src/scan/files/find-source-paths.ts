import { realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import fg from 'fast-glob'
import type { ContentConfig } from '../../config/config.ts'
import type { PostType } from '../../model/fields.ts'
import { toPosix } from '../../model/text.ts'
import type { Finding } from '../source/finding.ts'
import { isHidden, isInside } from './paths.ts'

export interface FoundPath {
  /** `SourceFile.path` */
  readonly path: string
  /** The same path as the disk spells it. */
  readonly place: string
  readonly type: PostType
}

export interface FoundPaths {
  readonly kind: 'found'
  /** In the order of their code points, which is the same on every machine. */
  readonly found: readonly FoundPath[]
  readonly bad: readonly { readonly path: string; readonly finding: Finding }[]
}

/**
 * Finds the Markdown files under the content root. Names that begin with `.` or `_` are left out unless a glob spells them out (Jekyll's `_posts`).
 * Linked folders are not entered (they may form a ring); a linked file is read when it leads to a file inside the root that is not hidden.
 *
 * @param root Real path of the content root.
 * @returns `too-many` as soon as there are more than `content.maxFiles`: such a folder is no content, and reading the rest would take long.
 */
export async function findSourcePaths(
  content: ContentConfig,
  root: string,
): Promise<FoundPaths | { readonly kind: 'too-many' }> {
  const types = new Map<string, PostType>()
  const links = new Set<string>()
  const odd = new Set<string>()
  for (const [type, patterns] of [
    ['post', content.posts],
    ['page', content.pages],
  ] as const) {
    for (const pattern of patterns) {
      for await (const { path: found, dirent } of streamEntries(pattern, content, root)) {
        if (isLeftOut(found, pattern) || dirent.isDirectory()) continue
        if (dirent.isSymbolicLink()) links.add(found)
        else if (!dirent.isFile()) odd.add(found)
        types.set(found, type)
        if (types.size > content.maxFiles) return { kind: 'too-many' }
      }
    }
  }

  const bad: { path: string; finding: Finding }[] = []
  const reject = (rejected: string, finding: Finding): void => {
    types.delete(rejected)
    bad.push({ path: rejected, finding })
  }
  for (const found of odd) reject(found, NO_FILE)
  // A glob that begins with a folder (`pages/**`) enters that folder even where it is a link.
  const folders = new Map<string, string>()
  for (const found of types.keys()) {
    const folder = path.resolve(root, path.dirname(found))
    const real = folders.get(folder) ?? (await realpath(folder))
    folders.set(folder, real)
    const target = path.relative(root, path.join(real, path.basename(found)))
    if (!isInside(path.resolve(root, found), root) || leadsAway(target, found)) reject(found, OUTSIDE)
  }
  for (const link of links) {
    if (!types.has(link)) continue
    try {
      const target = await realpath(path.join(root, link))
      const kind = await stat(target)
      if (leadsAway(path.relative(root, target), link)) reject(link, OUTSIDE)
      else if (kind.isDirectory()) types.delete(link)
      else if (!kind.isFile()) reject(link, NO_FILE)
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
        hint: 'Rename one of them.',
      })
    }
  }
  const found = paths.flatMap((one) => {
    const type = types.get(one)
    return type === undefined ? [] : [{ path: one.normalize('NFC'), place: one, type }]
  })
  found.sort((a, b) => byCodePoint(a.path, b.path))
  return { kind: 'found', found, bad: bad.sort((a, b) => byCodePoint(a.path, b.path)) }
}

interface Entry {
  readonly path: string
  readonly dirent: {
    readonly isSymbolicLink: () => boolean
    readonly isFile: () => boolean
    readonly isDirectory: () => boolean
  }
}

function streamEntries(pattern: string, content: ContentConfig, root: string): AsyncIterable<Entry> {
  const options = { followSymbolicLinks: false, onlyFiles: false, objectMode: true }
  const ignore = ['**/node_modules/**', ...content.ignore].flatMap(listSpellings)
  const stream = fg.stream(listSpellings(pattern), { cwd: root, ignore, ...options })
  // With `objectMode` fast-glob gives entries, but its types only know names.
  return stream as AsyncIterable<unknown> as AsyncIterable<Entry>
}

/**
 * Lists a glob as written, and in the composed and decomposed spellings of names on disk: a file that is found in one clone only would be removed by
 * the other.
 */
function listSpellings(pattern: string): string[] {
  return [...new Set([pattern, pattern.normalize('NFC'), pattern.normalize('NFD')])]
}

/** Whether a file was reached through a link, and is outside of the root or hidden in it: `.env` and `.git` are, where the project is the root. */
function leadsAway(target: string, found: string): boolean {
  const posix = toPosix(target)
  return posix !== found && (path.isAbsolute(target) || isHidden(posix))
}

const OUTSIDE: Finding = {
  severity: 'error',
  code: 'scan/outside-root',
  message:
    'The file is, or lies behind, a link that leads out of the content root or to something hidden, or a glob reaches out of it.',
  hint: 'Copy the file into the content root, or leave it out with `content.ignore`.',
}

const NO_FILE: Finding = {
  severity: 'error',
  code: 'scan/not-a-file',
  message: 'This is neither a file nor a folder, but a pipe, a socket or a device.',
  hint: 'Put a regular file in its place, or leave it out with `content.ignore`.',
}

const BROKEN: Finding = {
  severity: 'error',
  code: 'scan/broken-link',
  message: 'The file is a symbolic link that leads nowhere.',
  hint: 'Restore the file that it leads to, or remove the link.',
}

function isLeftOut(found: string, pattern: string): boolean {
  return found
    .split('/')
    .some((name) => /^[._](?!\.?$)/.test(name) && !pattern.normalize('NFC').includes(name.normalize('NFC')))
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
