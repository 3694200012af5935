import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import { softenBreaks } from '../document/spaces.ts'
import { escapeMarkdown, findTraits, writeDestination, writeTitle } from '../inline/escape-markdown.ts'
import { TEXT_FORMAT } from '../inline/inline-piece.ts'
import type { InlineStyle, MarkdownWriteContext, WrittenPiece } from '../inline/write-context.ts'
import { writeInline, writePieces } from '../inline/write-inline.ts'
import { parseHtml, readAttribute, readElement } from './parse-html.ts'

/** Inline HTML of a card (a caption, a heading) as Markdown on one line. Undefined when it holds blocks. */
export function writeCaption(html: string, style: InlineStyle, context: MarkdownWriteContext): string | undefined {
  if (html === '') return ''
  const source = softenBreaks(html)
  const nodes = parseHtml(source)
  const pieces = nodes && readInlineHtml(nodes, source, context)
  return pieces && writeInline(pieces, { ...style, lines: false })
}

/** Inline HTML as paragraphs, parted where two line breaks stand. Undefined when it holds blocks. */
export function writeHtmlParagraphs(
  html: string,
  style: InlineStyle,
  context: MarkdownWriteContext,
): string | undefined {
  if (html === '') return ''
  const source = softenBreaks(html)
  const nodes = parseHtml(source)
  const pieces = nodes && readInlineHtml(nodes, source, context)
  return pieces && writePieces(pieces, style)
}

/** Elements that mean a text format, when they carry no attribute. */
const FORMATS: Readonly<Record<string, number>> = {
  strong: TEXT_FORMAT.bold,
  b: TEXT_FORMAT.bold,
  em: TEXT_FORMAT.italic,
  i: TEXT_FORMAT.italic,
  del: TEXT_FORMAT.strikethrough,
  s: TEXT_FORMAT.strikethrough,
  u: TEXT_FORMAT.underline,
  sub: TEXT_FORMAT.subscript,
  sup: TEXT_FORMAT.superscript,
  mark: TEXT_FORMAT.highlight,
}

const BLOCKS = new Set(
  'address article aside blockquote details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr iframe li main nav ol p pre script section style table td th tr ul'.split(
    ' ',
  ),
)

/** A number that links to a note, as the converter writes it. */
const FOOTNOTE = /^<sup class="footnote-ref"><a href="#fn-(\d+)" id="fnref-[\d-]+">\d+<\/a><\/sup>$/

/**
 * Reads inline HTML as pieces. Tags that Markdown has no sign for stay tags. Undefined when there are blocks in it.
 *
 * @param source The HTML that the nodes were parsed from, with their places.
 */
export function readInlineHtml(
  nodes: readonly Tree.ChildNode[],
  source: string,
  context: MarkdownWriteContext,
  format = 0,
): WrittenPiece[] | undefined {
  const pieces: WrittenPiece[] = []
  for (const node of nodes) {
    const read = readNode(node, source, context, format)
    if (read === undefined) return undefined
    pieces.push(...read)
  }
  return joinTexts(pieces)
}

function readNode(
  node: Tree.ChildNode,
  source: string,
  context: MarkdownWriteContext,
  format: number,
): WrittenPiece[] | undefined {
  if (node.nodeName === '#text') return [{ kind: 'text', text: (node as Tree.TextNode).value, format }]
  const place = node.sourceCodeLocation
  const raw = place ? source.slice(place.startOffset, place.endOffset) : ''
  if (!('tagName' in node)) return raw === '' ? undefined : [{ kind: 'verbatim', markdown: raw, format }]
  const { tagName: name, attrs } = node
  if (BLOCKS.has(name)) return undefined
  if (name === 'br') return [{ kind: 'break' }]
  const footnote = FOOTNOTE.exec(raw)
  if (footnote !== null) return [{ kind: 'verbatim', markdown: `[^${footnote[1]}]`, format }]
  if (name === 'img') return [{ kind: 'verbatim', markdown: writeInlineImage(node, context) ?? raw, format }]
  const math = writeMath(node)
  if (math !== undefined) return [{ kind: 'verbatim', markdown: math, format }]
  if (attrs.length === 0 && name === 'code') {
    const [only] = node.childNodes
    if (node.childNodes.length === 1 && only?.nodeName === '#text') {
      return [{ kind: 'text', text: (only as Tree.TextNode).value, format: format | TEXT_FORMAT.code }]
    }
  }
  const own = Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined
  if (attrs.length === 0 && own !== undefined && (format & own) === 0) {
    return readInlineHtml(node.childNodes, source, context, format | own)
  }
  const inside = readInlineHtml(node.childNodes, source, context, format)
  if (inside === undefined) return undefined
  if (name === 'a' && attrs.every((attribute) => ['href', 'title'].includes(attribute.name)) && inside.length > 0) {
    const href = attrs.find((attribute) => attribute.name === 'href')?.value ?? ''
    const title = attrs.find((attribute) => attribute.name === 'title')?.value ?? null
    return [{ kind: 'link', target: context.rewrite(href, 'link'), title, pieces: inside }]
  }
  return wrapInTags(node, inside, source, format)
}

function wrapInTags(
  { sourceCodeLocation: place }: Tree.Element,
  inside: readonly WrittenPiece[],
  source: string,
  format: number,
): WrittenPiece[] | undefined {
  const { startTag, endTag } = place ?? {}
  if (startTag === undefined) return undefined
  const tag = (at: { startOffset: number; endOffset: number }): WrittenPiece => {
    return { kind: 'verbatim', markdown: source.slice(at.startOffset, at.endOffset), format }
  }
  return [tag(startTag), ...inside, ...(endTag ? [tag(endTag)] : [])]
}

function joinTexts(pieces: readonly WrittenPiece[]): WrittenPiece[] {
  const joined: WrittenPiece[] = []
  for (const piece of pieces) {
    const last = joined.at(-1)
    if (piece.kind === 'text' && last?.kind === 'text' && last.format === piece.format) {
      joined[joined.length - 1] = { ...last, text: last.text + piece.text }
    } else if (piece.kind !== 'text' || piece.text !== '') joined.push(piece)
  }
  return joined
}

const OURS = new Set(['src', 'alt', 'title', 'width', 'height', 'loading'])

/** An `<img>` that Markdown can say, undefined for others. */
function writeInlineImage(image: Tree.Element, context: MarkdownWriteContext): string | undefined {
  const src = readAttribute(image, 'src') ?? ''
  if (src === '' || image.attrs.some(({ name }) => !OURS.has(name))) return undefined
  const [width, height] = [Number(readAttribute(image, 'width')), Number(readAttribute(image, 'height'))]
  const isSized = width > 0 && height > 0
  const size = isSized ? { width, height } : { width: undefined, height: undefined }
  const { target, isLocal } = context.rewriteImage(src, size)
  const alt = readAttribute(image, 'alt') ?? ''
  const text = escapeMarkdown(alt, { before: '[', after: ']', traits: findTraits(alt), inLink: true, inCell: false })
  const attributes = isSized && !isLocal ? `{width=${width} height=${height}}` : ''
  return `![${text}](${writeDestination(target)}${writeTitle(readAttribute(image, 'title'))})${attributes}`
}

/** Writes a formula as the TeX that it was made from, which KaTeX leaves in an annotation. Undefined for any other element. */
export function writeMath(element: Tree.Element): string | undefined {
  const isFormula = element.tagName === 'math' || /\bkatex/.test(readAttribute(element, 'class') ?? '')
  const tex = isFormula ? findTex(element) : undefined
  if (tex === undefined) return undefined
  const isDisplayed = isBlock(element)
  return isDisplayed ? `$$${tex}$$` : `$${tex}$`
}

function isBlock(element: Tree.Element): boolean {
  if (element.tagName === 'math') return readAttribute(element, 'display') === 'block'
  return element.childNodes.some((child) => {
    const inner = readElement(child)
    return inner !== undefined && isBlock(inner)
  })
}

function findTex(element: Tree.Element): string | undefined {
  for (const child of element.childNodes) {
    const inner = readElement(child)
    if (inner === undefined) continue
    const [text] = inner.childNodes
    const isTex = inner.tagName === 'annotation' && readAttribute(inner, 'encoding') === 'application/x-tex'
    if (isTex) return text?.nodeName === '#text' ? (text as Tree.TextNode).value : undefined
    const found = findTex(inner)
    if (found !== undefined) return found
  }
  return undefined
}
