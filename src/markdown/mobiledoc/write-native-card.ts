import { isDeepStrictEqual } from 'node:util'
import { renderMarkdownHtml } from '../ghost-html/render-markdown-html.ts'
import type { LexicalNode } from '../lexical.ts'
import type { CardPayload } from './mobiledoc-document.ts'
import type { MobiledocOptions } from './mobiledoc-options.ts'
import { NATIVE_CARDS } from './native-cards.ts'

/** A node as the card that Ghost has for it. Undefined where it has none, or one that would show something else. */
export function writeNativeCard(
  node: LexicalNode,
  options: MobiledocOptions,
): readonly [name: string, payload: CardPayload] | undefined {
  const card = Object.hasOwn(NATIVE_CARDS, node.type) ? NATIVE_CARDS[node.type] : undefined
  if (card === undefined || card.since > options.dialect) return undefined
  if (node.type === 'markdown' && !keepsMarkdown(node, options)) return undefined
  const adapted = card.adapt === undefined ? {} : card.adapt(node, options.dialect)
  if (adapted === undefined) return undefined
  const { type: _type, version: _version, ...properties } = node
  const entries = Object.entries({ ...properties, ...adapted }).map(
    ([key, value]) => [key, card.isSqueezed ? joinLines(value) : value] as const,
  )
  if (entries.some(([, value]) => value === REFUSED)) return undefined
  // What says nothing is left out, but for the emoji that a callout is to be without.
  const said = entries.filter(([key, value]) => (value ?? '') !== '' || (key === 'calloutEmoji' && value === ''))
  return [card.name, Object.fromEntries(said)]
}

const REFUSED = Symbol('shows its line ends')

/** The end of a line is a space to a browser, and nothing to Ghost. */
function joinLines(value: unknown): unknown {
  if (typeof value !== 'string' || !value.includes('\n')) return value
  return /<(?:pre|textarea|script|style)\b/i.test(value) ? REFUSED : value.replace(/\s*\n\s*/g, ' ')
}

/**
 * Whether Ghost's own Markdown is what it is today: it knew no `H~2~O` and `x^2^`, and Ghost 3 takes the site's URL out of links that are nothing but that
 * URL (seen on 3.42: `<https://site/a/>` was stored as `</a/>`, a text).
 */
function keepsMarkdown(node: LexicalNode, { dialect, siteUrl }: MobiledocOptions): boolean {
  if (!isDeepStrictEqual(renderMarkdownHtml(node), renderMarkdownHtml(node, { isOld: true }))) return false
  const host = siteUrl.replace(/^https?:/, '')
  return dialect === 4 || host === '' || !String(node.markdown).includes(host)
}
