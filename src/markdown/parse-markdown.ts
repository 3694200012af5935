import type { MarkdownDocument } from './markdown-document.ts'
import { cleanText } from './parse/clean-text.ts'
import { describeDocument } from './parse/describe-document.ts'
import { lexMarkdown } from './parse/lex-markdown.ts'

/**
 * Reads a Markdown text: GitHub Flavored Markdown with footnotes, `==mark==` and GitHub alerts. Never fails: any text is Markdown.
 *
 * @param text The Markdown, without front matter. CRLF and CR become LF; control characters become U+FFFD.
 * @param firstLine 1-based line of the file on which `text` begins; every line in the result counts from it.
 */
export function parseMarkdown(text: string, firstLine: number): MarkdownDocument {
  const clean = cleanText(text)
  return describeDocument(clean, firstLine, lexMarkdown(clean))
}
