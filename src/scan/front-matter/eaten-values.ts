import { isMap, isScalar, type Scalar } from 'yaml'
import { findTextKind } from './front-matter-keys.ts'
import { writeQuoted } from './quote-values.ts'
import { listNodes, type YamlText } from './yaml-document.ts'

/** A value of which YAML takes the end, or all, for a comment. */
export interface EatenValue {
  readonly key: string
  /** 0-based line in the block. */
  readonly line: number
  /** The comment, with its sign. */
  readonly comment: string
  /** What is left, null for nothing. */
  readonly left: string | null
  /** Whether the key has no value at all because of it, which would empty the field in Ghost. */
  readonly isWhole: boolean
  /** What belongs in its place; undefined where that is not certain. */
  readonly edit: { readonly column: number; readonly from: string; readonly to: string } | undefined
}

/**
 * Finds the texts and names of which YAML takes a part for a comment: `title: Newsletter #42`, `tags: #a #b`, `- #news`. A comment proper has a blank
 * behind its sign.
 *
 * @param parsed A block without faults.
 */
export function findEatenValues({ text, document, lineAt }: YamlText): EatenValue[] {
  const { contents } = document
  const lines = text.split('\n')
  const found: EatenValue[] = []
  for (const pair of isMap(contents) ? contents.items : []) {
    const key = isScalar(pair.key) ? String(pair.key.value) : ''
    const kind = findTextKind(key)
    if (kind === undefined) continue
    for (const node of listNodes(pair.value)) {
      if (!isScalar(node) || !node.range || (node.type !== undefined && node.type !== 'PLAIN')) continue
      // A list may be one very long line: only what has a comment right behind it is looked at closely, once a line.
      COMMENT.lastIndex = node.range[1]
      if (!COMMENT.test(text)) continue
      const line = lineAt(node.range[1])
      const start = text.lastIndexOf('\n', node.range[1] - 1) + 1
      const eaten = readEaten(lines[line] ?? '', node, start, kind)
      if (eaten !== undefined) found.push({ key, line, ...eaten, isWhole: eaten.left === null && node === pair.value })
    }
  }
  return found
}

/** A comment right behind a value, without a blank behind its sign. */
const COMMENT = /[ \t]*#[^\s#!]/y

function readEaten(line: string, { range, value }: Scalar, start: number, kind: 'text' | 'names') {
  const [from = 0, to = 0] = range ?? []
  const written = line.trimEnd()
  const rest = written.slice(to - start)
  const comment = rest.trimStart()
  if (!/^#[^\s#!]/.test(comment) || (from !== to && !/^\s/.test(rest))) return undefined
  const left = value === null || value === undefined ? null : String(value)
  const column = written.length - (from === to ? comment.length : written.length - (from - start))
  // A value that began on a line above, or in front of a comment proper, is left to its author.
  if (from < start || /\s#\s/.test(comment)) return { comment, left, edit: undefined }
  const whole = written.slice(column)
  const quoted = kind === 'text' || left === null ? quoteWhole(whole, kind) : quoteNames(whole)
  return { comment, left, edit: quoted === undefined ? undefined : { column, from: whole, to: quoted } }
}

function quoteWhole(whole: string, kind: 'text' | 'names'): string | undefined {
  return kind === 'text' || !/[\s,]/.test(whole) ? writeQuoted(whole) : quoteNames(whole)
}

/** Writes `#a #b` and `a, #b` as lists; undefined for `a #b`, which may be one name or two. */
function quoteNames(whole: string): string | undefined {
  const words = whole.split(/[\s,]+/).filter((word) => word !== '')
  const names = words.every((word) => word.startsWith('#')) ? words : whole.split(',').map((name) => name.trim())
  if (names.some((name) => name === '' || /\s#|^["'[{]/.test(name))) return undefined
  return `[${names.map((name) => (/^[\p{L}\p{N}][^:#]*$/u.test(name) ? name : writeQuoted(name))).join(', ')}]`
}
