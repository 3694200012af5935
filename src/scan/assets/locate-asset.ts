import { readdir, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { toPosix } from '../../model/text.ts'
import { isHidden, isInside, resolveRoot } from '../files/paths.ts'
import type { SuggestName } from '../source/finding.ts'
import type { AssetRefusal } from './asset-types.ts'

/** Finds the files that a target may mean by its name, wherever they lie; absolute paths. */
export type FindByName = (target: string) => Promise<readonly string[]>

/** The folders in which assets may lie; all absolute. */
export interface AssetFolders {
  /** The project root: no root may lead out of it. */
  readonly rootDir: string
  readonly contentRoot: string
  /** In the order in which they are searched. */
  readonly assetRoots: readonly string[]
}

export type Location =
  | {
      readonly kind: 'found'
      readonly realPath: string
      readonly size: number
      /** When it was last written, in milliseconds since the epoch. */
      readonly modified: number
    }
  | AssetRefusal

/**
 * Finds the file that a target means and makes sure that, with links resolved, it is in the content root or an asset root. The file is uploaded and
 * becomes public, so a picture that is a link to `~/.ssh` must be refused here.
 *
 * @param fromFolder Absolute path of the Markdown file's folder.
 * @param findByName where a file is found by its name alone, too
 */
export async function locateAsset(
  target: string,
  fromFolder: string,
  folders: AssetFolders,
  suggest: SuggestName,
  findByName?: FindByName,
): Promise<Location> {
  const roots = [...new Set([folders.contentRoot, ...folders.assetRoots])]
  let escapes = false
  const inside: string[] = []
  for (const name of listNames(target)) {
    for (const candidate of listCandidatePaths(name, fromFolder, roots)) {
      if (roots.some((root) => isInside(candidate, root))) inside.push(candidate)
      else escapes = true
    }
  }
  const homes = await listHomes(roots, folders.rootDir)
  for (const candidate of new Set(inside.flatMap((one) => [one, one.normalize('NFC'), one.normalize('NFD')]))) {
    const location = await inspect(candidate, target, homes)
    if (location !== undefined) return location
  }
  const named = inside.length === 0 && !escapes ? [] : ((await findByName?.(target)) ?? [])
  const [only] = named
  if (only !== undefined && named.length === 1) {
    const location = await inspect(only, target, homes)
    if (location !== undefined) return location
  }
  if (named.length > 1) {
    const shown = named.slice(0, 5).map((one) => `\`${toPosix(path.relative(folders.rootDir, one))}\``)
    return {
      kind: 'missing',
      message: `\`${target}\` may mean ${shown.join(', ')}${named.length > 5 ? ' and others' : ''}.`,
      hint: 'Write the path of the one that is meant.',
    }
  }
  if (escapes) return outside(target)
  return {
    kind: 'missing',
    message: `\`${target}\` does not exist.`,
    hint: await explainMissing(target, inside, homes, suggest),
  }
}

/** Lists the absolute paths that a name may mean, in the order in which they are tried. */
export function listCandidatePaths(name: string, fromFolder: string, roots: readonly string[]): string[] {
  if (name.startsWith('/')) return roots.map((root) => path.join(root, name))
  const beside = path.resolve(fromFolder, name)
  return /^\.\.?\//.test(name) ? [beside] : [beside, ...roots.map((root) => path.resolve(root, name))]
}

async function inspect(candidate: string, target: string, real: readonly string[]): Promise<Location | undefined> {
  let realPath: string
  let stats: Awaited<ReturnType<typeof stat>>
  try {
    realPath = await realpath(candidate)
    stats = await stat(realPath)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(code)) return undefined
    return {
      kind: 'unreadable',
      message: `\`${target}\` cannot be read (${code}).`,
      hint: 'Check that you may read it and every folder above it.',
    }
  }
  const homes = real.filter((root) => isInside(realPath, root))
  if (homes.length === 0) {
    return {
      kind: 'outside-root',
      message: `\`${target}\` is, or lies behind, a symbolic link that leads out of the content root; nothing from there is uploaded.`,
      hint: 'Put the file itself in the place of the link.',
    }
  }
  if (homes.every((home) => isHidden(path.relative(home, realPath)))) {
    return {
      kind: 'hidden',
      message: `\`${target}\` is a hidden file or lies in a hidden folder; those are not published.`,
      hint: 'Copy it to a name that does not begin with a dot, if it really is to be public.',
    }
  }
  if (stats.isDirectory())
    return { kind: 'is-a-directory', message: `\`${target}\` is a folder.`, hint: 'Name a file in it.' }
  if (!stats.isFile())
    return {
      kind: 'unreadable',
      message: `\`${target}\` is not a regular file.`,
      hint: 'Put a regular file in its place.',
    }
  return { kind: 'found', realPath, size: stats.size, modified: stats.mtimeMs }
}

/** Lists the real paths of the roots that exist and do not lead out of the project. */
async function listHomes(roots: readonly string[], rootDir: string): Promise<string[]> {
  const real = await Promise.all(roots.map((root) => resolveRoot(root, rootDir).catch(() => undefined)))
  return real.filter((root) => root !== undefined)
}

function outside(target: string): AssetRefusal {
  return {
    kind: 'outside-root',
    message: `\`${target}\` lies outside the content root; nothing from there is uploaded.`,
    hint: 'Copy it into the content root, or add its folder to `content.assetRoots`.',
  }
}

async function explainMissing(
  target: string,
  candidates: readonly string[],
  homes: readonly string[],
  suggest: SuggestName,
): Promise<string> {
  for (const candidate of new Set(candidates)) {
    const folder = await realpath(path.dirname(candidate)).catch(() => undefined)
    // A suggestion names files. Those of a folder behind a link that leads out must not be revealed.
    if (folder === undefined || !homes.some((home) => isInside(folder, home))) continue
    const siblings = await readdir(folder)
    const name = path.basename(candidate)
    const twin =
      siblings.find((sibling) => sibling.toLowerCase() === name.toLowerCase()) ?? suggest(name, () => siblings)
    if (twin !== undefined)
      return `Did you mean \`${target.slice(0, target.lastIndexOf('/') + 1)}${twin}\`? Upper and lower case count.`
  }
  return 'Paths are relative to the Markdown file, or, beginning with `/`, to the content root and `content.assetRoots`.'
}

/**
 * Lists the file names that a target may mean, likeliest first: literally, decoded, and each without its `?query` and `#fragment`. Literally comes
 * first because a file may really be called `50%25.png` or `a#b.png`.
 */
export function listNames(target: string): readonly string[] {
  const bare = target.replace(/[?#].*$/s, '')
  const names = [target, decode(target), bare, decode(bare)]
  // The target was written on Windows.
  names.push(...names.map((name) => name.replaceAll('\\', '/')))
  return [...new Set(names)].filter((name) => name !== '' && !name.includes('\0'))
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A stray `%` is a percent sign.
    return text
  }
}
