import { Parser, type Token, type Tokens } from 'marked'
import type { Conversion, HtmlRenderer } from '../convert/conversion.ts'
import { renderDefinitions } from '../html/render-definitions.ts'
import { renderFootnoteReference } from '../html/render-footnotes.ts'
import { resolveHtml } from '../html/resolve-html.ts'
import { readToken } from '../tokens/markdown-token.ts'
import { ReferenceRenderer } from './reference-renderer.ts'
import { renderDirectiveReference } from './render-directive-reference.ts'

type Shared = Omit<Conversion, 'renderer'>

/** marked's own HTML with line markers and resolved references. @param lines 1-based, of the tokens whose place is known */
export function createReferenceRenderer(shared: Shared, lines: ReadonlyMap<Token, number>): HtmlRenderer {
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
