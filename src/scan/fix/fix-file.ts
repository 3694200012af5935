import { parseFrontMatter } from '../front-matter/parse-front-matter.ts'
import { splitFrontMatter } from '../front-matter/split-front-matter.ts'
import type { SourceFile } from '../source/source-file.ts'
import type { TextEdit } from './edit.ts'
import { fixFrontMatter } from './fix-front-matter.ts'
import { fixPaths, type PathContext } from './fix-paths.ts'
import { fixText } from './fix-text.ts'
import { fixEatenValues, fixUnreadable } from './fix-yaml.ts'

export interface FixContext extends PathContext {
  /** The addresses of every site of the run. */
  readonly siteUrls: readonly string[]
}

/**
 * Finds everything in one file that has one certain fix.
 *
 * @param text Of the file, as it is on the disk; line ends of any kind.
 * @param source The same file, read; undefined when it has an error for which it could not be.
 */
export async function fixFile(
  text: string,
  source: SourceFile | undefined,
  world: FixContext,
): Promise<readonly TextEdit[]> {
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  if (source === undefined) return fixUnreadable(plain)
  const split = splitFrontMatter(plain)
  const front = split.kind === 'block' ? split : undefined
  const eaten = front === undefined ? [] : fixEatenValues(front)
  const lines = plain.split('\n')
  const others = [
    ...(front === undefined ? [] : fixFrontMatter(source, front, world.siteUrls)),
    ...(await fixPaths(source, lines, front, world)),
    ...fixText(source, lines),
  ]
  // What is left of an eaten value is no value to mend.
  const apart = others.filter(({ line, column }) => !eaten.some((one) => one.line === line && one.column <= column))
  const edits = [...eaten, ...apart].sort((one, other) => one.line - other.line || one.column - other.column)
  return edits.length > 0 && isReadable(applyEdits(plain, edits), source) ? edits : []
}

/** Whether the fixed front matter can be read: a fix that broke it, or lost one of its keys, would be worse than the problem. */
function isReadable(mended: string, { frontMatter }: SourceFile): boolean {
  const split = splitFrontMatter(mended)
  const keys = split.kind === 'block' ? parseFrontMatter(split).entries.size : 0
  return keys === frontMatter.entries.size
}

/** Applies edits to a text; every other character, line end and byte order mark stays as it is. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : ''
  // The odd elements are the line ends.
  const pieces = text.slice(mark.length).split(/(\r\n|\r|\n)/)
  const lineEnd = pieces[1] ?? '\n'
  for (const { line, column, from, to } of [...edits].sort((one, other) => other.column - one.column)) {
    const at = (line - 1) * 2
    const piece = pieces[at] ?? ''
    if (!piece.startsWith(from, column)) throw new Error(`Line ${line} has no ${JSON.stringify(from)} at ${column}.`)
    pieces[at] = piece.slice(0, column) + to.replaceAll('\n', lineEnd) + piece.slice(column + from.length)
  }
  return mark + pieces.join('')
}
