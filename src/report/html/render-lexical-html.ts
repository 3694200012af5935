import type { LexicalNode, LexicalRoot } from '../../markdown/lexical.ts'
import { PENDING_EMBED } from '../../markdown/pending-embed.ts'
import { readText } from './read-property.ts'
import { renderCardHtml } from './render-card-html.ts'
import type { IsUpload } from './render-image-html.ts'
import { renderInlineHtml } from './render-inline-html.ts'
import { renderListHtml } from './render-list-html.ts'
import { writeElement } from './write-element.ts'

/**
 * The HTML that Ghost serves for a document of ours, byte for byte, but for what only the site can know: smaller copies of uploaded
 * pictures (`srcset`, `sizes`), and the cards whose markup Ghost makes anew in every version (audio, video, product, header, signup, call to
 * action, Markdown); a comment stands in their place. Held against real Ghosts by test/e2e/check-and-render.test.ts.
 */
export function renderLexicalHtml(root: LexicalRoot, isUpload: IsUpload): string {
  const ids = new Map<string, number>()
  const blocks = root.children.map((node) => renderBlock(node, ids, isUpload))
  const last = root.children.at(-1)
  // Ghost's editor keeps an empty paragraph at the end, and Ghost does not show it.
  if (last?.type === 'paragraph' && readContent(last).trim() === '') blocks.pop()
  return blocks.join('')
}

function renderBlock(node: LexicalNode, ids: Map<string, number>, isUpload: IsUpload): string {
  const children = node.children ?? []
  switch (node.type) {
    case 'paragraph':
      return writeElement('p', {}, renderInlineHtml(children))
    case 'extended-heading':
    case 'heading':
      return writeElement(readText(node, 'tag'), { id: makeId(node, ids) }, renderInlineHtml(children))
    case 'extended-quote':
    case 'quote':
      return writeElement('blockquote', {}, renderInlineHtml(children))
    case 'aside':
      return writeElement('blockquote', { class: 'kg-blockquote-alt' }, renderInlineHtml(children))
    case 'list':
      return renderListHtml(node)
    default:
      return renderCardHtml(node, isUpload) ?? `\n<!-- ${describeCard(node)} -->\n`
  }
}

function describeCard(node: LexicalNode): string {
  if (node.type !== PENDING_EMBED) return `Ghost's own markup of a ${node.type} card stands here`
  return `Ghost is asked what it shows for ${readText(node, 'url').replaceAll('--', '%2D%2D')} when the post is written`
}

/** Source: `slugify` of @tryghost/kg-utils for Ghost 4 and later; repeats are counted without looking whether `a-1` is taken. */
function makeId(heading: LexicalNode, ids: Map<string, number>): string {
  const text = readContent(heading)
    .trim()
    .toLowerCase()
    .replace(/[\][!"#$%&'()*+,./:;<=>?@\\^_{|}~]/g, '')
    .replace(/\s+/g, '-')
    .replace(/^-|-{2,}|-$/g, '')
  const id = encodeURIComponent(text.toWellFormed())
  const repeats = ids.get(id)
  ids.set(id, (repeats ?? 0) + 1)
  return repeats === undefined ? id : `${id}-${repeats}`
}

function readContent(node: LexicalNode): string {
  if (node.type === 'linebreak') return '\n'
  return readText(node, 'text') + (node.children ?? []).map(readContent).join('')
}
