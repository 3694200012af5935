import { findCard } from '../cards/registry.ts'
import type { LexicalNode, LexicalRoot } from '../document/lexical.ts'
import { readNumber, readText } from '../document/node-properties.ts'
import type { RenderSettings } from '../html/card-html.ts'
import { escapeAngles, writeElement } from '../html/dom-html.ts'
import { makeGhostSlug } from '../inline/heading-ids.ts'
import { isNodeType } from './node-types.ts'
import { renderInlineHtml } from './render-inline-html.ts'

/**
 * Renders the HTML that Ghost serves for a document, byte for byte, except for what only the site can know: smaller copies of uploaded
 * pictures (`srcset`, `sizes`), and what it shows for a bare URL. test/e2e/check-and-render.test.ts compares it with real Ghosts.
 */
export function renderLexicalHtml(root: LexicalRoot, settings: RenderSettings): string {
  const ids = new Map<string, number>()
  const blocks = root.children.map((node) => renderBlock(node, ids, settings))
  const last = root.children.at(-1)
  // Ghost's editor keeps an empty paragraph at the end, and Ghost does not show it.
  if (last?.type === 'paragraph' && readContent(last).trim() === '') blocks.pop()
  return blocks.join('')
}

function renderBlock(node: LexicalNode, ids: Map<string, number>, settings: RenderSettings): string {
  const children = node.children ?? []
  switch (node.type) {
    case 'paragraph':
      return writeElement('p', {}, renderInlineHtml(children, settings))
    case 'extended-heading':
    case 'heading':
      return writeElement(readText(node, 'tag'), { id: makeId(node, ids) }, renderInlineHtml(children, settings))
    case 'extended-quote':
    case 'quote':
      return writeElement('blockquote', {}, renderInlineHtml(children, settings))
    case 'aside':
      return writeElement('blockquote', { class: 'kg-blockquote-alt' }, renderInlineHtml(children, settings))
    case 'list':
      return renderListHtml(node, settings)
    default:
      return renderCard(node, settings) ?? `\n<!-- ${describeUnknown(node)} -->\n`
  }
}

/** A card as Ghost writes it on the web; undefined for a type that is not known, and for a card that Ghost fails on. */
function renderCard(node: LexicalNode, settings: RenderSettings): string | undefined {
  const card = findCard(node.type)
  const html = card?.renderHtml(node, settings)
  return html === undefined || settings.ghost === 5 || card?.skipsDom === true ? html : escapeAngles(html)
}

/** An unknown type cuts off what follows it, and a card that Ghost fails on takes the whole post with it. */
function describeUnknown({ type }: LexicalNode): string {
  const name = type.replaceAll('--', '- -')
  return isNodeType(type)
    ? `Ghost cannot render this ${name} card, and makes no HTML of the whole post`
    : `a node of the type "${name}": a Ghost that does not know it ends the post's HTML here`
}

/** Counts repeats as Ghost does, without looking whether `a-1` is taken. */
function makeId(heading: LexicalNode, ids: Map<string, number>): string {
  const id = makeGhostSlug(readContent(heading).toWellFormed())
  const repeats = ids.get(id)
  ids.set(id, (repeats ?? 0) + 1)
  return repeats === undefined ? id : `${id}-${repeats}`
}

function readContent(node: LexicalNode): string {
  if (node.type === 'linebreak') return '\n'
  return readText(node, 'text') + (node.children ?? []).map(readContent).join('')
}

/** Renders a list as Ghost does: an item that holds a list is written inside the item before it. */
function renderListHtml(list: LexicalNode, settings: RenderSettings): string {
  let html = ''
  let isOpen = false
  const close = (): void => {
    if (isOpen) html += '</li>'
    isOpen = false
  }
  for (const item of list.children ?? []) {
    const [first] = item.children ?? []
    if (first?.type === 'list') {
      html += renderListHtml(first, settings)
      close()
      continue
    }
    close()
    html += `<li>${renderInlineHtml(item.children ?? [], settings)}`
    isOpen = true
  }
  close()
  const start = readNumber(list, 'start') ?? 1
  const tag = readText(list, 'listType') === 'number' ? 'ol' : 'ul'
  return writeElement(tag, { start: start === 1 ? null : start }, html)
}
