import type { Token, Tokens } from 'marked'
import { decodeEntities } from '../document/characters.ts'
import { readToken } from '../document/markdown-token.ts'
import { readTarget } from '../document/read-tokens.ts'
import { softenBreaks } from '../document/spaces.ts'
import { type InlinePiece, TEXT_FORMAT, type TextPiece } from './inline-piece.ts'

/** HTML tags that mean the same as a text format, when they carry no attribute. */
const TAG_FORMAT: Readonly<Record<string, number>> = {
  strong: TEXT_FORMAT.bold,
  b: TEXT_FORMAT.bold,
  em: TEXT_FORMAT.italic,
  i: TEXT_FORMAT.italic,
  s: TEXT_FORMAT.strikethrough,
  del: TEXT_FORMAT.strikethrough,
  u: TEXT_FORMAT.underline,
  sub: TEXT_FORMAT.subscript,
  sup: TEXT_FORMAT.superscript,
  mark: TEXT_FORMAT.highlight,
}

const NESTED_FORMAT = {
  strong: TEXT_FORMAT.bold,
  em: TEXT_FORMAT.italic,
  del: TEXT_FORMAT.strikethrough,
  mark: TEXT_FORMAT.highlight,
  sub: TEXT_FORMAT.subscript,
  sup: TEXT_FORMAT.superscript,
} as const

/**
 * Inline tokens as pieces, untidied. Undefined when Lexical has no form for something in them: raw HTML, a footnote, a checkbox.
 *
 * @param format The formats around them.
 */
export function flattenInline(tokens: readonly Token[], format: number): InlinePiece[] | undefined {
  const pieces: InlinePiece[] = []
  /** Raw HTML tags that are open at this place. */
  const open: { readonly tag: string; readonly outer: number }[] = []
  let current = format
  for (const token of tokens) {
    const tag = readHtmlTag(token)
    if (tag === undefined) {
      const flat = flattenToken(token, current)
      if (flat === undefined) return undefined
      pieces.push(...flat)
    } else if (tag.closing) {
      const opened = open.pop()
      if (opened?.tag !== tag.name) return undefined
      current = opened.outer
    } else {
      open.push({ tag: tag.name, outer: current })
      current |= TAG_FORMAT[tag.name] ?? 0
    }
  }
  return open.length === 0 ? pieces : undefined
}

function readHtmlTag(token: Token): { readonly name: string; readonly closing: boolean } | undefined {
  const match = token.type === 'html' ? /^<(\/?)([a-z]+)\s*>$/i.exec(token.raw) : null
  const name = match?.[2]?.toLowerCase() ?? ''
  return Object.hasOwn(TAG_FORMAT, name) ? { name, closing: match?.[1] === '/' } : undefined
}

function flattenToken(token: Token, format: number): InlinePiece[] | undefined {
  const known = readToken(token)
  switch (known.type) {
    case 'text':
      if (known.tokens !== undefined) return flattenInline(known.tokens, format)
      return [{ kind: 'text', text: readText(known), format }]
    case 'escape':
      return [{ kind: 'text', text: known.text, format }]
    case 'codespan':
      return [{ kind: 'text', text: known.text, format: format | TEXT_FORMAT.code }]
    case 'br':
      return [{ kind: 'break' }]
    case 'strong':
    case 'em':
    case 'del':
    case 'mark':
    case 'sub':
    case 'sup':
      return flattenInline(known.tokens, format | NESTED_FORMAT[known.type])
    case 'link':
      return flattenLink(known, format)
    case 'image':
      return known.href === '' ? undefined : [{ kind: 'image', token: known, linkTarget: undefined }]
    case 'html':
      return flattenHtml(known.raw)
    default:
      return undefined
  }
}

/** Soft breaks become spaces: Ghost's editor would show every line end. */
function readText(token: Tokens.Text): string {
  return softenBreaks(decodeEntities(token.text))
}

function flattenHtml(raw: string): InlinePiece[] | undefined {
  if (/^<br\s*\/?>$/i.test(raw)) return [{ kind: 'break' }]
  // Comments are dropped: readers never see them, and keeping one would make the whole paragraph an HTML card.
  return raw.startsWith('<!--') ? [] : undefined
}

function flattenLink(link: Tokens.Link, format: number): InlinePiece[] | undefined {
  const inner =
    link.autolink === true
      ? [{ kind: 'text', text: link.text, format } satisfies TextPiece]
      : flattenInline(link.tokens, format)
  if (inner === undefined) return undefined
  const target = readTarget(link)
  const title = link.title ? decodeEntities(link.title) : null
  const pieces: InlinePiece[] = []
  for (const piece of inner) {
    const last = pieces.at(-1)
    if (piece.kind === 'image') pieces.push({ ...piece, linkTarget: target })
    else if (piece.kind === 'link') return undefined
    else if (last?.kind === 'link') pieces[pieces.length - 1] = { ...last, pieces: [...last.pieces, piece] }
    else pieces.push({ kind: 'link', target, title, pieces: [piece] })
  }
  return pieces
}
