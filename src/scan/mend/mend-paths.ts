import path from 'node:path'
import type { ContentConfig } from '../../config/config.ts'
import { FIELDS } from '../../fields.ts'
import type { AssetReader } from '../assets/asset-reading.ts'
import { listNames } from '../assets/list-names.ts'
import { listCandidates } from '../assets/locate-asset.ts'
import type { FrontMatterBlock } from '../front-matter/parse-front-matter.ts'
import { findFrontMatterKey } from '../front-matter-keys.ts'
import { findLinkedPath } from '../links/find-linked-path.ts'
import { placeOf, type SourceFile } from '../source-file.ts'
import { correctTarget } from './correct-target.ts'
import type { Edit } from './edit.ts'
import { findTruePath } from './find-true-path.ts'
import { locateValues } from './locate-values.ts'
import { writeLike } from './write-like.ts'

export interface PathWorld {
  readonly content: ContentConfig
  readonly readAsset: AssetReader
  /** `SourceFile.path` of every file, in NFC. */
  readonly paths: ReadonlySet<string>
}

/** Corrects paths of pictures, files and Markdown files that lead nowhere, and somewhere once upper and lower case are as on the disk. */
export async function mendPaths(
  source: SourceFile,
  lines: readonly string[],
  front: FrontMatterBlock | undefined,
  world: PathWorld,
): Promise<Edit[]> {
  const edits: Edit[] = []
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

function isLinked(target: string, source: SourceFile, { paths }: PathWorld): boolean {
  return findLinkedPath(target.replace(/[?#].*$/s, ''), source, paths) !== undefined
}

async function correct(target: string, source: SourceFile, world: PathWorld): Promise<string | undefined> {
  if (target === '' || /^[a-z][a-z0-9+.-]*:|^\/\/|^#|\{\{|\{%/i.test(target)) return undefined
  if ((await world.readAsset(target, source.path)).kind !== 'missing') return undefined
  const { root, assetRoots } = world.content
  const folder = path.dirname(path.join(root, placeOf(source)))
  const found = new Set<string>()
  for (const name of listNames(target)) {
    for (const candidate of listCandidates(name, folder, assetRoots)) {
      for (const base of assetRoots) {
        const truePath = await findTruePath(candidate, base)
        if (truePath !== undefined) found.add(truePath)
      }
    }
    // The likeliest name counts, and only if it is one file.
    if (found.size > 0) break
  }
  const [truePath, ...others] = found
  if (truePath === undefined || others.length > 0) return undefined
  return correctTarget(target, truePath.split(path.sep).join('/'))
}

/** Where the target stands: on its line, or in the definition of a reference link. */
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

function dropRepeated(edits: readonly Edit[]): Edit[] {
  return [...new Map(edits.map((edit) => [`${edit.line}:${edit.column}`, edit])).values()]
}
