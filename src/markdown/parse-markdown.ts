import type { MarkdownDocument } from './markdown-document.ts'

/**
 * Reads a Markdown text: GitHub Flavored Markdown, footnotes, `==mark==` and GitHub alerts. Never fails: any text is Markdown.
 *
 * @param text The Markdown, without front matter. CRLF and CR become LF.
 * @param firstLine 1-based line of the file on which `text` begins; every line in the result counts from it.
 */
export function parseMarkdown(text: string, firstLine: number): MarkdownDocument {
  return { text, firstLine, tokens: [], references: [], headings: [] }
}
