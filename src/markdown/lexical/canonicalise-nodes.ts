import type { Card } from '../cards/card.ts'
import { countsWhenEmpty, findCard, findSmallText } from '../cards/registry.ts'
import { encodeUrl } from '../document/escape.ts'
import type { LexicalNode } from '../document/lexical.ts'
import { normaliseInlineHtml } from '../html/normalise-inline-html.ts'
import { isForEverybody, modernise } from '../html/visibility.ts'
import { type ComparedFormats, canonicaliseInline } from '../inline/canonicalise-inline.ts'
import { readPieces } from '../inline/inline-nodes.ts'
import type { InlinePiece } from '../inline/inline-piece.ts'

/** Ghost knows these under two names and treats them alike; its editor writes the longer one, and marks the word TK as a text to come. */
const ALIASES: Readonly<Record<string, string>> = {
  text: 'extended-text',
  tk: 'extended-text',
  heading: 'extended-heading',
  quote: 'extended-quote',
}

/** Values that Ghost renders exactly as if the key were missing, by key. */
const SILENT: Readonly<Record<string, (value: unknown, node: LexicalNode) => boolean>> = {
  version: () => true,
  direction: () => true,
  indent: () => true,
  detail: () => true,
  mode: () => true,
  style: () => true,
  // What later versions of the editor write for the next text that somebody types.
  textFormat: () => true,
  textStyle: () => true,
  rel: () => true,
  target: () => true,
  format: (value) => value === 0 || typeof value === 'string',
  value: (_, node) => node.type === 'listitem',
  checked: (_, node) => node.type === 'listitem',
  tag: (_, node) => node.type === 'list',
  start: (value, node) => value === 1 || node.listType !== 'number',
  visibility: isForEverybody,
}

/** One URL each; browsers see no difference between a letter and its percent-encoding. */
const URLS = new Set(['url', 'src', 'href'])

/** Blocks that hold text. */
const TEXT_BLOCKS = new Set(['paragraph', 'extended-heading', 'extended-quote', 'aside', 'listitem'])

/** Changes each string for the caller. @param verbatim whether Ghost rewrites no URLs in it */
export type CanonicaliseString = (text: string, verbatim: boolean) => string

/** How values are read for the comparison. */
interface Canonicalisation {
  readonly canonicaliseString: CanonicaliseString
  readonly formats: ComparedFormats
}

/**
 * Removes from top-level nodes what no reader sees: default values, aliases, split text runs, invisible spaces. Two documents with equal
 * canonical forms look the same in Ghost's editor, and on its pages wherever Ghost renders the formats that a text has.
 * @param isWhole whether a card keeps what is not compared of it, for people to read
 */
export function canonicaliseNodes(
  nodes: readonly LexicalNode[],
  canonicaliseString: CanonicaliseString = (text) => text,
  formats: ComparedFormats = 'stored',
  isWhole: (node: LexicalNode) => boolean = () => false,
): readonly LexicalNode[] {
  const children = nodes.map((node) =>
    canonicaliseNode(isWhole(node) ? node : chooseCompared(node), { canonicaliseString, formats }),
  )
  const last = children.at(-1)
  // Ghost does not render one blank paragraph at the very end; its editor likes to leave one there.
  const shown = last?.type === 'paragraph' && last.children?.length === 0 ? children.slice(0, -1) : children
  return shown.filter((node, index) => !isListSeparator(node, shown[index - 1], shown[index + 1]))
}

/** The empty comment that `convertMarkdown` puts between two lists, so that Ghost's editor does not join them. */
function isListSeparator(node: LexicalNode, before: LexicalNode | undefined, after: LexicalNode | undefined): boolean {
  const isComment = node.type === 'html' && node.html === '<!-- -->' && node.visibility === undefined
  return isComment && before?.type === 'list' && after?.type === 'list' && before.listType === after.listType
}

/** No list is nested deeper. Deeper nodes are compared as text, so that no document can overflow the stack. */
const MAX_DEPTH = 200

function chooseCompared(node: LexicalNode): LexicalNode {
  return findCard(node.type)?.compareAs?.(node) ?? node
}

function canonicaliseNode(node: LexicalNode, canonicalisation: Canonicalisation, depth = 0): LexicalNode {
  const result: { type: string; [key: string]: unknown } = { type: ALIASES[node.type] ?? node.type }
  const { defaults = {}, meaningful = [] }: Partial<Card> = findCard(node.type) ?? {}
  for (const key of Object.keys(node).sort()) {
    const value = node[key]
    if (key === 'type' || key === 'children') continue
    if (!meaningful.includes(key) && SILENT[key]?.(value, node) === true) continue
    const canonical = canonicaliseProperty(key, value, node, canonicalisation.canonicaliseString)
    if (Object.hasOwn(defaults, key) && canonical === defaults[key]) continue
    if ((canonical ?? '') === '' && !countsWhenEmpty(key)) continue
    result[key] = canonical
  }
  // Ghost renders a check list as a plain one, without the marks.
  if (result.type === 'list' && result.listType === 'check') result.listType = 'bullet'
  if (depth >= MAX_DEPTH) result.deeper = flattenValue(node.children)
  else if (Array.isArray(node.children))
    result.children = canonicaliseChildren(result.type, node.children, canonicalisation, depth)
  else if (TEXT_BLOCKS.has(result.type)) result.children = []
  return result
}

function canonicaliseChildren(
  type: string,
  children: readonly LexicalNode[],
  canonicalisation: Canonicalisation,
  depth: number,
): readonly LexicalNode[] {
  const pieces = TEXT_BLOCKS.has(type) ? readPieces(children) : undefined
  const tidy = pieces === undefined ? children : canonicaliseInline(pieces, canonicalisation.formats).flatMap(buildNode)
  return tidy.map((child) => canonicaliseNode(chooseCompared(child), canonicalisation, depth + 1))
}

function buildNode(piece: InlinePiece): LexicalNode[] {
  switch (piece.kind) {
    case 'text':
      return [{ type: 'extended-text', text: piece.text, format: piece.format }]
    case 'break':
      return [{ type: 'linebreak' }]
    case 'link':
      return [{ type: 'link', url: piece.target, title: piece.title, children: piece.pieces.flatMap(buildNode) }]
    case 'image':
      return []
    default:
      return piece satisfies never
  }
}

function canonicaliseProperty(
  key: string,
  value: unknown,
  node: LexicalNode,
  canonicaliseString: CanonicaliseString,
): unknown {
  if (key === 'visibility') return canonicaliseValue(modernise(value), canonicaliseString)
  if (typeof value !== 'string') return canonicaliseValue(value, canonicaliseString)
  // Ghost rewrites no URLs in these, except for its own placeholder.
  if (key === 'text') return canonicaliseString(joinLineEnds(value), true)
  // The line end after the last line does not show.
  if (key === 'code') return canonicaliseString(joinLineEnds(value).replace(/\n$/, ''), true)
  if (key === 'alt') return canonicaliseString(value.replace(/\s+/g, ' ').trim(), false)
  if (URLS.has(key)) return canonicaliseString(encodeUrl(value.toWellFormed()), false)
  return canonicaliseString(
    findSmallText(key, node) !== undefined ? normaliseInlineHtml(value) : joinLineEnds(value),
    false,
  )
}

/** Browsers do not tell them apart. */
function joinLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
}

function canonicaliseValue(value: unknown, canonicaliseString: CanonicaliseString): unknown {
  if (typeof value === 'string') return canonicaliseString(value, false)
  if (Array.isArray(value)) return value.map((entry) => canonicaliseValue(entry, canonicaliseString))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  const kept = entries.map(([key, entry]) => [key, canonicaliseValue(entry, canonicaliseString)] as const)
  return Object.fromEntries(kept.filter(([, entry]) => entry !== null && entry !== ''))
}

/** Writes any JSON value as one text, without recursion: `JSON.stringify` would overflow the stack. */
function flattenValue(value: unknown): string {
  const parts: string[] = []
  const open: unknown[] = [value]
  while (open.length > 0) {
    const next = open.pop()
    if (Array.isArray(next)) {
      parts.push(`[${next.length}`)
      open.push(...next)
    } else if (typeof next === 'object' && next !== null) {
      const entries = Object.entries(next)
      parts.push(`{${entries.map(([key]) => key).join()}`)
      open.push(...entries.map(([, entry]) => entry))
    } else parts.push(JSON.stringify(next) ?? 'undefined')
  }
  return parts.join(' ')
}
