import type { LexicalNode, MarkdownDocument } from '../../markdown/index.ts'

export type DocumentToken = MarkdownDocument['tokens'][number]

/** The part of a Markdown token that an explanation reads. */
interface MarkdownBlock {
  readonly type: string
  readonly raw: string
  /** The tokens inside, list items included. */
  readonly children: readonly MarkdownBlock[]
  /** Whether the token has a property of this name. */
  readonly has: (name: string) => unknown
}

export function readBlock(token: DocumentToken): MarkdownBlock {
  return readRecord(token)
}

function readRecord(token: object): MarkdownBlock {
  const has = (name: string): unknown => Reflect.get(token, name)
  const inside = [has('items'), has('tokens')].find((list) => Array.isArray(list) && list.length > 0)
  const children: readonly unknown[] = Array.isArray(inside) ? inside : []
  return {
    type: String(has('type')),
    raw: String(has('raw') ?? ''),
    children: children.flatMap((child) => (typeof child === 'object' && child !== null ? [readRecord(child)] : [])),
    has,
  }
}

/** Lists the block and everything that it holds. */
function listBlocks(block: MarkdownBlock): readonly MarkdownBlock[] {
  return [block, ...block.children.flatMap(listBlocks)]
}

const NAMES: Readonly<Record<string, string>> = {
  table: 'table',
  html: 'HTML',
  hr: 'rule',
  def: 'link definition',
  details: 'details',
  footnoteDefinition: 'footnote',
  definitionList: 'definition list',
  mathBlock: 'formula',
}

/** Names a block of Markdown. */
export function describeConstruct(block: MarkdownBlock): string {
  const { type, children, has } = block
  switch (type) {
    case 'heading':
      return `heading ${String(has('depth'))}`
    case 'paragraph': {
      const shown = children.filter((child) => child.type !== 'text' || child.raw.trim() !== '')
      const images = shown.filter((child) => child.type === 'image' || isLinkedImage(child)).length
      if (images === 0 || images < shown.length) return 'paragraph'
      return images === 1 ? 'image' : 'images'
    }
    case 'list':
      if (children.some((item) => item.has('task') === true)) return 'task list'
      return has('ordered') === true ? 'numbered list' : 'list'
    case 'blockquote':
      return /^\s*>\s*\[!(?:note|tip|important|warning|caution)\][ \t]*(?:\n|$)/i.test(block.raw) ? 'alert' : 'quote'
    case 'code': {
      const language = String(has('lang') ?? '').split(/\s/)[0] ?? ''
      return language === '' ? 'code block' : `code block (${language})`
    }
    case 'directive':
      return `:::${String(has('name'))}`
    default:
      return NAMES[type] ?? type
  }
}

function isLinkedImage({ type, children }: MarkdownBlock): boolean {
  return type === 'link' && children.length === 1 && children[0]?.type === 'image'
}

/** Says why a block became an HTML card; empty for native nodes and for Ghost's own cards, which need no reason. */
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
      if (block.has('name') === 'html') return 'written as HTML'
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

/** Explains blocks inside a quote or list item: Ghost's quotes and items hold text only, and would merge the blocks in them. */
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
