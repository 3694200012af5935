import type { Token } from 'marked'
import { resolveHtml } from '../html/resolve-html.ts'
import { buildInline } from '../inline/build-inline.ts'
import { readNativeHeading } from '../inline/read-native-heading.ts'
import type { LexicalNode } from '../lexical.ts'
import { readToken } from '../tokens/markdown-token.ts'
import { readCode } from '../tokens/read-code.ts'
import { buildCard } from './build-card.ts'
import { buildElement } from './build-element.ts'
import type { Conversion } from './conversion.ts'
import { convertList } from './convert-list.ts'
import { convertParagraph } from './convert-paragraph.ts'
import { convertQuote } from './convert-quote.ts'

/** A top-level block as native nodes where Lexical has them, else as one html card of just that block. */
export function convertBlock(token: Token, conversion: Conversion): readonly LexicalNode[] {
  const known = readToken(token)
  switch (known.type) {
    case 'space':
    case 'def':
    case 'footnoteDefinition':
      return []
    case 'paragraph':
      return convertParagraph(known.tokens, conversion) ?? [renderCard(token, conversion)]
    case 'heading': {
      const pieces = readNativeHeading(known)
      if (pieces === undefined) return [renderCard(token, conversion)]
      return [buildElement('extended-heading', { tag: `h${known.depth}` }, buildInline(pieces, conversion))]
    }
    case 'list':
      return [convertList(known, conversion) ?? renderCard(token, conversion)]
    case 'blockquote':
      return [convertQuote(known, conversion) ?? renderCard(token, conversion)]
    case 'code': {
      const code = readCode(known)
      // Ghost's code card shows nothing at all when its code is blank.
      return [code.code.trim() === '' ? renderCard(token, conversion) : buildCard('codeblock', code)]
    }
    case 'hr':
      return [buildCard('horizontalrule', {})]
    case 'html':
      if (/^\s*<!--\s*members-only\s*-->\s*$/.test(known.raw)) return [buildCard('paywall', {})]
      return [buildCard('html', { html: resolveHtml(known.raw.trimEnd(), conversion.resolve) })]
    default:
      return [renderCard(token, conversion)]
  }
}

function renderCard(token: Token, { renderer }: Conversion): LexicalNode {
  return buildCard('html', { html: renderer.renderBlocks([token]) })
}
