import { readdir, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import type { ContentConfig } from '../../config/config.ts'
import { FIELDS } from '../../model/fields.ts'
import { toPosix } from '../../model/text.ts'
import type { AssetReader } from '../assets/asset-types.ts'
import { listCandidatePaths, listNames } from '../assets/locate-asset.ts'
import { isInside } from '../files/paths.ts'
import { findFrontMatterKey } from '../front-matter/front-matter-keys.ts'
import type { FrontMatterBlock } from '../front-matter/parse-front-matter.ts'
import { findLinkedPath } from '../links/find-linked-path.ts'
import { locateSource, type SourceFile } from '../source/source-file.ts'
import { type TextEdit, writeLike } from './edit.ts'
import { locateValues } from './locate-values.ts'

export interface PathContext {
  readonly content: ContentConfig
  readonly readAsset: AssetReader
  /** `SourceFile.path` of every file, in NFC. */
  readonly paths: ReadonlySet<string>
  /** The names in each folder that was read, for one run: a thousand dead links look into the same few folders. */
  readonly folders?: FolderNames
}

/** The names in a folder by its path. */
export type FolderNames = Map<string, Promise<readonly string[]>>

/** Corrects paths of pictures, files and Markdown files that lead nowhere, but would lead to a file with the case of the disk. */
export async function fixPaths(
  source: SourceFile,
  lines: readonly string[],
  front: FrontMatterBlock | undefined,
  world: PathContext,
): Promise<TextEdit[]> {
  const edits: TextEdit[] = []
  for (const [key, { value }] of front === undefined ? [] : locateValues(front)) {
    const written = source.frontMatter.entries.get(key)?.value
    if (!isImageKey(key) || typeof written !== 'string') continue
    const corrected = await correct(written.trim(), source, world)
    if (corrected === undefined) continue
    const { line, column, text } = value
    edits.push({ line, column, from: text, to: writeLike(text, corrected), code: 'asset/missing' })
  }
  const seen = new Set<string>()
  for (const { target, line, kind } of source.document.references) {
    const key = `${line} ${target}`
    if (seen.has(key) || (kind === 'link' && isLinked(target, source, world))) continue
    seen.add(key)
    const corrected = await correct(target, source, world)
    if (corrected === undefined) continue
    const code = kind === 'link' ? 'link/missing' : 'asset/missing'
    edits.push(...findTarget(target, line, lines).map((at) => ({ ...at, from: target, to: corrected, code })))
  }
  return dropRepeated(edits)
}

function isImageKey(key: string): boolean {
  const target = findFrontMatterKey(key)?.definition.target
  if (target === undefined || !Object.hasOwn(FIELDS, target)) return false
  return Object.entries(FIELDS).some(([name, { kind }]) => name === target && kind === 'image')
}

function isLinked(target: string, source: SourceFile, { paths }: PathContext): boolean {
  return findLinkedPath(target.replace(/[?#].*$/s, ''), source, paths) !== undefined
}

async function correct(target: string, source: SourceFile, world: PathContext): Promise<string | undefined> {
  if (target === '' || /^[a-z][a-z0-9+.-]*:|^\/\/|^#|\{\{|\{%/i.test(target)) return undefined
  if ((await world.readAsset(target, source.path)).kind !== 'missing') return undefined
  const { root, assetRoots } = world.content
  const folder = path.dirname(path.join(root, locateSource(source)))
  const found = new Set<string>()
  for (const name of listNames(target)) {
    for (const candidate of listCandidatePaths(name, folder, assetRoots)) {
      for (const base of assetRoots) {
        const truePath = await findTruePath(candidate, base, world.folders)
        if (truePath !== undefined) found.add(truePath)
      }
    }
    // The likeliest name counts, and only if it is one file.
    if (found.size > 0) break
  }
  const [truePath, ...others] = found
  if (truePath === undefined || others.length > 0) return undefined
  return correctTarget(target, toPosix(truePath))
}

/** Finds the target in the text: on its line, or in the definition of a reference link. */
function findTarget(target: string, line: number, lines: readonly string[]): { line: number; column: number }[] {
  const own = findInLine(lines[line - 1] ?? '', target).map((column) => ({ line, column }))
  if (own.length > 0) return own
  return lines.flatMap((text, index) =>
    /^ {0,3}\[[^\]]+\]:/.test(text) ? findInLine(text, target).map((column) => ({ line: index + 1, column })) : [],
  )
}

function findInLine(text: string, target: string): number[] {
  const columns: number[] = []
  for (let at = text.indexOf(target); at >= 0; at = text.indexOf(target, at + target.length)) {
    const [before, after] = [text[at - 1] ?? ' ', text[at + target.length] ?? ' ']
    if (/[(<"'=\s]/.test(before) && /[)>"'\s]/.test(after)) columns.push(at)
  }
  return columns
}

function dropRepeated(edits: readonly TextEdit[]): TextEdit[] {
  return [...new Map(edits.map((edit) => [`${edit.line}:${edit.column}`, edit])).values()]
}

/**
 * Returns a target with the case of its file, and otherwise as it was written: `?query`, `#fragment`, `../` and percent-encoding stay.
 *
 * @param truePath Of the file, with forward slashes; its last parts are those of the target.
 */
export function correctTarget(target: string, truePath: string): string | undefined {
  const [, bare = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(target) ?? []
  const written = bare.split('/')
  const real = truePath.split('/')
  for (let back = 1; back <= written.length; back += 1) {
    const part = written.at(-back) ?? ''
    if (part === '' || part === '.' || part === '..') break
    const name = real.at(-back)
    if (name === undefined || fold(decode(part)) !== fold(name)) return undefined
    if (decode(part) === name) continue
    written[written.length - back] = encodeLike(part, name)
  }
  const corrected = `${written.join('/')}${rest}`
  return corrected === target ? undefined : corrected
}

/** Encodes blanks where they were encoded; letters with accents stay as they were written. */
function encodeLike(part: string, name: string): string {
  if (part === decode(part)) return name
  return /[^ -~]/.test(part) ? name.replace(/[\s%?#]/g, encodeURIComponent) : encodeURIComponent(name)
}

function fold(name: string): string {
  return name.normalize('NFC').toLowerCase()
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Lists the names in a folder; none where it leads out of the root, or is no folder. */
async function listFolder(folder: string, home: string): Promise<readonly string[]> {
  return isInside(await realpath(folder), home) ? readdir(folder).catch(() => []) : []
}

/**
 * Finds the one file below `root` whose path differs from `wanted` only in case or in the encoding of accents. Undefined when there is none, or
 * several.
 *
 * @param wanted Absolute.
 */
export async function findTruePath(
  wanted: string,
  root: string,
  known: FolderNames = new Map(),
): Promise<string | undefined> {
  if (!isInside(wanted, root) || wanted === root) return undefined
  const home = await realpath(root)
  let folders = [root]
  for (const part of path.relative(root, wanted).split(path.sep)) {
    const matches = await Promise.all(
      folders.map(async (folder) => {
        const names = known.get(folder) ?? listFolder(folder, home)
        known.set(folder, names)
        return (await names).filter((name) => fold(name) === fold(part)).map((name) => path.join(folder, name))
      }),
    )
    folders = matches.flat()
  }
  const [found, ...others] = folders
  if (found === undefined || others.length > 0) return undefined
  return isInside(await realpath(found), home) && (await stat(found)).isFile() ? found : undefined
}
