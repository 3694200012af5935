import { escapeText } from '../document/escape.ts'
import type { LexicalNode } from '../document/lexical.ts'
import { readNumber, readText } from '../document/node-properties.ts'
import type { RenderSettings } from '../html/card-html.ts'
import { writeElement } from '../html/dom-html.ts'

/** In the order of Lexical's bits, in which Ghost opens them. */
const FORMATS = [
  { bit: 1, tag: 'strong' },
  { bit: 2, tag: 'em' },
  { bit: 4, tag: 's' },
  { bit: 8, tag: 'u' },
  { bit: 16, tag: 'code' },
  { bit: 32, tag: 'sub' },
  { bit: 64, tag: 'sup' },
  { bit: 128, tag: 'mark' },
] as const

type Format = (typeof FORMATS)[number]

/**
 * Renders texts, line breaks and links as Ghost does, with the mistake of its renderer: it closes the last tag that it opened, not the one
 * that ends. Source: `TextContent` of @tryghost/kg-lexical-html-renderer, Ghost 5.130.6.
 */
export function renderInlineHtml(nodes: readonly LexicalNode[], settings: RenderSettings): string {
  const root: { tag: string; html: string } = { tag: '', html: '' }
  const open = [root]
  let formats: Format[] = []
  const append = (html: string): void => {
    const top = open.at(-1) ?? root
    top.html += html
  }
  for (const [index, node] of nodes.entries()) {
    if (node.type === 'linebreak') append('<br>')
    else if (node.type === 'link') append(renderLink(node, settings))
    else if (!isText(node)) append(renderInlineHtml(node.children ?? [], settings))
    else if (formatOf(node) === 0) append(escapeText(readText(node, 'text')))
    else {
      const added = FORMATS.filter((format) => has(node, format) && !formats.includes(format))
      for (const format of added.length > 1 ? sortByReach([...added], nodes, index + 1) : added) {
        open.push({ tag: format.tag, html: '' })
        formats.push(format)
      }
      append(escapeText(readText(node, 'text')))
      const next = findNext(nodes, index + 1)
      for (const format of [...formats]) {
        if (next !== undefined && next.type !== 'link' && has(next, format)) continue
        const closed = open.pop()
        if (closed !== undefined) append(writeElement(closed.tag, {}, closed.html))
        formats = formats.slice(0, -1)
      }
    }
  }
  return root.html
}

/** The next text or link. */
function findNext(nodes: readonly LexicalNode[], from: number): LexicalNode | undefined {
  for (let at = from; at < nodes.length; at++) {
    const node = nodes[at]
    if (node !== undefined && (isText(node) || node.type === 'link')) return node
  }
  return undefined
}

/** A format that occurs again sooner is opened first; one that does not occur again before the next link is opened last. */
function sortByReach(formats: Format[], nodes: readonly LexicalNode[], from: number): Format[] {
  const places = new Map(formats.map((format) => [format, findFormat(nodes, from, format)]))
  return formats.sort((one, other) => {
    const [a, b] = [places.get(one) ?? -1, places.get(other) ?? -1]
    if (a === -1) return 1
    return b === -1 ? -1 : a - b
  })
}

function findFormat(nodes: readonly LexicalNode[], from: number, format: Format): number {
  for (let at = from; at < nodes.length; at++) {
    const node = nodes[at]
    if (node === undefined || node.type === 'link') return -1
    if (isText(node) && has(node, format)) return at
  }
  return -1
}

function renderLink(node: LexicalNode, settings: RenderSettings): string {
  const read = (name: string): string | null => readText(node, name) || null
  const title = settings.hasLinkTitles === true ? read('title') : null
  return writeElement(
    'a',
    { href: read('url'), rel: read('rel'), title },
    renderInlineHtml(node.children ?? [], settings),
  )
}

function isText({ type }: LexicalNode): boolean {
  return type === 'extended-text' || type === 'text' || type === 'tab'
}

function formatOf(node: LexicalNode): number {
  return readNumber(node, 'format') ?? 0
}

function has(node: LexicalNode, { bit }: Format): boolean {
  return (formatOf(node) & bit) !== 0
}
