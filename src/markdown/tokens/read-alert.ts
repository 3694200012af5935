import type { Token, Tokens } from 'marked'
import { readToken } from './markdown-token.ts'

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
