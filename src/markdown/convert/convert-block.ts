import type { Token } from 'marked'
import { convertDirective } from '../directives/convert-directive.ts'
import { readGhostCard } from '../directives/read-ghost-card.ts'
import { encodeUrl } from '../html/encode-url.ts'
import { escapeHtml } from '../html/escape-html.ts'
import { resolveHtml } from '../html/resolve-html.ts'
import { buildInline } from '../inline/build-inline.ts'
import { readNativeHeading } from '../inline/read-native-heading.ts'
import type { LexicalNode } from '../lexical.ts'
import { buildPendingEmbed } from '../pending-embed.ts'
import { readToken } from '../tokens/markdown-token.ts'
import { readBareUrl } from '../tokens/read-bare-url.ts'
import { readCode } from '../tokens/read-code.ts'
import { buildCard } from './build-card.ts'
import { buildElement } from './build-element.ts'
import type { Conversion } from './conversion.ts'
import { convertDetails } from './convert-details.ts'
import { convertList } from './convert-list.ts'
import { convertParagraph } from './convert-paragraph.ts'
import { convertQuote } from './convert-quote.ts'
import { renderCaption } from './render-caption.ts'

/** A top-level block as native nodes where Lexical has them, else as one html card of just that block. */
export function convertBlock(token: Token, conversion: Conversion): readonly LexicalNode[] {
  const known = readToken(token)
  switch (known.type) {
    case 'space':
    case 'def':
    case 'footnoteDefinition':
      return []
    case 'paragraph': {
      const url = readBareUrl(known.tokens)
      if (url !== undefined) return [buildPendingEmbed(encodeUrl(conversion.resolve(url, 'link').url))]
      return convertParagraph(known.tokens, conversion) ?? [renderCard(token, conversion)]
    }
    case 'heading': {
      const pieces = readNativeHeading(known)
      if (pieces === undefined) return [renderCard(token, conversion)]
      const heading = buildElement('extended-heading', { tag: `h${known.depth}` }, buildInline(pieces, conversion))
      const { writtenId } = known
      // Ghost gives every heading an id of its own choice; links from elsewhere to the one that the author chose need a place to go.
      if (writtenId === undefined || writtenId === conversion.headings.get(token)?.ghostId) return [heading]
      return [buildCard('html', { html: `<span id="${escapeHtml(writtenId)}"></span>` }), heading]
    }
    case 'list':
      return [convertList(known, conversion) ?? renderCard(token, conversion)]
    case 'blockquote':
      return [convertQuote(known, conversion) ?? renderCard(token, conversion)]
    case 'code': {
      const card = readGhostCard(known)
      if (card?.kind === 'node') return [card.node]
      const code = readCode(known)
      // Ghost's code card shows nothing at all when its code is blank.
      if (code.code.trim() === '' || known.diagram === true) return [renderCard(token, conversion)]
      return [buildCard('codeblock', { ...code, caption: renderCaption('', known.captionTokens, conversion) })]
    }
    case 'details':
      return [convertDetails(known, conversion) ?? renderCard(token, conversion)]
    case 'directive':
      return convertDirective(known, conversion)
    case 'hr':
      return [buildCard('horizontalrule', {})]
    case 'html':
      if (/^\s*<!--\s*members-only\s*-->\s*$/.test(known.raw)) return [buildCard('paywall', {})]
      // An empty line, as Ghost's editor leaves them; Markdown has no other word for it.
      if (known.raw.trim() === '<p></p>') return [buildElement('paragraph', {}, [])]
      return [buildCard('html', { html: resolveHtml(known.raw.trimEnd(), conversion.resolve) })]
    default:
      return [renderCard(token, conversion)]
  }
}

function renderCard(token: Token, { renderer }: Conversion): LexicalNode {
  return buildCard('html', { html: renderer.renderBlocks([token]) })
}
