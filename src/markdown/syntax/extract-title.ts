import type { Token, Tokens } from 'marked'
import type { MarkdownDocument } from '../document/markdown-document.ts'
import { readToken } from '../document/markdown-token.ts'
import { readPlainText } from '../document/read-tokens.ts'
import { flattenInline } from '../inline/flatten-inline.ts'
import { describeDocument } from './describe-document.ts'

/** A title found in the text, and the document without it. */
export interface ExtractedTitle {
  /** Plain text, on one line. */
  readonly title: string
  readonly document: MarkdownDocument
}

/**
 * Extracts the title of a document whose front matter names none: its first block when that is a heading, else its first heading when that
 * has depth 1. Undefined when there is no such heading, or it has no text but that of an image. Lines stay those of the file.
 */
export function extractTitle(document: MarkdownDocument): ExtractedTitle | undefined {
  const heading = findTitle(document.tokens)
  // The heading is a logo, which a title could not show.
  if (heading === undefined || flattenInline(heading.tokens, 0)?.every((piece) => piece.kind === 'image'))
    return undefined
  const title = readPlainText(heading.tokens).replace(/\s+/g, ' ').trim()
  if (title === '') return undefined
  const at = document.tokens.indexOf(heading)
  const start = document.tokens.slice(0, at).reduce((length, token) => length + token.raw.length, 0)
  // The title is replaced by spaces and not cut, so that every offset and every line stays where it was.
  const blank = heading.raw.replace(/[^\n]/g, ' ')
  const text = document.text.slice(0, start) + blank + document.text.slice(start + blank.length)
  const tokens = document.tokens.with(at, { type: 'space', raw: blank })
  return { title, document: describeDocument(text, document.firstLine, tokens, document.rewritten) }
}

function findTitle(tokens: readonly Token[]): Tokens.Heading | undefined {
  const blocks = tokens.map(readToken).filter((token) => !['space', 'def', 'footnoteDefinition'].includes(token.type))
  const heading = blocks.find((token) => token.type === 'heading')
  return heading !== undefined && (heading === blocks[0] || heading.depth === 1) ? heading : undefined
}
