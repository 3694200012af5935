import type { AttributeReader } from '../directives/attribute-reader.ts'
import { renderText } from '../directives/card-text.ts'
import type { LexicalNode } from '../document/lexical.ts'
import type { DirectiveToken } from '../document/markdown-token.ts'
import type { Conversion } from '../html/conversion.ts'
import { buildCard } from './build-card.ts'
import { buildPendingEmbed } from './embed.ts'

/** A card with a page's title and picture, as written here: Ghost is not asked. */
export function convertBookmark(token: DirectiveToken, read: AttributeReader, conversion: Conversion): LexicalNode {
  const url = read.link('url')
  return buildCard('bookmark', {
    url,
    metadata: {
      icon: read.file('icon', 'image').url,
      title: read.text('title', url),
      description: read.text('description'),
      author: read.text('author'),
      publisher: read.text('publisher'),
      thumbnail: read.file('thumbnail', 'image').url,
    },
    caption: renderText(token.tokens, conversion),
  })
}

/** A player or the like. Without its HTML Ghost is asked for it when the post is written. */
export function convertEmbed(token: DirectiveToken, read: AttributeReader, conversion: Conversion): LexicalNode {
  const url = read.link('url')
  const caption = renderText(token.tokens, conversion)
  if (!read.has('html')) return buildPendingEmbed(url, caption)
  return buildCard('embed', { url, embedType: read.text('type'), html: read.text('html'), metadata: {}, caption })
}
