import type { LexicalNode } from '../lexical.ts'

/** Whole URLs. */
const URLS = new Set(['url', 'href', 'buttonUrl', 'productUrl'])
/** Never a place for a link of ours: what is shown as it is written, and Ghost's own Markdown. */
const VERBATIM = new Set(['text', 'code', 'markdown', 'alt', 'title'])

/**
 * A node whose links within the page lead to other ids: in links, in the URLs of cards, and in HTML.
 * @param ids the new id by the one that stands there
 */
export function rewriteAnchors(node: LexicalNode, ids: ReadonlyMap<string, string>): LexicalNode {
  return ids.size === 0 ? node : (rewrite(node, ids, '') as LexicalNode)
}

function rewrite(value: unknown, ids: ReadonlyMap<string, string>, key: string): unknown {
  if (typeof value === 'string') return VERBATIM.has(key) ? value : rewriteText(value, ids, URLS.has(key))
  if (Array.isArray(value)) return value.map((entry) => rewrite(entry, ids, key))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, rewrite(entry, ids, name)]))
}

function rewriteText(text: string, ids: ReadonlyMap<string, string>, isUrl: boolean): string {
  if (isUrl) return text.startsWith('#') ? `#${ids.get(text.slice(1)) ?? text.slice(1)}` : text
  return text.replace(
    /(\shref=(["'])#)([^"'\s]*)(?=\2)/g,
    (_, start: string, _quote: string, id: string) => `${start}${ids.get(id) ?? id}`,
  )
}
