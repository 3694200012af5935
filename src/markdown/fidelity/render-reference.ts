import type { Token } from 'marked'
import type { Conversion, ConvertOptions } from '../convert/conversion.ts'
import { joinHtmlBlocks } from '../convert/join-html-blocks.ts'
import { numberFootnotes } from '../html/number-footnotes.ts'
import { renderFootnotes } from '../html/render-footnotes.ts'
import type { MarkdownDocument } from '../markdown-document.ts'
import { createLineFinder } from '../parse/create-line-finder.ts'
import { identifyHeadings } from '../parse/identify-headings.ts'
import { locateTokens } from '../parse/locate-tokens.ts'
import { createReferenceRenderer } from './create-reference-renderer.ts'

/**
 * What a Markdown text means, as plain HTML with line markers: marked's own rendering of the tokens, and for what goes beyond CommonMark and GFM the
 * reading that docs/fidelity.md gives. No Lexical is made on the way: whatever the conversion to Lexical loses is still here.
 */
export function renderReference(document: MarkdownDocument, { resolve }: ConvertOptions): string {
  const { text, firstLine, tokens } = document
  const lines = new Map<Token, number>()
  const lineAt = createLineFinder(text, firstLine)
  locateTokens(text, tokens, (token, offset) => lines.set(token, lineAt(offset)))
  const shared = { resolve, headings: identifyHeadings(tokens), footnotes: numberFootnotes(tokens) }
  const conversion: Conversion = { ...shared, renderer: createReferenceRenderer(shared, lines) }
  const body = conversion.renderer.renderBlocks(joinHtmlBlocks(tokens).map(({ token }) => token))
  return `${body}\n${renderFootnotes(conversion) ?? ''}`
}
