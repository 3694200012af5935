import type { LexicalNode } from '../../markdown/index.ts'

/**
 * Keeps what stands in a line of text before and after the words that changed as Ghost has it: TK marks, the styles of a text, what is stored of a
 * link beside its address. Whoever calls it compares what the result says with what was wanted.
 */
export function keepStoredText(stored: readonly LexicalNode[], wanted: readonly LexicalNode[]): readonly LexicalNode[] {
  const [before, after] = [new Line(stored), new Line(wanted)]
  const most = Math.min(before.cells.length, after.cells.length)
  let start = 0
  while (start < most && before.cells[start] === after.cells[start]) start += 1
  let end = 0
  while (end < most - start && before.cells.at(-1 - end) === after.cells.at(-1 - end)) end += 1
  let head = before.countUpTo(start)
  while (head > 0 && !after.isCut(before.startOf(head))) head -= 1
  let tail = before.countFrom(before.cells.length - end)
  const place = (count: number) => after.cells.length - (before.cells.length - before.startOf(stored.length - count))
  while (tail > 0 && (head + tail > stored.length || !after.isCut(place(tail)))) tail -= 1
  const middle = after.slice(before.startOf(head), place(tail))
  const changed = stored.slice(head, stored.length - tail)
  return [...stored.slice(0, head), ...keepStyle(changed, middle), ...stored.slice(stored.length - tail)]
}

/** Of one text that became another of the same format, its style stays. */
function keepStyle(stored: readonly LexicalNode[], wanted: readonly LexicalNode[]): readonly LexicalNode[] {
  const [[before, ...more], [after, ...others]] = [stored, wanted]
  if (before === undefined || after === undefined || more.length + others.length > 0) return wanted
  const isSame = isText(before) && isText(after) && (before.format ?? 0) === (after.format ?? 0)
  return isSame ? [{ ...before, text: after.text }] : wanted
}

/** A TK mark stands for its one word. */
function isText({ type, text }: LexicalNode): boolean {
  return (type === 'extended-text' || type === 'text') && typeof text === 'string'
}

/** The nodes of a line, with every character that they show. */
class Line {
  /** A character with its format and link, or a node that shows none. */
  readonly cells: readonly string[]
  private readonly nodes: readonly LexicalNode[]
  /** Where each node begins, and the end. */
  private readonly starts: readonly number[]

  constructor(nodes: readonly LexicalNode[]) {
    const cells: string[] = []
    this.starts = [
      ...nodes.map((node) => {
        const start = cells.length
        for (const cell of listCells(node, '')) cells.push(cell)
        return start
      }),
      cells.length,
    ]
    this.nodes = nodes
    this.cells = cells
  }

  startOf(node: number): number {
    return this.starts[node] ?? this.cells.length
  }

  /** Counts the nodes that end at a place or before it. */
  countUpTo(place: number): number {
    return this.nodes.filter((_, index) => this.startOf(index + 1) <= place).length
  }

  /** Counts the nodes that begin at a place or behind it. */
  countFrom(place: number): number {
    return this.nodes.filter((_, index) => this.startOf(index) >= place).length
  }

  /** Whether the line can be cut at a place: between two nodes, or within a text. */
  isCut(place: number): boolean {
    return this.nodes.every((node, index) => {
      const isInside = this.startOf(index) < place && place < this.startOf(index + 1)
      return !isInside || isText(node)
    })
  }

  slice(from: number, to: number): readonly LexicalNode[] {
    return this.nodes.flatMap((node, index): readonly LexicalNode[] => {
      const [start, end] = [this.startOf(index), this.startOf(index + 1)]
      if (from <= start && end <= to && start < to) return [node]
      if (end <= from || start >= to || typeof node.text !== 'string') return []
      return [{ ...node, text: node.text.slice(Math.max(0, from - start), to - start) }]
    })
  }
}

function listCells(node: LexicalNode, around: string): readonly string[] {
  const { type, text, format, url, title, children } = node
  if (type === 'link') {
    const link = JSON.stringify([url, title ?? ''])
    return (children ?? []).flatMap((child) => listCells(child, link))
  }
  if (type === 'linebreak') return [`\n${around}`]
  if (typeof text !== 'string') return [JSON.stringify(node)]
  return text.split('').map((character) => `${character}${String(format ?? 0)}${around}`)
}
