import { cleanText } from '../document/characters.ts'
import type { MarkdownDocument } from '../document/markdown-document.ts'
import { DEFAULT_OPTIONS, type MarkdownOptions } from '../document/markdown-options.ts'
import { describeDocument } from './describe-document.ts'
import { lexMarkdown } from './lex-markdown.ts'

/**
 * Reads a Markdown text: GitHub Flavored Markdown with the additions of docs/lexical.md. Never fails: any text is Markdown, and what
 * its author surely did not mean is among the `problems`.
 *
 * @param text The Markdown, without front matter. CRLF and CR become LF; control characters become U+FFFD.
 * @param firstLine 1-based line of the file on which `text` begins; every line in the result counts from it.
 * @param options What is left out has its default.
 */
export function parseMarkdown(
  text: string,
  firstLine: number,
  options: Partial<MarkdownOptions> = {},
): MarkdownDocument {
  const clean = cleanText(text)
  return describeDocument(clean, firstLine, lexMarkdown(clean, { ...DEFAULT_OPTIONS, ...options }))
}
