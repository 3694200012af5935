import type { Token, Tokens } from 'marked'
import { decodeEntities } from './characters.ts'
import { readInfoString } from './info-string.ts'
import type { ResolvedReference } from './markdown-document.ts'
import { type CodeToken, type ImageToken, readToken } from './markdown-token.ts'
import { softenBreaks } from './spaces.ts'

/**
 * The text of inline tokens without any markup: what a reader would copy. Images give their alternative text, hard breaks `\n`.
 *
 * @param tags HTML tags count as text where there can be none: in `![Vec<T>](a.png)`, as in CommonMark's own renderers
 */
export function readPlainText(tokens: readonly Token[], tags: 'tags' | 'no tags' = 'no tags'): string {
  return tokens.map((token) => readOne(token, tags)).join('')
}

function readOne(token: Token, tags: 'tags' | 'no tags'): string {
  const known = readToken(token)
  switch (known.type) {
    case 'text':
      if (known.tokens !== undefined) return readPlainText(known.tokens, tags)
      return softenBreaks(decodeEntities(known.text))
    case 'escape':
    case 'codespan':
      return known.text
    case 'math':
      return known.tex.trim()
    case 'br':
      return '\n'
    case 'html':
      return tags === 'tags' ? known.raw : ''
    case 'footnoteReference':
    case 'checkbox':
      return ''
    default:
      return 'tokens' in known && known.tokens !== undefined ? readPlainText(known.tokens, tags) : ''
  }
}

/** The alternative text of an image, on one line. */
export function readAlt({ tokens }: Tokens.Image): string {
  return readPlainText(tokens, 'tags').replace(/\s+/g, ' ').trim()
}

/** The size of an image: as it is to be shown, in the proportions of its file, else that of the file. */
export function readSize(
  { width, height, shownWidth, shownHeight }: ImageToken,
  file: ResolvedReference,
): { readonly width: number | undefined; readonly height: number | undefined } {
  const own = { width: file.width ?? width, height: file.height ?? height }
  if (shownWidth === undefined && shownHeight === undefined) return own
  const ratio = own.width && own.height ? own.width / own.height : undefined
  return {
    width: shownWidth ?? (ratio && shownHeight && Math.round(shownHeight * ratio)),
    height: shownHeight ?? (ratio && shownWidth && Math.max(1, Math.round(shownWidth / ratio))),
  }
}

/** Where a link or image points, as written: entities decoded (not in `<https://...>`, where they are literal), still URL-encoded. */
export function readTarget(token: Tokens.Link | Tokens.Image): string {
  return token.type === 'link' && token.autolink === true ? token.href : decodeEntities(token.href)
}

/**
 * The address that is all of a paragraph, written bare or in angle brackets: what it leads to is to be shown, not named. Undefined for anything
 * else, `[text](address)` included.
 */
export function readBareUrl(tokens: readonly Token[]): string | undefined {
  const [token, ...others] = tokens
  if (token === undefined || others.length > 0) return undefined
  const link = readToken(token)
  if (link.type !== 'link' || !/^https?:\/\//i.test(link.href)) return undefined
  const written = link.raw.trim().replace(/^<|>$/g, '')
  return written === link.text && /^https?:\/\//i.test(written) ? link.href : undefined
}

/** A code block's exact text, without its final line end, and the language of its info string. */
export function readCode(token: CodeToken): { readonly code: string; readonly language: string } {
  const { language } = readInfoString(decodeEntities(token.lang ?? ''))
  // Blank lines belong to a fenced block, but only end an indented one.
  const code =
    token.codeBlockStyle === 'indented'
      ? token.text.replace(/(?<![ \t\n])([ \t]*)\n[ \t\n]*$/, '$1')
      : token.text.replace(/\n$/, '')
  return { code, language }
}

const MARKER = /^\[!(note|tip|important|warning|caution)\][ \t]*(?:\n|$)/i

export type AlertKind = 'note' | 'tip' | 'important' | 'warning' | 'caution'

/** A block quote that is a GitHub alert (`> [!NOTE]` on a line of its own), without that line. */
export function readAlert(quote: Tokens.Blockquote): { kind: AlertKind; tokens: readonly Token[] } | undefined {
  const [first, ...others] = quote.tokens
  const paragraph = first && readToken(first)
  if (paragraph?.type !== 'paragraph') return undefined
  const kind = MARKER.exec(paragraph.text)?.[1]?.toLowerCase()
  const [start, ...rest] = paragraph.tokens
  const text = start && readToken(start)
  if (kind === undefined || text?.type !== 'text') return undefined
  const remaining = text.text.replace(MARKER, '')
  // `[!NOTE]` was read as something else, say a link whose reference is defined.
  if (remaining === text.text) return undefined
  const inline = [{ ...text, text: remaining }, ...(rest[0]?.type === 'br' && remaining === '' ? rest.slice(1) : rest)]
  const alone = inline.length === 1 && remaining === ''
  return { kind: kind as AlertKind, tokens: alone ? others : [{ ...paragraph, tokens: inline }, ...others] }
}
