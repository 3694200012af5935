import { type ConvertOptions, convertMarkdown } from '../../markdown/convert-markdown.ts'
import type { LexicalNode } from '../../markdown/lexical.ts'
import type { MarkdownDocument } from '../../markdown/markdown-document.ts'
import { PENDING_EMBED } from '../../markdown/pending-embed.ts'
import { describeConstruct } from './describe-construct.ts'
import { explainCard } from './explain-card.ts'
import { type MarkdownToken, readBlock } from './markdown-block.ts'

/** What became of one block of a file. */
export interface BlockRow {
  /** 1-based lines of the file, both included. */
  readonly from: number
  readonly to: number
  /** What it is in Markdown: `table`, `heading 2`. */
  readonly construct: string
  /** What it became, in order: `paragraph`, `image card`; empty when nothing of it shows. */
  readonly nodes: readonly string[]
  /** Why it became an HTML card; empty where it did not. */
  readonly reason: string
}

/** A row that still grows: an HTML block takes in what follows until its last tag is closed. */
interface OpenRow {
  readonly token: MarkdownToken
  readonly start: number
  readonly from: number
  to: number
}

/**
 * Tells for every block of a document what it becomes. The converter keeps no account of that, so it is asked again and again with one block
 * more: the nodes that are new are that block's. What is asked begins anew behind each heading that no HTML stands before, or a long
 * document would take as many steps as the square of its length.
 *
 * @param document Without the heading that became the title.
 * @param written With it.
 */
export function explainBlocks(
  document: MarkdownDocument,
  written: MarkdownDocument,
  options: ConvertOptions,
): BlockRow[] {
  const rows: BlockRow[] = []
  let line = document.firstLine
  let section: MarkdownToken[] = []
  let open: OpenRow[] = []
  let before: readonly LexicalNode[] = []
  const close = (): void => {
    for (const [index, row] of open.entries())
      rows.push(describeRow(row, before.slice(row.start, open[index + 1]?.start ?? before.length)))
    section = []
    open = []
    before = []
  }
  for (const [index, token] of document.tokens.entries()) {
    const raw = token.type === 'space' ? (written.tokens[index]?.raw ?? '') : token.raw
    const from = line + countLines(/^\s*/.exec(raw)?.[0] ?? '')
    const to = line + countLines(raw.trimEnd())
    line += countLines(token.raw)
    const aside = explainAside(token, written.tokens[index])
    if (aside !== undefined) rows.push({ from, to, ...aside })
    if (aside !== undefined || token.type === 'space') continue
    section.push(token)
    const nodes = convertSection(document, section, options)
    // Closing a tag takes the blocks since it was opened into one card.
    while (open.length > 1 && (open.at(-1)?.start ?? 0) >= nodes.length) open.pop()
    const last = open.at(-1)
    if (nodes.length > before.length || last === undefined) open.push({ token, start: before.length, from, to })
    else last.to = to
    before = nodes
    if (token.type === 'heading' && section.every(({ type }) => type !== 'html')) close()
  }
  close()
  return rows.sort((one, other) => one.from - other.from)
}

/** A block that is no block of the post. */
function explainAside(
  token: MarkdownToken,
  written: MarkdownToken | undefined,
): Pick<BlockRow, 'construct' | 'nodes' | 'reason'> | undefined {
  if (token.type === 'space') {
    const isTitle = written !== undefined && written.type !== 'space'
    return isTitle ? { construct: describeConstruct(readBlock(written)), nodes: ['title'], reason: '' } : undefined
  }
  const construct = describeConstruct(readBlock(token))
  if (token.type === 'def') return { construct, nodes: [], reason: '' }
  if (token.type !== 'footnoteDefinition') return undefined
  return { construct, nodes: ['html card'], reason: 'stands at the end, with all footnotes that are referred to' }
}

function convertSection(
  document: MarkdownDocument,
  tokens: readonly MarkdownToken[],
  options: ConvertOptions,
): readonly LexicalNode[] {
  const { children } = convertMarkdown({ ...document, tokens }, options)
  // The paragraph that stands in for a document without any.
  return children.length === 1 && children[0]?.type === 'paragraph' && children[0].children?.length === 0
    ? []
    : children
}

function describeRow({ token, from, to }: OpenRow, nodes: readonly LexicalNode[]): BlockRow {
  const block = readBlock(token)
  return {
    from,
    to,
    construct: describeConstruct(block),
    nodes: nodes.map(nameNode),
    reason: explainCard(block, nodes),
  }
}

const TEXTS: Readonly<Record<string, string>> = {
  paragraph: 'paragraph',
  'extended-heading': 'heading',
  'extended-quote': 'quote',
  aside: 'aside',
  list: 'list',
}

function nameNode(node: LexicalNode): string {
  const tag = typeof node.tag === 'string' && node.type === 'extended-heading' ? ` ${node.tag}` : ''
  if (node.type === PENDING_EMBED) return 'embed or bookmark card'
  const text = TEXTS[node.type]
  return text === undefined ? `${node.type} card` : `${text}${tag}`
}

function countLines(text: string): number {
  return text.split('\n').length - 1
}
