import type { LexicalNode } from '../../markdown/lexical.ts'
import { describeConstruct } from './describe-construct.ts'
import { listBlocks, type MarkdownBlock } from './markdown-block.ts'

/** Why a block became an HTML card; empty for native nodes and for Ghost's own cards, which need no reason. */
export function explainCard(block: MarkdownBlock, nodes: readonly LexicalNode[]): string {
  const cards = nodes.flatMap(({ type, html }) => (type === 'html' && typeof html === 'string' ? [html] : []))
  if (cards.length === 0) return ''
  if (cards.includes('<!-- -->')) return "keeps two lists apart, which Ghost's editor would join"
  if (block.type === 'heading' && nodes.length > cards.length) return 'holds the id that its author chose'
  switch (block.type) {
    case 'html':
      return 'written as HTML'
    case 'table':
      return 'Ghost has no node for tables'
    case 'footnoteDefinition':
      return 'Ghost has no node for footnotes'
    case 'definitionList':
      return 'Ghost has no node for definition lists'
    case 'mathBlock':
      return 'Ghost has no node for formulas'
    case 'details':
      return "holds what the editor of Ghost's toggles would drop"
    case 'directive':
      return explainHolding(block, `\`:::${String(block.has('name'))}\``, ['paragraph', 'space', 'text'])
    case 'code':
      if (block.has('diagram') === true) return 'is drawn by a script of the theme'
      return "Ghost's code card shows no blank code"
    case 'list':
      return explainList(block)
    case 'blockquote':
      return explainHolding(block, 'the quote', ['paragraph', 'space', 'text'])
    case 'paragraph':
    case 'heading':
      return explainInline(block)
    default:
      return ''
  }
}

function explainList(list: MarkdownBlock): string {
  const lists = listBlocks(list).filter(({ type }) => type === 'list')
  const items = lists.flatMap(({ children }) => children)
  if (items.some((item) => item.has('task') === true)) return 'Ghost has no node for checkboxes'
  for (const item of items) {
    const reason = explainHolding(item, 'an item', ['paragraph', 'text', 'space', 'def', 'list', 'checkbox'], '')
    if (reason !== '') return reason
    const at = item.children.findIndex(({ type }) => type === 'list')
    if (at >= 0 && at < item.children.length - 1) return "an item goes on after its list; Ghost's items cannot"
    if (at === 0) return 'an item begins with a list'
  }
  return explainInline(list)
}

/** Ghost's quotes and items hold text, and would run the blocks in them together. */
function explainHolding(block: MarkdownBlock, name: string, fine: readonly string[], otherwise?: string): string {
  const other = block.children.find(({ type }) => !fine.includes(type))
  return other === undefined
    ? (otherwise ?? explainInline(block))
    : `${name} holds more than text: ${describeConstruct(other)}`
}

function explainInline(block: MarkdownBlock): string {
  const inside = listBlocks(block).slice(1)
  const html = inside.find(({ type }) => type === 'html')
  if (html !== undefined) return `holds ${html.raw.trim().split('\n')[0] ?? ''}, for which Ghost has no node`
  if (inside.some(({ type }) => type === 'footnoteReference')) return 'holds a footnote, for which Ghost has no node'
  if (inside.some(({ type }) => type === 'math')) return 'holds a formula, for which Ghost has no node'
  if (inside.some(({ type }) => type === 'image')) return 'holds an image in its text, which Ghost would drop'
  return 'Ghost would close its formats in the wrong order'
}
