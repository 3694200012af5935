import { isDeepStrictEqual } from 'node:util'
import { renderMarkdownHtml } from '../cards/markdown.ts'
import { NATIVE_CARDS } from '../cards/native-cards.ts'
import type { LexicalNode } from '../document/lexical.ts'
import type { CardPayload, MobiledocOptions } from '../document/mobiledoc.ts'

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
  const whole = { ...properties, ...adapted }
  if (card.isSqueezed && holdsLines(whole)) return undefined
  const entries = Object.entries(card.isSqueezed ? joinLines(whole) : whole)
  // What says nothing is left out, but for the emoji that a callout is to be without.
  const said = entries.filter(([key, value]) => (value ?? '') !== '' || (key === 'calloutEmoji' && value === ''))
  return [card.name, Object.fromEntries(said)]
}

/** Whether there is something whose line ends show, and would be squeezed out. */
function holdsLines(payload: CardPayload): boolean {
  return Object.values(payload).some(
    (value) => typeof value === 'string' && /\n/.test(value) && /<(?:pre|textarea|script|style)\b/i.test(value),
  )
}

/** The end of a line is a space to a browser, and nothing to Ghost. */
function joinLines<T>(value: T): T {
  const text = JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'string' ? inner.replace(/(?<!\s)\s*\n\s*/g, ' ') : inner,
  )
  return JSON.parse(text) as T
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
