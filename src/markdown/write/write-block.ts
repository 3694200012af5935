import { findCard } from '../cards/registry.ts'
import type { LexicalNode } from '../document/lexical.ts'
import { readChildren, readFinite } from '../document/node-properties.ts'
import { indentLines } from '../document/spaces.ts'
import { canonicaliseInline } from '../inline/canonicalise-inline.ts'
import { readPieces } from '../inline/inline-nodes.ts'
import type { InlinePiece } from '../inline/inline-piece.ts'
import { findShownForm } from '../inline/native-inline.ts'
import { tidyInline } from '../inline/tidy-inline.ts'
import {
  type InlineStyle,
  listBlockStyles,
  type MarkdownWriteContext,
  type WrittenPiece,
} from '../inline/write-context.ts'
import { writeInline, writePieces } from '../inline/write-inline.ts'

/** Every way to write a top-level node, the most natural first. Some of them may not read back as the node. */
export function* writeBlock(node: LexicalNode, signs: ListSigns, context: MarkdownWriteContext): Generator<string> {
  const tried = new Set<string>()
  for (const style of listBlockStyles(context.markdown)) {
    if (style.escape === 'signs' && context.markdown.smartQuotes !== true) continue
    for (const text of writeInStyle(node, style, signs, context)) {
      if (!tried.has(text)) yield text
      tried.add(text)
    }
  }
}

function* writeInStyle(
  node: LexicalNode,
  style: InlineStyle,
  signs: ListSigns,
  context: MarkdownWriteContext,
): Generator<string> {
  switch (node.type) {
    case 'paragraph':
      return yield* keep(writeParagraph(node, style, context))
    case 'heading':
    case 'extended-heading':
      return yield* keep(writeHeading(node, style, context))
    case 'quote':
    case 'extended-quote': {
      const text = writeParagraphs(node, style, context)
      return yield* keep(text === undefined ? undefined : indentLines(text, '> '))
    }
    case 'aside': {
      const text = writeParagraphs(node, style, context)
      return yield* keep(text === undefined ? undefined : `:::aside\n${text}\n:::`)
    }
    case 'list':
      return yield* keep(writeList(node, style, signs, context))
    default:
      return yield* findCard(node.type)?.write(node, style, context) ?? []
  }
}

function writeParagraph(node: LexicalNode, style: InlineStyle, context: MarkdownWriteContext): string | undefined {
  if (readChildren(node).length === 0) return '<p></p>'
  const text = writeText(node, style, context)
  return text === '' ? '<p></p>' : text
}

function writeHeading(node: LexicalNode, style: InlineStyle, context: MarkdownWriteContext): string | undefined {
  const depth = /^h([1-6])$/.exec(String(node.tag))?.[1]
  const text = writeText(node, { ...style, lines: false }, context)
  if (depth === undefined || text === undefined) return undefined
  // A number sign at the end belongs to the heading's frame.
  return `${'#'.repeat(Number(depth))} ${text.replace(/(^|\s)(#+)$/, '$1\\$2')}`.trimEnd()
}

function* keep(text: string | undefined): Generator<string> {
  if (text !== undefined) yield text
}

/** The signs before items. Two lists in a row are two only when their signs differ. */
export interface ListSigns {
  readonly bullet: string
  readonly afterNumber: string
}

/** Undefined when its nesting has no Markdown: a nested list without an item before it, or two after one. */
function writeList(
  list: LexicalNode,
  style: InlineStyle,
  signs: ListSigns,
  context: MarkdownWriteContext,
): string | undefined {
  const isOrdered = list.listType === 'number'
  let number = readFinite(list, 'start') ?? 1
  const items: { text: string; indent: string; hasList: boolean }[] = []
  for (const item of readChildren(list)) {
    const [first, ...others] = readChildren(item)
    if (first?.type === 'list') {
      const parent = items.at(-1)
      if (parent === undefined || parent.hasList || others.length > 0) return undefined
      const nested = writeList(first, style, swapBullet(signs, parent.text), context)
      if (nested === undefined) return undefined
      parent.text = putBelow(parent.text, indentLines(nested, parent.indent))
      parent.hasList = true
      continue
    }
    const text = writeParagraphs(item, style, context)
    if (text === undefined) return undefined
    const sign = isOrdered ? `${number}${signs.afterNumber} ` : `${signs.bullet} `
    const indent = ' '.repeat(sign.length)
    items.push({ text: (sign + indentLines(text, indent).slice(indent.length)).trimEnd(), indent, hasList: false })
    number++
  }
  return items.length === 0 ? undefined : items.map(({ text }) => text).join('\n')
}

/** An item that begins with a list has it on its own line; only a list from 1 whose first item has text may stand right below text. */
function putBelow(text: string, nested: string): string {
  if (/^\S+$/.test(text)) return `${text} ${nested.trimStart()}`
  return text + (/^ *(?:[-*]|1[.)]) \S/.test(nested) ? '\n' : '\n\n') + nested
}

/** `- - -` would be a divider. */
function swapBullet(signs: ListSigns, parent: string): ListSigns {
  return parent === signs.bullet ? { ...signs, bullet: signs.bullet === '-' ? '*' : '-' } : signs
}

/** The pieces of a block of text, with spaces where a mark ends inside another that goes on. Undefined when a node in it has no Markdown. */
export function readWrittenPieces(node: LexicalNode, context: MarkdownWriteContext): WrittenPiece[] | undefined {
  const pieces = readPieces(readChildren(node))
  const canonical = pieces && canonicaliseInline(pieces)
  return canonical && tidyInline(findShownForm(canonical) ?? canonical).flatMap((piece) => rewritePiece(piece, context))
}

/** Text of one paragraph or heading. */
function writeText(node: LexicalNode, style: InlineStyle, context: MarkdownWriteContext): string | undefined {
  const pieces = readWrittenPieces(node, context)
  return pieces && writeInline(pieces, style)
}

/** Text of a quote or list item, where an empty line stands for two line breaks. */
function writeParagraphs(node: LexicalNode, style: InlineStyle, context: MarkdownWriteContext): string | undefined {
  const pieces = readWrittenPieces(node, context)
  return pieces && writePieces(pieces, style)
}

function rewritePiece(piece: InlinePiece, context: MarkdownWriteContext): WrittenPiece[] {
  if (piece.kind === 'image') return []
  if (piece.kind !== 'link') return [piece]
  return [{ ...piece, target: context.rewrite(piece.target, 'link') }]
}
