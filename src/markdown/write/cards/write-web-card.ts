import type { LexicalNode } from '../../lexical.ts'
import type { InlineStyle } from '../inline/written-piece.ts'
import { readString } from '../read-property.ts'
import type { Writing } from '../writing.ts'
import { writeCard } from './write-card.ts'

/** Sites that Ghost shows as an embed: a bookmark of one of them was somebody's choice, and has to be written as one. */
const PROVIDERS =
  /^https?:\/\/(?:[\w-]+\.)*(?:youtube\.com|youtu\.be|vimeo\.com|twitter\.com|x\.com|spotify\.com|soundcloud\.com|codepen\.io|instagram\.com|tiktok\.com)\//i

/** What Ghost shows for a URL: the URL alone, or with its caption. */
export function* writeWebCard(node: LexicalNode, style: InlineStyle, writing: Writing): Generator<string> {
  const url = readString(node, 'url')
  const isChosen = node.type === 'bookmark' && PROVIDERS.test(url)
  if (readString(node, 'caption') === '' && !isChosen) {
    if (/^https?:\/\/[\w.-]+(?::\d+)?(?:\/[\w/.%~+-]*)?(?:\?[\w=&%.+-]*)?(?:#[\w-]+)?$/.test(url)) yield url
    yield `<${url}>`
  }
  yield* writeCard(node, style, writing)
}
