import { Parser, type Token, type Tokens } from 'marked'
import { createLineFinder, locateTokens } from '../document/locate-tokens.ts'
import type { ConvertOptions, MarkdownDocument } from '../document/markdown-document.ts'
import { readToken } from '../document/markdown-token.ts'
import { numberFootnotes } from '../document/number-footnotes.ts'
import { renderDefinitions, renderFootnoteReference, renderFootnotes } from '../html/block-html.ts'
import type { Conversion, HtmlRenderer } from '../html/conversion.ts'
import { resolveHtml } from '../html/html-references.ts'
import { identifyHeadings } from '../inline/heading-ids.ts'
import { joinHtmlBlocks } from '../lexical/join-html-blocks.ts'
import { ReferenceRenderer } from './reference-renderer.ts'
import { renderDirectiveReference } from './render-directive-reference.ts'

/**
 * What a Markdown text means, as plain HTML with line markers: marked's own rendering of the tokens, and for what goes beyond CommonMark and GFM the
 * reading that docs/fidelity.md gives. No Lexical is made on the way: whatever the conversion to Lexical loses is still here.
 */
export function renderReference(document: MarkdownDocument, { resolve }: ConvertOptions): string {
  const { text, firstLine, tokens, rewritten } = document
  const lines = new Map<Token, number>()
  const lineAt = createLineFinder(text, firstLine, rewritten?.lines)
  locateTokens(text, tokens, (token, offset) => lines.set(token, lineAt(offset)))
  const shared = { resolve, headings: identifyHeadings(tokens), footnotes: numberFootnotes(tokens) }
  const conversion: Conversion = { ...shared, renderer: createReferenceRenderer(shared, lines) }
  const body = conversion.renderer.renderBlocks(joinHtmlBlocks(tokens).map(({ token }) => token))
  return `${body}\n${renderFootnotes(conversion) ?? ''}`
}

type Shared = Omit<Conversion, 'renderer'>

/** marked's own HTML with line markers and resolved references. @param lines 1-based, of the tokens whose place is known */
function createReferenceRenderer(shared: Shared, lines: ReadonlyMap<Token, number>): HtmlRenderer {
  const renderer = new ReferenceRenderer(shared, lines)
  const inline = (tag: string) => (token: Tokens.Generic) =>
    `<${tag}>${parser.parseInline(token.tokens ?? [])}</${tag}>`
  const parser: Parser = new Parser({
    renderer,
    extensions: {
      renderers: {
        mark: inline('mark'),
        sub: inline('sub'),
        sup: inline('sup'),
        math: ({ html }) => String(html),
        mathBlock: (token) => renderer.mark(token) + String(token.html),
        definitionList: (token) => renderer.mark(token) + renderDefinitions(token, parser),
        footnoteReference: (token) => renderFootnoteReference(token, shared.footnotes),
        footnoteDefinition: () => '',
        details: (token) => renderer.markSummary(token) + renderer.nest(() => renderDetails(token, parser, shared)),
        directive: (token) => {
          const known = readToken(token)
          if (known.type !== 'directive') return ''
          const html = renderer.nest(() => renderDirectiveReference(known, parser, shared.resolve))
          return `${renderer.mark(token)}${html}\n`
        },
      },
      childTokens: {},
    },
  })
  return {
    renderBlocks: (tokens) => parser.parse([...tokens]).trimEnd(),
    renderInline: (tokens) => parser.parseInline([...tokens]),
  }
}

function renderDetails(token: Tokens.Generic, parser: Parser, { resolve }: Shared): string {
  const known = readToken(token)
  if (known.type !== 'details') return ''
  const summary = resolveHtml(known.summary.text, resolve)
  return `<details><summary>${summary}</summary>\n${parser.parse(known.tokens)}</details>\n`
}
