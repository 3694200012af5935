import type { LexicalNode, LexicalRoot } from '../lexical.ts'
import { isNodeType } from '../node-types.ts'
import { makeGhostSlug } from '../parse/make-slugs.ts'
import { readText } from './read-property.ts'
import { renderCardHtml } from './render-card-html.ts'
import { renderInlineHtml } from './render-inline-html.ts'
import { renderListHtml } from './render-list-html.ts'
import type { RenderSettings } from './render-settings.ts'
import { writeElement } from './write-element.ts'

/**
 * The HTML that Ghost serves for a document of ours, byte for byte, but for what only the site can know: smaller copies of uploaded
 * pictures (`srcset`, `sizes`), and what it shows for a bare URL. Held against real Ghosts by test/e2e/check-and-render.test.ts.
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
      return renderCardHtml(node, settings) ?? `\n<!-- ${describeUnknown(node)} -->\n`
  }
}

/** An unknown type cuts off what follows it, and a card that Ghost fails on takes the whole post with it. */
function describeUnknown({ type }: LexicalNode): string {
  const name = type.replaceAll('--', '- -')
  return isNodeType(type)
    ? `Ghost cannot render this ${name} card, and makes no HTML of the whole post`
    : `a node of the type "${name}": a Ghost that does not know it ends the post's HTML here`
}

/** Repeats are counted without looking whether `a-1` is taken. */
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
