import type { LexicalNode } from '../lexical.ts'
import { writeCallout } from './cards/write-callout.ts'
import { writeCard } from './cards/write-card.ts'
import { writeCode } from './cards/write-code.ts'
import { writeGallery } from './cards/write-gallery.ts'
import { writeHtmlCard } from './cards/write-html-card.ts'
import { writeImage } from './cards/write-image.ts'
import { writeToggle } from './cards/write-toggle.ts'
import { writeWebCard } from './cards/write-web-card.ts'
import { indentLines } from './indent-lines.ts'
import { BLOCK_STYLES, type InlineStyle } from './inline/written-piece.ts'
import { readChildren } from './read-property.ts'
import { type ListSigns, writeList } from './write-list.ts'
import { writeParagraphs, writeText } from './write-text.ts'
import type { Writing } from './writing.ts'

/** Every way to write a top-level node, the most natural first. Some of them may not read back as the node. */
export function* writeBlock(node: LexicalNode, signs: ListSigns, writing: Writing): Generator<string> {
  const tried = new Set<string>()
  for (const style of BLOCK_STYLES) {
    if (style.escape === 'signs' && writing.markdown.smartQuotes !== true) continue
    for (const text of writeInStyle(node, style, signs, writing)) {
      if (!tried.has(text)) yield text
      tried.add(text)
    }
  }
}

function* writeInStyle(node: LexicalNode, style: InlineStyle, signs: ListSigns, writing: Writing): Generator<string> {
  switch (node.type) {
    case 'paragraph':
      return yield* keep(writeParagraph(node, style, writing))
    case 'heading':
    case 'extended-heading':
      return yield* keep(writeHeading(node, style, writing))
    case 'quote':
    case 'extended-quote': {
      const text = writeParagraphs(node, style, writing)
      return yield* keep(text === undefined ? undefined : indentLines(text, '> '))
    }
    case 'aside': {
      const text = writeParagraphs(node, style, writing)
      return yield* keep(text === undefined ? undefined : `:::aside\n${text}\n:::`)
    }
    case 'list':
      return yield* keep(writeList(node, style, signs, writing))
    case 'horizontalrule':
      return yield '---'
    case 'paywall':
      return yield '<!--members-only-->'
    case 'codeblock':
      return yield* keep(writeCode(node, style, writing))
    case 'image':
      return yield* keep(writeImage(node, style, writing))
    case 'gallery':
      return yield* writeGallery(node, style, writing)
    case 'callout':
      return yield* writeCallout(node, style, writing)
    case 'toggle':
      return yield* writeToggle(node, style, writing)
    case 'bookmark':
    case 'embed':
    case 'ghost-sync-embed':
      return yield* writeWebCard(node, style, writing)
    case 'html':
      return yield* writeHtmlCard(node, style, writing)
    default:
      return yield* writeCard(node, style, writing)
  }
}

function writeParagraph(node: LexicalNode, style: InlineStyle, writing: Writing): string | undefined {
  if (readChildren(node).length === 0) return '<p></p>'
  const text = writeText(node, style, writing)
  return text === '' ? '<p></p>' : text
}

function writeHeading(node: LexicalNode, style: InlineStyle, writing: Writing): string | undefined {
  const depth = /^h([1-6])$/.exec(String(node.tag))?.[1]
  const text = writeText(node, { ...style, lines: false }, writing)
  if (depth === undefined || text === undefined) return undefined
  // A number sign at the end belongs to the heading's frame.
  return `${'#'.repeat(Number(depth))} ${text.replace(/(^|\s)(#+)$/, '$1\\$2')}`.trimEnd()
}

function* keep(text: string | undefined): Generator<string> {
  if (text !== undefined) yield text
}
