import type { LexicalNode, LexicalRoot } from '../markdown/lexical.ts'
import { normaliseInlineHtml } from '../markdown/normalise-inline-html.ts'
import { canonicaliseText, SITE_PLACEHOLDER } from './canonicalise-text.ts'

/** Ghost knows these under two names and treats them alike; its editor writes the longer one, and marks the word TK as a text to come. */
const ALIASES: Readonly<Record<string, string>> = {
  text: 'extended-text',
  tk: 'extended-text',
  heading: 'extended-heading',
  quote: 'extended-quote',
}

/** Everybody may see it: what the editor adds to a card that says nothing of visibility. */
const EVERYBODY = JSON.stringify({
  web: { nonMember: true, memberSegment: 'status:free,status:-free' },
  email: { memberSegment: 'status:free,status:-free' },
})

/** Values that Ghost renders exactly as if the key were missing, by key. */
const SILENT: Readonly<Record<string, (value: unknown, node: LexicalNode) => boolean>> = {
  version: (_, node) => node.type !== 'header',
  direction: () => true,
  indent: () => true,
  detail: () => true,
  mode: () => true,
  style: () => true,
  rel: () => true,
  target: () => true,
  format: (value) => value === 0 || typeof value === 'string',
  value: (_, node) => node.type === 'listitem',
  checked: (_, node) => node.type === 'listitem',
  tag: (_, node) => node.type === 'list',
  start: (value) => value === 1,
  visibility: (value) => JSON.stringify(value) === EVERYBODY,
}

/** Inline HTML that a small editor of its own inside the card writes. */
const INLINE_HTML = new Set(['caption', 'calloutText'])

/** Not a place for URLs, as Ghost sees it: it leaves these as they are, but for its own placeholder. */
const VERBATIM = new Set(['text', 'code'])

/** Absent and empty mean different things: no emoji, and the default one. */
const TELLING_WHEN_EMPTY = new Set(['calloutEmoji'])

/**
 * The document without what only its serialisation adds: default values, aliases, split text runs, the site's own URL. A title-only save
 * in Ghost Admin writes the whole body anew; compared raw, it would read as an edit of every post that an editor ever opened.
 * Two documents with equal canonical forms render the same HTML.
 */
export function canonicaliseBody(root: LexicalRoot, siteUrl: string): readonly LexicalNode[] {
  return root.children.map((node) => canonicaliseNode(node, siteUrl))
}

function canonicaliseNode(node: LexicalNode, siteUrl: string): LexicalNode {
  const result: { type: string; [key: string]: unknown } = { type: ALIASES[node.type] ?? node.type }
  for (const key of Object.keys(node).sort()) {
    const value = node[key]
    if (key === 'type' || key === 'children' || SILENT[key]?.(value, node) === true) continue
    const canonical = canonicaliseProperty(key, value, siteUrl)
    if ((canonical === null || canonical === '') && !TELLING_WHEN_EMPTY.has(key)) continue
    result[key] = canonical
  }
  if (Array.isArray(node.children)) {
    result.children = mergeTexts(node.children.map((child) => canonicaliseNode(child, siteUrl)))
  }
  return result
}

function canonicaliseProperty(key: string, value: unknown, siteUrl: string): unknown {
  if (typeof value !== 'string') return canonicaliseValue(value, siteUrl)
  if (VERBATIM.has(key)) return value.replaceAll(SITE_PLACEHOLDER, siteUrl)
  return canonicaliseText(INLINE_HTML.has(key) ? normaliseInlineHtml(value) : value, siteUrl)
}

function canonicaliseValue(value: unknown, siteUrl: string): unknown {
  if (typeof value === 'string') return canonicaliseText(value, siteUrl)
  if (Array.isArray(value)) return value.map((entry) => canonicaliseValue(entry, siteUrl))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  const kept = entries.map(([key, entry]) => [key, canonicaliseValue(entry, siteUrl)] as const)
  return Object.fromEntries(kept.filter(([, entry]) => entry !== null && entry !== ''))
}

/** Lexical splits and joins text nodes as an editor's cursor moves; only the runs of one format mean something. */
function mergeTexts(children: readonly LexicalNode[]): readonly LexicalNode[] {
  const merged: LexicalNode[] = []
  for (const child of children) {
    const last = merged.at(-1)
    if (last !== undefined && isText(last) && isText(child) && last.format === child.format) {
      merged[merged.length - 1] = { ...last, text: `${last.text ?? ''}${child.text ?? ''}` }
    } else {
      merged.push(child)
    }
  }
  return merged.filter((child) => !(isText(child) && (child.text ?? '') === ''))
}

function isText(node: LexicalNode): boolean {
  return node.type === 'extended-text'
}
