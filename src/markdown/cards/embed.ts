import { writeCard } from '../directives/write-directive.ts'
import type { LexicalNode, LexicalRoot } from '../document/lexical.ts'
import { readString } from '../document/node-properties.ts'
import type { WriteContext } from '../inline/write-context.ts'
import type { InlineStyle } from '../inline/written-piece.ts'

/** Type of the node that stands for a bare URL until Ghost has said what it shows there. It is never sent. */
export const PENDING_EMBED = 'ghost-sync-embed'

/** @param caption inline HTML */
export function buildPendingEmbed(url: string, caption = ''): LexicalNode {
  return { type: PENDING_EMBED, version: 1, url, caption }
}

/** The URLs in a document that Ghost has still to be asked about, in order, once each. */
export function listPendingEmbeds(root: LexicalRoot): readonly string[] {
  const urls = root.children.flatMap(({ type, url }) =>
    type === PENDING_EMBED && typeof url === 'string' ? [url] : [],
  )
  return [...new Set(urls)]
}

/** Sites that Ghost shows as an embed: a bookmark of one of them was somebody's choice, and has to be written as one. */
const PROVIDERS =
  /^https?:\/\/(?:[\w-]+\.)*(?:youtube\.com|youtu\.be|vimeo\.com|twitter\.com|x\.com|spotify\.com|soundcloud\.com|codepen\.io|instagram\.com|tiktok\.com)\//i

/** What Ghost shows for a URL: the URL alone, or with its caption. */
export function* writeWebCard(node: LexicalNode, style: InlineStyle, context: WriteContext): Generator<string> {
  const url = readString(node, 'url')
  const isChosen = node.type === 'bookmark' && PROVIDERS.test(url)
  if (readString(node, 'caption') === '' && !isChosen) {
    if (/^https?:\/\/[\w.-]+(?::\d+)?(?:\/[\w/.%~+-]*)?(?:\?[\w=&%.+-]*)?(?:#[\w-]+)?$/.test(url)) yield url
    yield `<${url}>`
  }
  yield* writeCard(node, style, context)
}
