import type { Token } from 'marked'
import { decodeEntities } from '../document/characters.ts'
import { encodeUrl, escapeHtml } from '../document/escape.ts'
import { parseObject } from '../document/json-depth.ts'
import type { ResolvedReference } from '../document/markdown-document.ts'
import { type DirectiveToken, readToken } from '../document/markdown-token.ts'
import type { Conversion } from '../html/conversion.ts'
import { joinParagraphs, readNativeInline } from '../inline/native-inline.ts'
import { renderPieces } from '../inline/render-pieces.ts'

/** Reads the attributes of a directive by what they hold. Absent ones are `''`, `undefined` or the given default. */
export interface AttributeReader {
  readonly has: (key: string) => boolean
  readonly text: (key: string, otherwise?: string) => string
  readonly flag: (key: string, otherwise: boolean) => boolean
  readonly number: (key: string) => number | undefined
  /** Inline HTML. */
  readonly inline: (key: string) => string
  readonly link: (key: string) => string
  /** What a file is resolved to. Its URL is empty when the attribute is absent. */
  readonly file: (key: string, kind: 'link' | 'image' | 'media') => ResolvedReference
  readonly json: (key: string) => object | undefined
}

export function createAttributeReader(token: DirectiveToken, conversion: Conversion): AttributeReader {
  const values = token.attributes?.values ?? new Map<string, string | true>()
  const text = (key: string, otherwise = ''): string => {
    const value = values.get(key)
    return typeof value === 'string' ? value : otherwise
  }
  const file: AttributeReader['file'] = (key, kind) => {
    const target = text(key)
    if (target === '') return { url: '' }
    const resolved = conversion.resolve(target, kind)
    return { ...resolved, url: encodeUrl(resolved.url) }
  }
  return {
    has: (key) => values.has(key),
    text,
    file,
    flag: (key, otherwise) => (values.has(key) ? values.get(key) !== 'false' : otherwise),
    number: (key) => (values.has(key) ? Number(text(key)) : undefined),
    inline: (key) => renderCaption('', token.inline.get(key), conversion),
    link: (key) => file(key, 'link').url,
    json: (key) => parseObject(text(key)),
  }
}

/** HTML elements that people write into a line. Any other name is text in angle brackets: `Vec<T>`. */
const INLINE_ELEMENTS = new Set(
  'a abbr b bdi bdo br cite code data del dfn em i img ins kbd mark q s samp small span strong sub sup time u var wbr'.split(
    ' ',
  ),
)

/**
 * The caption of a card as inline HTML.
 *
 * @param text As written, for when `tokens` is undefined because there is no markup in it.
 */
export function renderCaption(
  text: string | null | undefined,
  tokens: readonly Token[] | undefined,
  conversion: Conversion,
): string {
  const plain = escapeHtml(decodeEntities(text ?? ''))
  if (tokens === undefined) return plain
  const pieces = readNativeInline(tokens)
  const html = pieces && renderPieces(pieces, conversion, 'with highlight')
  if (html !== undefined) return html
  return tokens.every(isInlineHtml) ? conversion.renderer.renderInline(tokens) : plain
}

function isInlineHtml(token: Token): boolean {
  const known = readToken(token)
  return known.type !== 'html' || INLINE_ELEMENTS.has(/^<\/?([a-z]+)/i.exec(known.raw)?.[1]?.toLowerCase() ?? '')
}

/**
 * Renders blocks as inline HTML for a card's small editor, paragraphs parted by an empty line. Other blocks are rendered as they are, so
 * that nothing of them is lost.
 */
export function renderText(tokens: readonly Token[], conversion: Conversion): string {
  const pieces = joinParagraphs(tokens.map(readToken))
  const html = pieces && renderPieces(pieces, conversion, 'with highlight')
  return html ?? conversion.renderer.renderBlocks(tokens)
}

/** Reads fenced HTML and the caption after it. Undefined where there is no such code, so that all of it is the caption. */
export function readSource(
  tokens: readonly Token[],
): { readonly source: string; readonly rest: readonly Token[] } | undefined {
  const [first, ...rest] = tokens.filter(({ type }) => type !== 'space')
  const code = first && readToken(first)
  if (code?.type !== 'code' || code.codeBlockStyle === 'indented' || code.lang?.toLowerCase() !== 'html')
    return undefined
  return { source: code.text, rest }
}

/** Renders a leading heading and what follows it, each as inline HTML. */
export function renderHeaded(
  tokens: readonly Token[],
  conversion: Conversion,
): { readonly header: string; readonly subheader: string } {
  const blocks = tokens.filter((token) => token.type !== 'space' && token.type !== 'def')
  const [first, ...others] = blocks
  const heading = first && readToken(first)
  if (heading?.type !== 'heading') return { header: '', subheader: renderText(blocks, conversion) }
  const line: Token = { type: 'paragraph', raw: heading.raw, text: heading.text, tokens: heading.tokens }
  return { header: renderText([line], conversion), subheader: renderText(others, conversion) }
}

/** The last part of a path, to name a file after. */
export function nameDirectiveFile(target: string): string {
  return (
    target
      .replace(/[?#].*$/s, '')
      .split(/[\\/]/)
      .at(-1) ?? ''
  )
}
