import type { Token, Tokens } from 'marked'
import { ALERT_LOOKS, buildCallout } from '../cards/callout.ts'
import { convertCode } from '../cards/code.ts'
import { buildDivider, buildPaywall } from '../cards/dividers.ts'
import { buildPendingEmbed } from '../cards/embed.ts'
import { convertGallery } from '../cards/gallery.ts'
import { buildHtmlCard } from '../cards/html.ts'
import { buildImage } from '../cards/image.ts'
import { findDirective } from '../cards/registry.ts'
import { convertDetails } from '../cards/toggle.ts'
import { readGhostCard } from '../directives/ghost-card.ts'
import { createAttributeReader } from '../directives/read-directive.ts'
import { encodeUrl, escapeHtml } from '../document/escape.ts'
import { buildElement, type LexicalNode } from '../document/lexical.ts'
import { type DirectiveToken, readToken } from '../document/markdown-token.ts'
import { readAlert, readBareUrl } from '../document/read-tokens.ts'
import type { Conversion } from '../html/conversion.ts'
import { resolveHtml } from '../html/html-references.ts'
import { buildInline } from '../inline/inline-nodes.ts'
import { type ImagePiece, type InlinePiece, TEXT_FORMAT } from '../inline/inline-piece.ts'
import { joinParagraphs, readNativeHeading, readNativeInline } from '../inline/native-inline.ts'

/** Converts a top-level block to native nodes where Lexical has them, else to one HTML card of just that block. */
export function convertBlock(token: Token, conversion: Conversion): readonly LexicalNode[] {
  const known = readToken(token)
  switch (known.type) {
    case 'space':
    case 'def':
    case 'footnoteDefinition':
      return []
    case 'paragraph': {
      const url = readBareUrl(known.tokens)
      if (url !== undefined) return [buildPendingEmbed(encodeUrl(conversion.resolve(url, 'link').url), '', url)]
      return convertParagraph(known.tokens, conversion) ?? [renderCard(token, conversion)]
    }
    case 'heading': {
      const pieces = readNativeHeading(known)
      if (pieces === undefined) return [renderCard(token, conversion)]
      const heading = buildElement('extended-heading', { tag: `h${known.depth}` }, buildInline(pieces, conversion))
      const { writtenId } = known
      // Ghost chooses the id of every heading itself. Links from elsewhere to the id that the author chose need an element with that id.
      if (writtenId === undefined || writtenId === conversion.headings.get(token)?.ghostId) return [heading]
      return [buildHtmlCard(`<span id="${escapeHtml(writtenId)}"></span>`), heading]
    }
    case 'list':
      return [convertList(known, conversion) ?? renderCard(token, conversion)]
    case 'blockquote':
      return [convertQuote(known, conversion) ?? renderCard(token, conversion)]
    case 'code': {
      const card = readGhostCard(known)
      if (card?.kind === 'node') return [card.node]
      const code = known.diagram === true ? undefined : convertCode(known, conversion)
      return [code ?? renderCard(token, conversion)]
    }
    case 'details':
      return [convertDetails(known, conversion) ?? renderCard(token, conversion)]
    case 'directive':
      return convertDirective(known, conversion)
    case 'hr':
      return [buildDivider()]
    case 'html': {
      const html = known.text.trimEnd()
      if (/^\s*<!--\s*members-only\s*-->$/.test(html)) return [buildPaywall()]
      // An empty paragraph, as Ghost's editor leaves them; Markdown has no notation for it.
      if (html.trim() === '<p></p>') return [buildElement('paragraph', {}, [])]
      // Nothing but comments.
      if (html.trim() === '' && known.raw.trim() !== '') return []
      return [buildHtmlCard(resolveHtml(html, conversion.resolve))]
    }
    default:
      return [renderCard(token, conversion)]
  }
}

function renderCard(token: Token, { renderer }: Conversion): LexicalNode {
  return buildHtmlCard(renderer.renderBlocks([token]))
}

/** Converts a top-level directive to the card that it asks for, and an unknown one to an HTML card of its content. */
function convertDirective(token: DirectiveToken, conversion: Conversion): readonly LexicalNode[] {
  const form = findDirective(token.name)
  if (form === undefined) return [buildHtmlCard(conversion.renderer.renderBlocks(token.tokens))]
  const nodes = form.convert(token, createAttributeReader(token, conversion), conversion)
  return [nodes ?? renderCard(token, conversion)].flat()
}

/**
 * Converts a paragraph. It is split around images, since Ghost shows an image as a block of its own and drops one in a line of text; a
 * paragraph of nothing but images becomes a gallery. Undefined when no native node shows it.
 */
function convertParagraph(tokens: readonly Token[], conversion: Conversion): LexicalNode[] | undefined {
  const pieces = readNativeInline(tokens)
  if (pieces === undefined) return undefined
  const galleries = convertGallery(pieces, conversion)
  if (galleries !== undefined) return galleries
  if (isBlankCode(pieces)) return undefined
  return splitAtImages(pieces).flatMap((part) => {
    if (!Array.isArray(part)) return [buildImage(part, conversion)]
    const children = buildInline(part, conversion)
    return children.length === 0 ? [] : [buildElement('paragraph', {}, children)]
  })
}

/** Whether there is nothing but code of spaces: at the end of a post Ghost would drop the paragraph. */
function isBlankCode(pieces: readonly InlinePiece[]): boolean {
  const isBlank = pieces.every((piece) => piece.kind === 'text' && piece.text.trim() === '')
  return isBlank && pieces.some((piece) => piece.kind === 'text' && (piece.format & TEXT_FORMAT.code) !== 0)
}

function splitAtImages(pieces: readonly InlinePiece[]): (ImagePiece | InlinePiece[])[] {
  const parts: (ImagePiece | InlinePiece[])[] = []
  for (const piece of pieces) {
    const last = parts.at(-1)
    if (piece.kind === 'image') parts.push(piece)
    else if (Array.isArray(last)) last.push(piece)
    else parts.push([piece])
  }
  return parts.length === 1 ? parts : parts.map((part) => (Array.isArray(part) ? dropOuterBreaks(part) : part))
}

/** A line break next to an image ended the line of the image; alone it would be an empty line. */
function dropOuterBreaks(pieces: readonly InlinePiece[]): InlinePiece[] {
  const first = pieces.findIndex((piece) => piece.kind !== 'break')
  const last = pieces.findLastIndex((piece) => piece.kind !== 'break')
  return first < 0 ? [] : pieces.slice(first, last + 1)
}

/**
 * A list whose items hold text and at most one nested list after it. Undefined for all else: Ghost flattens or drops other blocks in items,
 * a checkbox included.
 *
 * @param indent Lists around it.
 */
function convertList(list: Tokens.List, conversion: Conversion, indent = 0): LexicalNode | undefined {
  const start = list.start === '' ? 1 : list.start
  const children: LexicalNode[] = []
  for (const [index, item] of list.items.entries()) {
    const nodes = convertItem(item, start + index, indent, conversion)
    if (nodes === undefined) return undefined
    children.push(...nodes)
  }
  const kind = list.ordered
    ? ({ listType: 'number', tag: 'ol' } as const)
    : ({ listType: 'bullet', tag: 'ul' } as const)
  return buildElement('list', { ...kind, start }, children)
}

/** Returns the item, and after it the item that holds its nested list: this is how Lexical nests. */
function convertItem(
  item: Tokens.ListItem,
  value: number,
  indent: number,
  conversion: Conversion,
): LexicalNode[] | undefined {
  const blocks = item.tokens.map(readToken).filter((token) => token.type !== 'space' && token.type !== 'def')
  const last = blocks.at(-1)
  const nested = last?.type === 'list' ? last : undefined
  const pieces = joinParagraphs(nested === undefined ? blocks : blocks.slice(0, -1))
  if (item.task || pieces === undefined) return undefined
  const own = buildElement('listitem', { value, indent }, buildInline(pieces, conversion))
  if (nested === undefined) return [own]
  const inner = convertList(nested, conversion, indent + 1)
  return inner && [own, buildElement('listitem', { value: value + 1, indent }, [inner])]
}

/** A quote of paragraphs, or a GitHub alert as a callout. Undefined when the quote holds other blocks, which Ghost would flatten. */
function convertQuote(quote: Tokens.Blockquote, conversion: Conversion): LexicalNode | undefined {
  const alert = readAlert(quote)
  if (alert !== undefined) return buildCallout(alert.tokens, ALERT_LOOKS[alert.kind], conversion)
  const pieces = joinParagraphs(quote.tokens.map(readToken))
  return pieces && buildElement('extended-quote', {}, buildInline(pieces, conversion))
}
