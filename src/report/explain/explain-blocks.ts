import picocolors from 'picocolors'
import {
  type Audiences,
  type ConvertOptions,
  convertBlocks,
  isRestricted,
  type LexicalNode,
  type MarkdownDocument,
  nameAudiences,
  numberFootnotes,
  PENDING_EMBED,
} from '../../markdown/index.ts'
import { makePrintable } from '../../model/text.ts'
import type { ReportOptions } from '../text/report-options.ts'
import { type DocumentToken, describeConstruct, explainCard, readBlock } from './explain-card.ts'

/** What became of one block of a file. */
interface BlockRow {
  /** 1-based lines of the file, both included. */
  readonly from: number
  readonly to: number
  /** Its name in Markdown: `table`, `heading 2`. */
  readonly construct: string
  /** The nodes that it became, in order: `paragraph`, `image card`; empty when nothing of it is shown. */
  readonly nodes: readonly string[]
  /** Why it became an HTML card, or nothing at all; empty where it became something else. */
  readonly reason: string
}

/** Where a token stands in the file. */
interface Place {
  readonly from: number
  readonly to: number
}

/**
 * Says for every block of a document what it becomes.
 *
 * @param document without the heading that became the title
 * @param written with that heading
 */
export function explainBlocks(
  document: MarkdownDocument,
  written: MarkdownDocument,
  options: ConvertOptions,
): BlockRow[] {
  const rows: BlockRow[] = []
  const places = new Map<DocumentToken, Place>()
  const notes = new Set<unknown>(numberFootnotes(document.tokens).notes.map(({ tokens }) => tokens))
  const lineAt = (index: number): number => document.firstLine + (document.rewritten?.lines[index] ?? index)
  let line = 0
  for (const [index, token] of document.tokens.entries()) {
    const raw = token.type === 'space' ? (written.tokens[index]?.raw ?? '') : token.raw
    const from = lineAt(line + countLines(/^\s*/.exec(raw)?.[0] ?? ''))
    const to = lineAt(line + countLines(raw.trimEnd()))
    places.set(token, { from, to })
    line += countLines(token.raw)
    const aside = explainAside(token, written.tokens[index], notes)
    if (aside !== undefined) rows.push({ from, to, ...aside })
  }
  for (const { tokens, nodes } of convertBlocks(document, options).blocks) {
    const [token] = tokens
    if (token === undefined || explainAside(token, token, notes) !== undefined) continue
    const [first, last] = [places.get(token), places.get(tokens.at(-1) ?? token)]
    if (first !== undefined && last !== undefined) rows.push(describeRow(token, first.from, last.to, nodes))
  }
  return rows.sort((one, other) => one.from - other.from)
}

/** Explains a block that is no block of the post. */
function explainAside(
  token: DocumentToken,
  written: DocumentToken | undefined,
  notes: ReadonlySet<unknown>,
): Pick<BlockRow, 'construct' | 'nodes' | 'reason'> | undefined {
  if (token.type === 'space') {
    const isTitle = written !== undefined && written.type !== 'space'
    return isTitle ? { construct: describeConstruct(readBlock(written)), nodes: ['title'], reason: '' } : undefined
  }
  const construct = describeConstruct(readBlock(token))
  if (token.type === 'def') return { construct, nodes: [], reason: '' }
  if (token.type !== 'footnoteDefinition') return undefined
  if (!('tokens' in token) || !notes.has(token.tokens)) return { construct, nodes: [], reason: 'nothing refers to it' }
  return { construct, nodes: ['html card'], reason: 'stands at the end, with all footnotes that are referred to' }
}

function describeRow(token: DocumentToken, from: number, to: number, nodes: readonly LexicalNode[]): BlockRow {
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
  const name = text === undefined ? `${node.type} card` : `${text}${tag}`
  return [name, ...describeUnseen(node)].join(' ')
}

const ON_THE_WEB: Readonly<Record<Audiences['web'], string>> = {
  everyone: '',
  members: 'for members',
  free: 'for free members',
  paid: 'for paid members',
  visitors: 'for visitors who are no members',
  'visitors-and-free': 'for all but paid members',
  'visitors-and-paid': 'for all but free members',
  none: 'not on the site',
}

const IN_EMAIL: Readonly<Record<Audiences['email'], string>> = {
  everyone: '',
  free: 'in newsletters for free members',
  paid: 'in newsletters for paid members',
  none: 'not in newsletters',
}

/** Says what a page does not show of a block: who sees it, and the alignment that an editor may have kept. */
function describeUnseen(node: LexicalNode): string[] {
  const { format } = node
  const aligned = typeof format === 'string' && format !== '' ? [`(${format}: no Ghost shows it)`] : []
  const audiences = nameAudiences(node)
  if (audiences === undefined) return isRestricted(node) ? ['(for some readers)', ...aligned] : aligned
  const seen = [ON_THE_WEB[audiences.web], IN_EMAIL[audiences.email]].filter((part) => part !== '')
  return [...(seen.length > 0 ? [`(${seen.join('; ')})`] : []), ...aligned]
}

function countLines(text: string): number {
  return text.split('\n').length - 1
}

const HEADINGS = ['lines', 'Markdown', 'in Ghost', 'why'] as const

/** Renders a table: which lines are what in Markdown, what they become, and, for an HTML card, why. Ends with a newline. */
export function renderExplanation(rows: readonly BlockRow[], { colour }: ReportOptions): string {
  const paint = picocolors.createColors(colour)
  const cells = rows.map(({ from, to, construct, nodes, reason }) =>
    [from === to ? String(from) : `${from}-${to}`, construct, nodes.join(', ') || '-', reason].map(makePrintable),
  )
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...cells.map((row) => row[column]?.length ?? 0)),
  )
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  return `${[paint.dim(line(HEADINGS)), ...cells.map(line)].join('\n')}\n`
}
